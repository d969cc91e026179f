"""One list of duties: « À faire », the count of the menu, reminders and the digest read it (architecture.md decision 8)."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from coop import horloge


class Niveau(StrEnum):
    """Where the duty comes from: an **O** rule, an **R** rule, or a mere fact."""

    OBLIGATION = "obligation"
    CONSEIL = "conseil"
    INFORMATION = "information"


class Urgence(StrEnum):
    """Levels of domain.md §6: an obligation in danger, a point of vigilance, an information."""

    URGENT = "U"
    VIGILANCE = "V"
    INFORMATION = "I"


RANK = {Urgence.URGENT: 0, Urgence.VIGILANCE: 1, Urgence.INFORMATION: 2}


@dataclass(frozen=True, slots=True, kw_only=True)
class Duty:
    """One thing that is waiting for a person, with the sentence of the guide that asks for it.

    `due` is the last day on which doing it is in time; `url` is the exact form; `source` quotes the guide and
    `source_ref` says where (« Convention, article 4.4 »); `group` gathers duties that one page shows together.
    """

    code: str
    level: Niveau
    title: str
    url: str
    urgency: Urgence = Urgence.VIGILANCE
    text: str = ""
    due: date | None = None
    source: str = ""
    source_ref: str = ""
    ca_id: int | None = None
    ca_label: str = ""
    group: str = ""

    def late(self, today: date) -> bool:
        """True from the day after `due`."""
        return self.due is not None and self.due < today


Provider = Callable[[object, date], Iterable[Duty]]
_providers: dict[str, Provider] = {}


def register(code: str, provider: Provider) -> None:
    """Let `provider(user, today)` contribute the duties of `code`; a code is registered once."""
    if _providers.get(code, provider) is not provider:
        raise ValueError(f"Duty {code} is registered twice.")
    _providers[code] = provider


def registered() -> dict[str, Provider]:
    """Every provider, by code: a test prints them."""
    return dict(sorted(_providers.items()))


def duties_for(user, today: date | None = None) -> list[Duty]:
    """The duties of an account on `today`: late ones first, then by date, undated last."""
    day = today or horloge.today()
    found = [duty for provider in _providers.values() for duty in provider(user, day)]
    found.sort(key=_order)
    return found


def _order(duty: Duty) -> tuple:
    return (
        duty.due is None,
        duty.due or date.max,
        RANK[duty.urgency],
        duty.code,
        duty.ca_id or 0,
        duty.title,
        duty.url,
    )


def count_for(user) -> int:
    """How many duties wait for this account (informations apart); computed once for the object `request.user`."""
    day = horloge.today()
    known = getattr(user, "_duty_count", None)
    if known is None or known[0] != day:
        known = (day, sum(duty.level != Niveau.INFORMATION for duty in duties_for(user, day)))
        user._duty_count = known
    return known[1]
