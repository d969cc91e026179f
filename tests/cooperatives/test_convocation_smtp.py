"""A convocation handed to a real mail server of this machine, read back as a person receives it; a server that refuses."""

from collections.abc import Iterator
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from icalendar import Calendar

from coop.notifications.models import Mail
from cooperatives.workflows import gouvernance, reunions
from cooperatives.workflows.reunions import convocations
from tests.factories import cooperatives as fabrique
from tests.smtp import Boite, serveur

PARIS = ZoneInfo("Europe/Paris")
# The first meeting after summer time: 14 h in Paris is noon in UTC.
JOUR = datetime(2027, 3, 29, 14, 0, tzinfo=PARIS)


@pytest.fixture
def boite(settings) -> Iterator[Boite]:
    with serveur(settings) as found:
        yield found


@pytest.fixture
def contact(ca):
    return fabrique.membre(ca).representants.get().contact


@pytest.fixture
def reunion(ca, dd78, contact, le_jour):
    le_jour("2027-03-01")
    copil = gouvernance.create_copil(ca, actor=dd78.actor)
    return reunions.plan(
        ca, actor=dd78.actor, type="copil", prevue_le=JOUR, lieu="Salle d’été", instance=copil, points=["Bilan & suite"]
    )


def recu(boite: Boite, contact):
    """The last message for `contact`, and the event of its invitation."""
    message = boite.dernier(contact.email)
    [part] = [part for part in message.iter_attachments() if part.get_content_type() == "text/calendar"]
    return message, part, Calendar.from_ical(part.get_content())


def test_a_person_receives_the_invitation_and_its_cancellation(
    boite, reunion, contact, dd78, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        reunions.convene(reunion, actor=dd78.actor)
    message, part, calendar = recu(boite, contact)
    [event] = calendar.walk("VEVENT")

    assert message["Subject"].strip().startswith("Convocation\u00a0: Comité de pilotage du 29\u00a0mars\u00a02027")
    assert (part.get_param("method"), part.get_filename()) == ("REQUEST", "invitation.ics")
    assert event.decoded("dtstart") == JOUR
    assert (event["location"], event["description"]) == ("Salle d’été", "1. Bilan & suite")
    assert "/lien/" in message.get_body(("plain",)).get_content()
    assert {row.state for row in Mail.objects.all()} == {"envoye"}

    with django_capture_on_commit_callbacks(execute=True):
        reunions.cancel(reunion, actor=dd78.actor, motif="Salle fermée")
    _, part, cancelled = recu(boite, contact)
    assert part.get_param("method") == "CANCEL"
    assert cancelled.walk("VEVENT")[0]["uid"] == event["uid"]
    assert int(cancelled.walk("VEVENT")[0]["sequence"]) > int(event["sequence"])


def test_a_full_mailbox_is_shown_then_tried_again(boite, reunion, contact, dd78, django_capture_on_commit_callbacks):
    boite.pleine = True
    with django_capture_on_commit_callbacks(execute=True):
        reunions.convene(reunion, actor=dd78.actor)
    row = reunion.convocations.get(contact=contact)
    assert row.courriel.state == "echec"
    assert "452" in row.courriel.error

    boite.pleine = False
    with django_capture_on_commit_callbacks(execute=True):
        assert convocations.retry_all(date(2027, 3, 2)) == 1
    message, _, _ = recu(boite, contact)
    assert message["Subject"].strip().startswith("Convocation")
    row.refresh_from_db()
    assert row.courriel.state == "envoye"
