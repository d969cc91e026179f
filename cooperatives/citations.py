"""What the decisions of a meeting are linked to, told by a higher floor (actions, indicators): plugged at start.

This floor knows neither actions nor indicators; its pages show the links and the addresses they are given.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from cooperatives.models import Cooperative, Decision


@dataclass(slots=True)
class Liens:
    """(label, address) of what a decision is linked to, and the page where it is linked (empty: to nobody here)."""

    cites: list[tuple[str, str]] = field(default_factory=list)
    adresse: str = ""


Lecture = Callable[[Cooperative, Iterable[Decision]], dict[int, Liens]]
_lecture: list[Lecture] = []


def brancher(lecture: Lecture) -> None:
    """Plug the floor that links decisions; once."""
    _lecture[:] = [lecture]


def annoter(ca: Cooperative, decisions: Iterable[Decision]) -> list[Decision]:
    """The same decisions, each with its `liens`."""
    rows = list(decisions)
    found = _lecture[0](ca, rows) if _lecture and rows else {}
    for row in rows:
        row.liens = found.get(row.pk, Liens())
    return rows
