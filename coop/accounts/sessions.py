"""The sessions of accounts, which end when nobody uses them (setting SESSION_ENGINE).

A coordinator leaves a shared computer, an inhabitant a telephone: after COOP_SESSION_IDLE_MINUTES without a request the
session is over on the server, whatever the cookie says. « Rester connecté » outlives the browser, never that delay.
Decided where the session is read, so that no page forgets it and a page that reads no session stays cacheable.
"""

from datetime import datetime, timedelta

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.auth.signals import user_logged_in
from django.contrib.sessions.backends import db
from django.dispatch import receiver
from django.http import HttpRequest

from coop import horloge
from coop.ui.typographie import avec_nombre

VUE = "vue_le"
PRECISION = timedelta(minutes=5)  # a session is written again at most so often


def delai() -> timedelta:
    """How long a session lives without a request."""
    return timedelta(minutes=settings.COOP_SESSION_IDLE_MINUTES)


def delai_en_mots() -> str:
    """« 2 heures », « 45 minutes »."""
    hours, minutes = divmod(settings.COOP_SESSION_IDLE_MINUTES, 60)
    return (
        avec_nombre(settings.COOP_SESSION_IDLE_MINUTES, "minute,minutes")
        if minutes
        else avec_nombre(hours, "heure,heures")
    )


class SessionStore(db.SessionStore):
    """A session of the database, empty once it has slept too long; `endormie` then says why it is."""

    endormie = False

    def load(self) -> dict:
        data = super().load()
        if SESSION_KEY not in data or _left(data) > timedelta(0):
            return data
        self.delete()
        self._session_key = None
        self.endormie = True
        return {}


def left(session: SessionStore) -> timedelta:
    """What is left before the session ends, if nothing more is asked."""
    return _left(session)


def keep(session: SessionStore, *, precision: timedelta = PRECISION) -> None:
    """Count the delay again from now; not written when it was within `precision`."""
    if VUE not in session or left(session) <= delai() - precision:
        session[VUE] = horloge.machine().isoformat()


def _left(data) -> timedelta:
    """A session of before this rule has the whole delay: it is dated at its first request."""
    seen = data.get(VUE)
    return delai() if seen is None else datetime.fromisoformat(seen) + delai() - horloge.machine()


@receiver(user_logged_in)
def _signed_in(request: HttpRequest | None = None, **_kwargs) -> None:
    if request is not None:
        request.session[VUE] = horloge.machine().isoformat()
