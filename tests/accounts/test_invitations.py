"""From the invitation to the first sign-in, and the invitations that no longer serve."""

import re

import pytest
from django.core import mail
from django.core.exceptions import ValidationError

from coop.accounts.enums import RoleMandat
from coop.accounts.models import Invitation, User
from coop.accounts.predicates import Refused
from coop.accounts.workflows import accept_invitation, find_invitation, invite, open_account
from coop.journal.actors import SYSTEM
from coop.journal.models import Entry
from tests.accounts.conftest import chemin
from tests.factories import ContactFactory, utilisateur
from tests.guards.client import run_on_commit

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.accounts.urls")]
PASSWORD = "un beau jour de printemps"


@pytest.fixture
def invited(dd78):
    contact = ContactFactory(email="directrice@demo.invalid", fonction="Directrice")
    with run_on_commit():
        invitation, url = invite(contact, actor=dd78.actor, ca_id=5)
    return invitation, chemin(url)


def test_invitation_leaves_by_mail_with_its_address(invited):
    (message,) = mail.outbox

    assert message.to == ["directrice@demo.invalid"]
    assert invited[1] in message.body
    assert "\u00a0: ne la transférez pas" in message.body


def test_invitation_keeps_no_secret(invited):
    token = invited[1].strip("/").split("/")[1]

    assert token not in str(Invitation.objects.values().get())
    assert token not in str(list(Entry.objects.values()))


def test_invitation_is_journaled_for_its_coop(invited):
    entry = Entry.objects.get(verb="invitation.send")

    assert (entry.ca_id, entry.object_id) == (5, str(invited[0].pk))


def test_person_chooses_a_password_and_is_signed_in(client, invited):
    answer = client.post(invited[1], {"password1": PASSWORD, "password2": PASSWORD})

    user = User.objects.get(email="directrice@demo.invalid")
    assert (answer.status_code, answer["Location"]) == (302, "/")
    assert user.check_password(PASSWORD)
    assert user.contact_id == invited[0].contact_id
    assert client.get("/connectee/").status_code == 200
    assert Entry.objects.get(verb="compte.open").ca_id == 5


def test_person_chooses_codes_by_mail(client, invited):
    answer = client.post(invited[1], {"par_code": "1"})

    user = User.objects.get(email="directrice@demo.invalid")
    assert answer["Location"] == "/compte/login/code/"
    assert not user.has_usable_password()
    mail.outbox.clear()
    client.post("/compte/login/code/", {"email": user.email})
    code = re.search(r"\b[A-Z0-9]{3,4}-[A-Z0-9]{3,4}\b", mail.outbox[0].body)[0]
    assert client.post("/compte/login/code/confirm/", {"code": code}).status_code == 302
    assert client.get("/connectee/").status_code == 200


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ({}, "Choisissez un mot de passe"),
        ({"password1": PASSWORD, "password2": "autre"}, "Les deux mots de passe sont différents."),
        ({"password1": "court", "password2": "court"}, "au minimum 12 caractères"),
        ({"password1": "directrice@demo.invalid", "password2": "directrice@demo.invalid"}, "trop semblable"),
    ],
)
def test_bad_password_is_told_and_opens_nothing(client, invited, data, message):
    answer = client.post(invited[1], data)

    assert message in answer.content.decode()
    assert not User.objects.filter(email="directrice@demo.invalid").exists()
    assert find_invitation(invited[1].strip("/").split("/")[1])


def test_opening_the_page_changes_nothing(client, invited):
    before = Invitation.objects.values().get()
    for _ in range(3):
        assert client.get(invited[1]).status_code == 200

    assert Invitation.objects.values().get() == before


def test_invitation_serves_once(client, invited):
    client.post(invited[1], {"password1": PASSWORD, "password2": PASSWORD})
    client.logout()

    answer = client.post(invited[1], {"password1": "une autre phrase longue", "password2": "une autre phrase longue"})

    assert answer.status_code == 410
    assert User.objects.get(email="directrice@demo.invalid").check_password(PASSWORD)


def test_used_expired_and_unknown_invitations_answer_the_same(client, dd78, le_jour):
    le_jour("2027-03-01")
    paths = [chemin(invite(ContactFactory(), actor=dd78.actor)[1]) for _ in range(2)]
    client.post(paths[0], {"par_code": "1"})
    client.get("/compte/login/")
    le_jour("2027-03-16")

    answers = [client.get(path) for path in (*paths, "/invitation/inconnue/")]

    assert {answer.status_code for answer in answers} == {410}
    assert len({answer.content for answer in answers}) == 1
    assert "demo.invalid" not in answers[0].content.decode()


def test_invitation_runs_fourteen_days(dd78, le_jour):
    le_jour("2027-03-01T09:00")
    token = invite(ContactFactory(), actor=dd78.actor)[1].strip("/").rsplit("/", 1)[1]
    le_jour("2027-03-15T08:59")
    assert find_invitation(token)
    le_jour("2027-03-15T09:00")
    assert find_invitation(token) is None


def test_inviting_again_closes_the_earlier_one(client, dd78, le_jour):
    contact = ContactFactory()
    le_jour("2027-03-01")
    first = chemin(invite(contact, actor=dd78.actor)[1])
    le_jour("2027-03-02")
    second = chemin(invite(contact, actor=dd78.actor)[1])

    assert (client.get(first).status_code, client.get(second).status_code) == (410, 200)


@pytest.mark.parametrize("role", [RoleMandat.PARTENAIRE, RoleMandat.LECTEUR, RoleMandat.DELEGUE, None])
def test_invite_is_refused_without_the_mandate(role):
    with pytest.raises(Refused, match="ne permet pas d’inviter"):
        invite(ContactFactory(), actor=utilisateur(role).actor)


def test_invite_asks_for_an_address(dd78):
    with pytest.raises(ValidationError, match="pas d’adresse"):
        invite(ContactFactory(email=""), actor=dd78.actor)


def test_invite_refuses_who_has_an_account(dd78):
    with pytest.raises(ValidationError, match="déjà un compte"):
        invite(utilisateur().contact, actor=dd78.actor)


def test_accept_refuses_an_unknown_secret():
    with pytest.raises(Refused, match="plus valable"):
        accept_invitation("inconnu")


def test_account_is_opened_at_the_address_of_the_contact():
    user = open_account(ContactFactory(email="habitante@demo.invalid"), actor=SYSTEM, password=PASSWORD)

    address = user.emailaddress_set.get()
    assert (address.email, address.verified, address.primary) == ("habitante@demo.invalid", True, True)


@pytest.mark.parametrize(("email", "message"), [("", "pas d’adresse"), ("pris@demo.invalid", "déjà un compte")])
def test_open_account_refuses(email, message):
    contact = ContactFactory(email=email)
    if email:
        open_account(contact, actor=SYSTEM)

    with pytest.raises(ValidationError, match=message):
        open_account(contact, actor=SYSTEM)
