"""Signing in: password, code by mail, limits; closed sign-up; the people of the demonstration."""

import re

import pytest
from django.core import mail

from coop.accounts.personas import PASSWORD as DEMO_PASSWORD
from coop.accounts.personas import PERSONAS, persona
from coop.accounts.workflows import open_account
from coop.journal.actors import SYSTEM
from coop.organisations.models import Contact
from tests.factories import ContactFactory

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.accounts.urls")]
LOGIN, CODE = "/compte/login/", "/compte/login/code/"
PASSWORD = "un beau jour de printemps"


@pytest.fixture
def compte():
    return open_account(ContactFactory(email="directrice@demo.invalid"), actor=SYSTEM, password=PASSWORD)


def test_password_signs_in(client, compte):
    answer = client.post(f"{LOGIN}?next=/connectee/", {"login": "Directrice@demo.invalid", "password": PASSWORD})

    assert (answer.status_code, answer["Location"]) == (302, "/connectee/")
    assert client.get("/connectee/").status_code == 200


@pytest.mark.parametrize("email", ["directrice@demo.invalid", "inconnue@demo.invalid"])
def test_wrong_password_answers_the_same_for_known_and_unknown(client, compte, email):
    answer = client.post(LOGIN, {"login": email, "password": "faux mot de passe"})

    assert "L’adresse e-mail ou le mot de passe sont incorrects." in answer.content.decode()
    assert client.get("/connectee/").status_code == 302


def test_sign_in_form_keeps_what_was_typed_but_not_the_secret(client, compte):
    page = client.post(LOGIN, {"login": "directrice@demo.invalid", "password": "faux mot de passe"}).content.decode()

    assert 'value="directrice@demo.invalid"' in page
    assert "faux mot de passe" not in page


def test_too_many_failures_stop_even_the_right_password(client, compte):
    for _ in range(5):
        client.post(LOGIN, {"login": "directrice@demo.invalid", "password": "faux mot de passe"})

    page = client.post(LOGIN, {"login": "directrice@demo.invalid", "password": PASSWORD})

    assert page.status_code == 200
    assert "Trop de tentatives" in page.content.decode()
    assert client.get("/connectee/").status_code == 302


def test_code_signs_in_once(client, compte):
    client.post(CODE, {"email": compte.email})
    code = re.search(r"\b[A-Z0-9]{3,4}-[A-Z0-9]{3,4}\b", mail.outbox[0].body)[0]

    assert client.post("/compte/login/code/confirm/", {"code": code})["Location"] == "/"
    assert client.get("/connectee/").status_code == 200


def test_code_request_answers_the_same_for_an_unknown_address(client, compte):
    known, unknown = (client.post(CODE, {"email": email}) for email in (compte.email, "inconnue@demo.invalid"))

    assert (known.status_code, known["Location"]) == (unknown.status_code, unknown["Location"])


def test_wrong_code_does_not_sign_in(client, compte):
    client.post(CODE, {"email": compte.email})

    client.post("/compte/login/code/confirm/", {"code": "AAAA-AAAA"})

    assert client.get("/connectee/").status_code == 302


def test_closed_account_does_not_sign_in(client, compte):
    compte.is_active = False
    compte.save()

    client.post(LOGIN, {"login": compte.email, "password": PASSWORD})

    assert client.get("/connectee/").status_code == 302


def test_nobody_opens_an_account_alone(client):
    data = {"email": "curieux@demo.invalid", "password1": PASSWORD, "password2": PASSWORD}

    assert "sur invitation" in client.get("/compte/signup/").content.decode()
    client.post("/compte/signup/", data)

    assert client.post(LOGIN, {"login": "curieux@demo.invalid", "password": PASSWORD}).status_code == 200
    assert not Contact.objects.filter(email="curieux@demo.invalid").exists()


@pytest.mark.parametrize(
    ("path", "title"),
    [
        (LOGIN, "Se connecter"),
        (CODE, "Recevoir un code par courriel"),
        ("/compte/password/reset/", "mot de passe"),
        ("/compte/password/reset/done/", "Le courriel est parti"),
        ("/compte/inactive/", "Compte inactif"),
    ],
)
def test_entrance_pages_are_french_and_ours(client, path, title):
    page = client.get(path).content.decode()

    assert '<html lang="fr"' in page
    assert '<main id="contenu"' in page
    assert title in page


def test_personas_are_listed_in_the_demo_profile_only(client, settings):
    assert "dd78@demo.invalid" not in client.get(LOGIN).content.decode()
    settings.COOP_DEMO = True
    page = client.get(LOGIN).content.decode()

    assert all(somebody.email in page for somebody in PERSONAS)


def test_chosen_persona_fills_the_form(client, settings):
    settings.COOP_DEMO = True

    page = client.get(f"{LOGIN}?persona=dd78").content.decode()

    assert re.search(
        r'<input[^>]*name="login"[^>]*value="dd78@demo.invalid"|value="dd78@demo.invalid"[^>]*name="login"', page
    )
    assert f'value="{DEMO_PASSWORD}"' in page


@pytest.mark.parametrize(("demo", "code"), [(False, "dd78"), (True, "inconnu")])
def test_form_stays_empty_without_persona(client, settings, demo, code):
    settings.COOP_DEMO = demo

    page = client.get(f"{LOGIN}?persona={code}").content.decode()

    assert f'value="{DEMO_PASSWORD}"' not in page


def test_there_are_the_sixteen_personas_of_the_issue():
    assert {somebody.code for somebody in PERSONAS} == {
        "siege",
        "dd77",
        "dd78",
        "dd91",
        "dd92",
        "dd93",
        "dd94",
        "dd95",
        "delegue78",
        "copilote78",
        "asso-a",
        "asso-b",
        "habitant",
        "evaluateur",
        "lecteur",
        "admin",
    }
    assert len(PERSONAS) == 16
    assert persona("admin").is_admin
    assert [p.code for p in PERSONAS if p.is_admin] == ["admin"]


def test_a_placeholder_that_repeats_the_label_is_left_out(client):
    page = client.get("/compte/login/").content.decode()
    assert 'name="password"' in page
    assert "placeholder" not in page
