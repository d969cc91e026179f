"""The calendar file joined to a convocation (RFC 5545)."""

from datetime import UTC, timedelta

from icalendar import Calendar, Event

from coop import horloge
from coop.notifications.mail import File
from coop.notifications.rendering import absolute
from cooperatives.models import Reunion

DUREE = timedelta(hours=2)


def fichier(reunion: Reunion, titre: str, url: str) -> File:
    """`reunion` as a calendar file: the same event is replaced when it is sent again, removed when it is cancelled."""
    cancelled = reunion.statut == "annulee"
    calendar = Calendar()
    calendar.add("prodid", "-//Coop//Coopératives d’acteurs//FR")
    calendar.add("version", "2.0")
    calendar.add("method", "CANCEL" if cancelled else "PUBLISH")
    calendar.add_component(_event(reunion, titre, url, cancelled))
    return File("reunion.ics", "text/calendar", calendar.to_ical())


def _event(reunion: Reunion, titre: str, url: str, cancelled: bool) -> Event:
    event = Event()
    event.add("uid", f"reunion-{reunion.pk}@{reunion.ca.reference.lower()}.coop")
    event.add("sequence", reunion.version)
    event.add("dtstamp", horloge.now().astimezone(UTC))
    event.add("dtstart", reunion.prevue_le.astimezone(UTC))
    event.add("dtend", (reunion.prevue_le + DUREE).astimezone(UTC))
    event.add("summary", titre)
    event.add("status", "CANCELLED" if cancelled else "CONFIRMED")
    if reunion.lieu:
        event.add("location", reunion.lieu)
    event.add("description", "\n".join(f"{n}. {p.intitule}" for n, p in enumerate(reunion.points.all(), start=1)))
    if url:
        event.add("url", absolute(url))
    return event
