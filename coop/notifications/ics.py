"""Calendar files (RFC 5545): the invitation joined to a convocation, and the feed somebody subscribes to.

Hours are written in Europe/Paris with its rules of summer time, so that a meeting at 14 h stays at 14 h on both sides of
a change. The same `uid` with a greater `sequence` replaces the event already in the person’s calendar.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event, vCalAddress

from coop import horloge
from coop.notifications.mail import File
from coop.notifications.rendering import absolute

PARIS = ZoneInfo("Europe/Paris")
PRODID = "-//Coop//Coopératives d’acteurs//FR"
NOM_DE_FICHIER = "invitation.ics"
Methode = Literal["REQUEST", "CANCEL", "PUBLISH"]


@dataclass(frozen=True, slots=True)
class Adresse:
    """Somebody in an event: a mail address and how they are named."""

    email: str
    nom: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Evenement:
    """One event. `debut` is an aware moment, or a date for what lasts the day; `fin` may be left out then.

    `uid` never changes for the life of the object; `sequence` grows whenever what is written here changes.
    """

    uid: str
    titre: str
    debut: datetime | date
    fin: datetime | date | None = None
    sequence: int = 0
    lieu: str = ""
    description: str = ""
    url: str = ""  # a path of ours or a whole address
    annule: bool = False
    organisateur: Adresse | None = None
    invite: Adresse | None = None


def calendrier(evenements: Iterable[Evenement], *, methode: Methode = "PUBLISH", nom: str = "") -> bytes:
    """A calendar of these events; `nom` is the name a subscribed calendar takes.

    Raises ValueError for a naive moment.
    """
    calendar = Calendar()
    calendar.add("prodid", PRODID)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", methode)
    if nom:
        calendar.add("x-wr-calname", nom)
    for evenement in evenements:
        calendar.add_component(_event(evenement))
    calendar.add_missing_timezones()
    return calendar.to_ical()


def invitation(evenement: Evenement) -> File:
    """The file joined to a convocation: calendars offer to accept it, to move it, or remove it once cancelled."""
    methode: Methode = "CANCEL" if evenement.annule else "REQUEST"
    return File(NOM_DE_FICHIER, f"text/calendar; method={methode}", calendrier([evenement], methode=methode))


def _event(evenement: Evenement) -> Event:
    event = Event()
    event.add("uid", evenement.uid)
    event.add("sequence", evenement.sequence)
    event.add("dtstamp", horloge.now().astimezone(UTC))
    event.add("dtstart", _paris(evenement.debut))
    event.add("dtend", _paris(evenement.fin if evenement.fin is not None else _end(evenement.debut)))
    event.add("summary", evenement.titre)
    event.add("status", "CANCELLED" if evenement.annule else "CONFIRMED")
    for name, value in (("location", evenement.lieu), ("description", evenement.description)):
        if value:
            event.add(name, value)
    if evenement.url:
        event.add("url", absolute(evenement.url))
    if evenement.organisateur:
        event.add("organizer", _address(evenement.organisateur))
    if evenement.invite:
        event.add("attendee", _address(evenement.invite, ROLE="REQ-PARTICIPANT", PARTSTAT="NEEDS-ACTION", RSVP="FALSE"))
    return event


def _paris(moment: datetime | date) -> datetime | date:
    if not isinstance(moment, datetime):
        return moment
    if moment.tzinfo is None:
        raise ValueError("A moment of a calendar has its time zone.")
    local = moment.astimezone(PARIS)
    # The hour that comes twice, the night summer time ends: its second coming has no name in Paris (RFC 5545, 3.3.5).
    return moment.astimezone(UTC) if local.fold else local


def _end(debut: datetime | date) -> datetime | date:
    """An hour for a moment, the day after for a day (the end of a day is not part of it)."""
    return debut + (timedelta(hours=1) if isinstance(debut, datetime) else timedelta(days=1))


def _address(adresse: Adresse, **parameters: str) -> vCalAddress:
    found = vCalAddress(f"mailto:{adresse.email}")
    if adresse.nom:
        found.params["CN"] = adresse.nom
    for name, value in parameters.items():
        found.params[name] = value
    return found
