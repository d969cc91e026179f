"""Who reads what: the coopératives of a person and in which quality, given by the floor that knows members and roles.

`cooperatives.audiences` plugs itself here at start; the rules and the pages above read `portee`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from coop.accounts.models import Mandate
from coop.notifications.enums import Public
from coop.notifications.regles import Fait


@dataclass(frozen=True, slots=True)
class Portee:
    """The qualities of one person today, in every coopérative it has to do with.

    `publics` maps a coopérative to the qualities held there (empty for somebody who only sits in an instance);
    `partout` are those held everywhere (the siège); `organisations` are those the person speaks for; `mandats` are its
    running mandates, read on the way.
    """

    contact_id: int
    publics: dict[int, frozenset[Public]] = field(default_factory=dict)
    partout: frozenset[Public] = frozenset()
    organisations: frozenset[int] = frozenset()
    mandats: tuple[Mandate, ...] = ()

    def public(self, fait: Fait) -> Public | None:
        """In which quality the person is concerned by a fact; None when it is not."""
        if Public.PERSONNE in fait.publics and fait.contact_id == self.contact_id:
            return Public.PERSONNE
        named = fait.organisations | ({fait.organisation_id} if fait.organisation_id else frozenset())
        if Public.PARTIE in fait.publics and named & self.organisations:
            return Public.PARTIE
        held = (self.publics.get(fait.ca_id, frozenset()) | self.partout) & fait.publics
        held -= {Public.PARTIE, Public.PERSONNE}
        return min(held, key=list(Public).index) if held else None


@dataclass(frozen=True, slots=True)
class Audience:
    """What the floor of the coopératives gives, each in a fixed number of statements.

    `portees(contact_ids)`; `en_cours(ids)`: the queryset of running coopératives among `ids` (all when None), each with
    its `intitule` and its `reference`.
    """

    portees: Callable[[Iterable[int]], dict[int, Portee]]
    en_cours: Callable[[Iterable[int] | None], object]


_audience: list[Audience] = []


def brancher(audience: Audience) -> None:
    """Plug the floor that knows roles; once."""
    _audience[:] = [audience]


def branchee() -> Audience:
    """The audience plugged in."""
    return _audience[0]


def portee_de(user) -> Portee:
    """The qualities of an account; an account without a contact has none."""
    contact_id = getattr(user, "contact_id", None)
    return branchee().portees([contact_id])[contact_id] if contact_id else Portee(0)
