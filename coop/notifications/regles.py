"""A rule of alert (domain.md §6): one code, one condition over many coopératives at once, the people it is for.

« À faire », reminders, the digest and the calendar feed read the same rules. A rule never loops over coopératives: it
reads them all in a fixed number of statements, so that a day costs the same per coopérative in a region of five thousand.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from coop.notifications.enums import Niveau, Public, Urgence


@dataclass(frozen=True, slots=True, kw_only=True)
class Fait:
    """One thing that is waiting, somewhere. It disappears by itself when its object is done, cancelled or handed over.

    `objet` is the stable key of what it is about (« reunion:12 »): with the code it names the duty for ever, so that a
    snooze or a sent reminder is found again. `due` is the last day in time. `publics` says who reads it;
    `organisation_id` and `contact_id` complete PARTIE and PERSONNE (`organisations` when the fact names several).
    """

    objet: str
    ca_id: int
    title: str
    url: str
    publics: frozenset[Public]
    text: str = ""
    due: date | None = None
    urgency: Urgence = Urgence.VIGILANCE
    group: str = ""
    organisation_id: int | None = None
    organisations: frozenset[int] = frozenset()
    contact_id: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Regle:
    """One code of domain.md §6. `trouver(cas, today)` gives the facts of the coopératives of the queryset `cas`.

    What a rule found is kept until the journal of the coopérative moves or the day changes (`coop.notifications.faits`):
    a rule that reads rows whose changes are not journaled with their `ca_id` says `immediate=True` and is read each time.
    `nommes(contact_ids)` gives a queryset of (contact, coopérative) for a rule that names people who may hold no role there.
    """

    code: str
    niveau: Niveau
    condition: str  # in French, for « Pourquoi est-ce que je vois cela ? »
    source: str  # the sentence of the guide, verbatim
    source_ref: str
    trouver: Callable[[object, date], Iterable[Fait]]
    immediate: bool = False
    nommes: Callable[[Iterable[int]], QuerySet] | None = None
    rappels: bool = True  # False: the rule has mails of its own around its date (decisions.md 28)
    publics: frozenset[Public] = frozenset()  # for whom in general, as « Les règles de rappel » tells it


_regles: dict[str, Regle] = {}


def register(regle: Regle) -> None:
    """Add a rule; a code is registered once."""
    if _regles.get(regle.code, regle) is not regle:
        raise ValueError(f"Rule {regle.code} is registered twice.")
    _regles[regle.code] = regle


def registered() -> dict[str, Regle]:
    """Every rule, by code."""
    return dict(sorted(_regles.items()))


__all__ = ["Fait", "Niveau", "Public", "Regle", "Urgence", "register", "registered"]
