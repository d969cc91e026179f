"""Alerts said at the moment of input (domain.md §6, « user », « editor »): the form or the page speaks, and nothing waits afterwards.

They have no date and no list: a rule of `regles` finds facts, these are told where somebody writes. They are registered so
that « Pourquoi est-ce que je ne vois pas cela ? » explains them beside the rules, with the sentence of the guide.
"""

from dataclasses import dataclass

from coop.notifications.enums import Urgence


@dataclass(frozen=True, slots=True, kw_only=True)
class ASaisie:
    """One code of domain.md §6: when it speaks, to whom, the words it says, the sentence they come from."""

    code: str
    urgence: Urgence
    condition: str  # in French: what somebody tries to do
    destinataires: str
    phrase: str  # the words people read at that moment
    source: str  # the sentence of the guide, verbatim
    source_ref: str


_known: dict[str, ASaisie] = {}


def register(row: ASaisie) -> None:
    """Add an alert; a code is registered once."""
    if _known.get(row.code, row) is not row:
        raise ValueError(f"Alert {row.code} is registered twice.")
    _known[row.code] = row


def registered() -> dict[str, ASaisie]:
    """Every alert of input, by code."""
    return dict(sorted(_known.items()))
