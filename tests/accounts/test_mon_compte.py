"""« Mon compte », its security pages, and the hour of the last visit."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from coop import horloge
from coop.accounts.enums import RoleMandat
from coop.accounts.models import User
from tests.factories import MandateFactory, utilisateur

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.accounts.urls")]


def test_account_page_shows_mandates_with_their_dates(connecte):
    user = utilisateur(RoleMandat.COORDINATEUR_DD, "78")
    MandateFactory(contact=user.contact, role=RoleMandat.LECTEUR, debut=date(2021, 1, 1), fin=date(2022, 1, 1))

    page = connecte(user).get("/compte/").content.decode()

    assert user.contact.fonction in page
    assert "Coordination DD/PPS" in page
    assert "Yvelines" in page
    assert "31\u00a0décembre\u00a02021" in page
    assert "sans terme" in page


def test_account_page_of_somebody_without_mandate(connecte):
    assert "Vous n’avez pas de mandat." in connecte(utilisateur()).get("/compte/").content.decode()


def test_account_page_of_an_administrator_without_contact(connecte):
    user = User.objects.create_superuser("admin@demo.invalid", "un beau jour de printemps")

    page = connecte(user).get("/compte/").content.decode()

    assert "Compte d’administration" in page
    assert "l’administration ouvre toutes les pages" in page


@pytest.mark.parametrize(
    ("path", "title"),
    [
        ("/compte/sessions/", "Sessions ouvertes"),
        ("/compte/2fa/", "Double authentification"),
        ("/compte/password/change/", "mot de passe"),
        ("/compte/logout/", "Se déconnecter"),
    ],
)
def test_security_pages_are_french_and_ours(connecte, path, title):
    user = utilisateur(password="un beau jour de printemps")

    page = connecte(user).get(path).content.decode()

    assert title in page
    assert '<html lang="fr"' in page


def test_address_is_not_changed_alone(connecte):
    user = utilisateur()
    client = connecte(user)

    answer = client.post("/compte/email/", {"email": "autre@demo.invalid", "action_add": ""}, follow=True)

    assert "écrivez à la délégation départementale" in answer.content.decode()
    assert not user.emailaddress_set.exists()


def test_last_visit_is_kept_to_the_hour(connecte, le_jour):
    user = utilisateur()
    client = connecte(user)
    le_jour("2027-03-01T09:00")
    client.get("/connectee/")
    first = horloge.now()
    le_jour("2027-03-01T09:59")
    client.get("/connectee/")
    user.refresh_from_db()
    assert user.derniere_visite == first

    le_jour("2027-03-01T10:00")
    client.get("/connectee/")
    user.refresh_from_db()
    assert user.derniere_visite == horloge.now()


def test_last_visit_is_not_written_again_within_the_hour(connecte, le_jour):
    client = connecte(utilisateur())
    le_jour("2027-03-01T09:00")
    client.get("/connectee/")

    with CaptureQueriesContext(connection) as seen:
        client.get("/connectee/")

    assert not [
        query for query in seen.captured_queries if "derniere_visite" in query["sql"] and "UPDATE" in query["sql"]
    ]


def test_anonymous_visit_writes_nothing(client):
    client.get("/")

    assert not User.objects.exclude(derniere_visite=None).exists()
