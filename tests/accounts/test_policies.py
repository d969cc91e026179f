"""What each policy answers, and what it declares."""

import pytest

from coop.accounts.enums import RoleMandat, UsageLien
from coop.accounts.policies import policy_of
from tests.accounts import urls
from tests.factories import utilisateur

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.accounts.urls")]


def test_public_page_opens_to_anyone(client, connecte):
    assert client.get("/").status_code == 200
    assert connecte(utilisateur()).get("/").status_code == 200


def test_signed_in_page_sends_a_stranger_to_sign_in(client, connecte):
    answer = client.get("/connectee/")

    assert answer.status_code == 302
    assert answer["Location"] == "/compte/login/?next=/connectee/"
    assert connecte(utilisateur()).get("/connectee/").status_code == 200


@pytest.mark.parametrize(
    ("role", "read", "write"),
    [
        (RoleMandat.SIEGE, 200, 200),
        (RoleMandat.LECTEUR, 200, 403),
        (RoleMandat.COORDINATEUR_DD, 403, 403),
        (RoleMandat.PARTENAIRE, 403, 403),
        (None, 403, 403),
    ],
)
def test_mandated_page_asks_for_the_mandate(connecte, role, read, write):
    client = connecte(utilisateur(role))

    assert (client.get("/siege/").status_code, client.post("/siege/").status_code) == (read, write)


def test_mandated_page_opens_to_an_administrator(connecte, admin):
    assert connecte(admin).post("/siege/").status_code == 200


def test_mandated_page_sends_a_stranger_to_sign_in(client):
    assert client.get("/siege/")["Location"].startswith("/compte/login/")


def test_account_without_contact_holds_no_mandate(connecte):
    user = utilisateur(RoleMandat.SIEGE)
    user.contact = None
    user.save()

    assert connecte(user).get("/siege/").status_code == 403


@pytest.mark.parametrize(
    ("view", "kind", "read", "write"),
    [
        (urls.ouverte, "public", {"tous"}, {"tous"}),
        (urls.connectee, "signed_in", {"compte"}, {"compte"}),
        (urls.du_siege, "mandated", {"siege", "lecteur"}, {"siege"}),
        (urls.par_lien, "link", {UsageLien.CONFIRMER}, {UsageLien.CONFIRMER}),
    ],
)
def test_view_declares_its_policy(view, kind, read, write):
    policy = policy_of(view)

    assert (policy.kind, set(policy.read), set(policy.write)) == (kind, read, write)
