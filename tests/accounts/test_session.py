"""What a session is worth: it ends with the account and with its password, and leaves nothing in caches."""

import pytest
from django.contrib.auth.hashers import check_password
from django.core.cache import cache

from coop.accounts.models import User
from coop.accounts.workflows import open_account
from coop.journal.actors import SYSTEM
from tests.factories import ContactFactory

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.accounts.urls")]
LOGIN, DEDANS, SORTIE = "/compte/login/", "/connectee/", "/compte/logout/"
PASSWORD = "un beau jour de printemps"


@pytest.fixture
def compte():
    return open_account(ContactFactory(email="directrice@demo.invalid"), actor=SYSTEM, password=PASSWORD)


def entrer(client):
    client.post(LOGIN, {"login": "directrice@demo.invalid", "password": PASSWORD})
    assert client.get(DEDANS).status_code == 200


def test_a_new_password_ends_the_sessions_opened_with_the_former_one(client, compte):
    entrer(client)
    compte.set_password("un autre jour de printemps")
    compte.save()

    assert client.get(DEDANS).status_code == 302


def test_a_closed_account_is_out_at_once(client, compte):
    entrer(client)
    User.objects.update(is_active=False)

    assert client.get(DEDANS).status_code == 302


def test_signing_in_changes_the_key_of_the_session(client, compte):
    client.cookies["sessionid"] = (planted := client.session.session_key or "a" * 32)

    entrer(client)

    assert client.cookies["sessionid"].value != planted
    assert client.cookies["sessionid"]["httponly"]
    assert client.cookies["sessionid"]["samesite"] == "Lax"


def test_unknown_and_known_addresses_cost_one_hash_each(client, compte, monkeypatch):
    hashed = []
    monkeypatch.setattr(User, "set_password", lambda self, raw: hashed.append(raw))
    monkeypatch.setattr(
        User, "check_password", lambda self, raw: bool(hashed.append(raw)) or check_password(raw, self.password)
    )

    for email in ("directrice@demo.invalid", "inconnue@demo.invalid"):
        client.post(LOGIN, {"login": email, "password": "faux mot de passe"})

    assert hashed == ["faux mot de passe"] * 2


@pytest.mark.parametrize(
    "suite", ["https://pirate.invalid/", "//pirate.invalid/", "/\\pirate.invalid/", "javascript:alert(1)"]
)
def test_signing_in_leads_nowhere_else(client, compte, suite):
    answer = client.post(
        f"{LOGIN}?next={suite}", {"login": "directrice@demo.invalid", "password": PASSWORD, "next": suite}
    )

    assert answer["Location"] == "/"


def test_pages_of_an_account_are_in_no_shared_cache(client, compte):
    assert not client.get("/").has_header("Cache-Control")
    entrer(client)

    assert {"private", "no-cache"} <= {part.strip() for part in client.get(DEDANS)["Cache-Control"].split(",")}


def test_signing_out_empties_the_cache_of_the_browser(client, compte):
    entrer(client)

    assert client.post(SORTIE)["Clear-Site-Data"] == '"cache"'
    assert not client.get(LOGIN).has_header("Clear-Site-Data")


def test_too_many_attempts_are_refused_in_our_words(client, settings):
    settings.ACCOUNT_RATE_LIMITS = {"login": "1/m/ip"}
    answers = [client.post(LOGIN, {"login": "directrice@demo.invalid", "password": "x"}) for _ in range(2)]
    cache.clear()

    assert answers[-1].status_code == 429
    assert "Trop de tentatives" in answers[-1].content.decode()


def test_no_page_may_use_what_a_device_senses(client):
    assert "camera=()" in client.get(LOGIN)["Permissions-Policy"]
