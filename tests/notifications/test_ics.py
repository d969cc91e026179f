"""Calendar files read back by a parser: hours of Paris on both sides of summer time, updates, cancellations."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from icalendar import Calendar

from coop.notifications.ics import Adresse, Evenement, calendrier, invitation

PARIS = ZoneInfo("Europe/Paris")


def evenement(**fields) -> Evenement:
    values = {"uid": "reunion-1@ca", "titre": "Comité de pilotage", "debut": datetime(2027, 4, 15, 14, tzinfo=PARIS)}
    return Evenement(**values | fields)


def lu(content: bytes):
    """The one event of a file, as a calendar reads it."""
    [event] = Calendar.from_ical(content).walk("VEVENT")
    return event


@pytest.mark.parametrize(
    ("moment", "utc"),
    [
        # Summer time begins on 28 March 2027 and ends on 31 October 2027.
        (datetime(2027, 3, 27, 14, tzinfo=PARIS), 13),
        (datetime(2027, 3, 29, 14, tzinfo=PARIS), 12),
        (datetime(2027, 10, 30, 14, tzinfo=PARIS), 12),
        (datetime(2027, 11, 2, 14, tzinfo=PARIS), 13),
    ],
)
def test_fourteen_o_clock_stays_fourteen_o_clock(moment, utc):
    content = calendrier([evenement(debut=moment)])
    start = lu(content).decoded("dtstart")

    assert (start.hour, start.astimezone(UTC).hour) == (14, utc)
    assert b"DTSTART;TZID=Europe/Paris:" in content
    assert len(Calendar.from_ical(content).walk("VTIMEZONE")) == 1


def test_a_moment_given_in_another_zone_is_written_in_paris():
    event = lu(calendrier([evenement(debut=datetime(2027, 7, 1, 12, tzinfo=UTC))]))

    assert event.decoded("dtstart") == datetime(2027, 7, 1, 14, tzinfo=PARIS)
    assert event.decoded("dtend") == datetime(2027, 7, 1, 15, tzinfo=PARIS)


def test_a_day_lasts_the_day():
    event = lu(calendrier([evenement(debut=date(2027, 4, 15))]))

    assert (event.decoded("dtstart"), event.decoded("dtend")) == (date(2027, 4, 15), date(2027, 4, 16))


def test_a_naive_moment_is_refused():
    with pytest.raises(ValueError, match="time zone"):
        calendrier([evenement(debut=datetime(2027, 4, 15, 14))])


def test_an_invitation_names_who_invites_and_who_is_invited(settings):
    settings.COOP_BASE_URL = "https://coop.invalid"
    file = invitation(
        evenement(
            lieu="Salle A; Trappes, 1er étage",
            description="1. Bilan\n2. Suite",
            url="/cooperatives/CA-78-01/",
            organisateur=Adresse("dd78@demo.invalid", "Coordination"),
            invite=Adresse("asso@demo.invalid", "Direction"),
        )
    )
    event = lu(file.content)

    assert file.content_type == "text/calendar; method=REQUEST"
    assert Calendar.from_ical(file.content)["method"] == "REQUEST"
    assert (event["organizer"], event["organizer"].params["CN"]) == ("mailto:dd78@demo.invalid", "Coordination")
    assert (event["attendee"], event["attendee"].params["PARTSTAT"]) == ("mailto:asso@demo.invalid", "NEEDS-ACTION")
    assert (event["location"], event["description"]) == ("Salle A; Trappes, 1er étage", "1. Bilan\n2. Suite")
    assert event["url"] == "https://coop.invalid/cooperatives/CA-78-01/"


def test_a_change_keeps_the_uid_and_raises_the_sequence():
    first, second = lu(calendrier([evenement(sequence=2)])), lu(calendrier([evenement(sequence=3, lieu="Mairie")]))

    assert first["uid"] == second["uid"]
    assert first["sequence"] < second["sequence"]


def test_a_cancelled_event_cancels():
    file = invitation(evenement(annule=True))

    assert Calendar.from_ical(file.content)["method"] == "CANCEL"
    assert lu(file.content)["status"] == "CANCELLED"


def test_a_feed_has_a_name_and_all_its_events():
    calendar = Calendar.from_ical(calendrier([evenement(), evenement(uid="tache-2@ca")], nom="Mes échéances"))

    assert (calendar["x-wr-calname"], calendar["method"]) == ("Mes échéances", "PUBLISH")
    assert [event["uid"] for event in calendar.walk("VEVENT")] == ["reunion-1@ca", "tache-2@ca"]
