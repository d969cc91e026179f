"""The one clock of the product.

Everything that asks « what time is it? » asks here, so that a test, a job or the demonstration can
play fourteen months in a second (decisions.md 13). A test forbids any other source of time.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime, time
from pathlib import Path

from django.conf import settings
from django.utils import timezone

_played: ContextVar[datetime | None] = ContextVar("played_time", default=None)


def now() -> datetime:
    """The aware present moment: the played one, else the one of the test file, else the real one."""
    return _played.get() or _from_file() or timezone.now()


def machine() -> datetime:
    """The real moment, which nothing plays: how long a screen has been left alone is not told by a played date."""
    return timezone.now()


def today() -> date:
    """The civil date of `now()` in Paris."""
    return timezone.localtime(now()).date()


@contextmanager
def at(moment: date | datetime) -> Iterator[None]:
    """Play the block at `moment`; a bare date means nine in the morning, Paris time."""
    token = _played.set(_aware(moment))
    try:
        yield
    finally:
        _played.reset(token)


def _aware(moment: date | datetime) -> datetime:
    if not isinstance(moment, datetime):
        moment = datetime.combine(moment, time(9))
    return moment if timezone.is_aware(moment) else timezone.make_aware(moment)


def _from_file() -> datetime | None:
    """Browser tests move the time of every process through one small file (test settings only)."""
    path = getattr(settings, "COOP_CLOCK_FILE", None)
    if not path or not Path(path).exists():
        return None
    text = Path(path).read_text(encoding="utf-8").strip()
    return _aware(datetime.fromisoformat(text)) if text else None
