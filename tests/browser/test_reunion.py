"""A comité de pilotage in the browser: prepared in three clicks, answered from the mail, held by two people, sent in four."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from icalendar import Calendar

from cooperatives.models import Reunion
from cooperatives.workflows import gouvernance
from tests.browser.pages.reunions import Animatrice, Convoque
from tests.factories import cooperatives as fabrique
from tests.smtp import Boite, serveur

JOUR = datetime(2027, 4, 20, 14, 30, tzinfo=ZoneInfo("Europe/Paris"))
TELEPHONE = 360


@pytest.fixture
def boite(settings, live_server):
    """A mail server of this machine, to which the pages write; its links lead to the live server."""
    settings.COOP_BASE_URL = live_server.url
    with serveur(settings) as found:
        yield found


@pytest.fixture
def scene(le_jour_partout, transactional_db):
    """(account of the coordinator, coopérative, contact of a member without account), with its comité de pilotage."""
    le_jour_partout("2027-04-01")
    dd = fabrique.coordinatrice("78")
    ca = fabrique.cooperative("78")
    contact = fabrique.membre(ca).representants.get().contact
    gouvernance.create_copil(ca, actor=dd.actor)
    return dd, ca, contact


def test_a_copil_from_its_preparation_to_its_minutes(scene, boite: Boite, navigateur, le_jour_partout):
    dd, ca, contact = scene
    elle = Animatrice(navigateur(dd), ca.reference)
    assert elle.preparer_un_copil("2027-04-20") <= 3

    message = boite.dernier(contact.email)
    [part] = [part for part in message.iter_attachments() if part.get_content_type() == "text/calendar"]
    [event] = Calendar.from_ical(part.get_content()).walk("VEVENT")
    assert event.decoded("dtstart") == JOUR

    telephone = Convoque(navigateur(width=TELEPHONE))
    telephone.ouvrir_le_courriel(message)
    assert telephone.repondre("represente", "Suppléante") == 1
    assert not telephone.nav.overflows()
    telephone.nav.screenshots("convocation")

    le_jour_partout("2027-04-20T15:00:00")
    reunion = Reunion.objects.get(ca=ca)
    elle.ouvrir(f"reunions/{reunion.pk}/")
    assert "Suppléante" in elle.nav.page.locator("#reponses").locator("xpath=../..").inner_text()
    elle.projeter()
    first = elle.nav.title
    elle.point_suivant()
    assert elle.nav.title != first
    elle.nav.screenshots("projeter")
    elle.decider("Ouvrir un atelier le samedi")
    assert elle.diffuser() <= 4

    assert "Compte rendu" in boite.dernier(contact.email)["Subject"]
    assert "D-2027-01" in boite.dernier(contact.email).get_body(("plain",)).get_content()
    reunion.refresh_from_db()
    assert reunion.statut == "cr_diffuse"


def test_two_people_write_the_same_minutes(scene, boite, navigateur, le_jour_partout):
    dd, ca, _ = scene
    elle, lui = (Animatrice(navigateur(dd), ca.reference) for _ in range(2))
    elle.preparer_un_copil("2027-04-20")
    le_jour_partout("2027-04-20T15:00:00")
    reunion = Reunion.objects.get(ca=ca)
    for person in (elle, lui):
        person.ouvrir(f"reunions/{reunion.pk}/tenir/")
    name = f"notes_{reunion.points.first().pk}"

    ecrire(elle, name, "Budget voté.")
    ecrire(lui, name, "Ateliers ouverts.")

    both = "Budget voté.\nAteliers ouverts."
    assert lui.nav.page.locator(f"[name='{name}']").input_value() == both
    assert reunion.points.first().notes == both


def ecrire(personne: Animatrice, name: str, texte: str) -> None:
    """Type, and wait until it is saved."""
    personne.nav.fill(**{name: texte}).saved()
