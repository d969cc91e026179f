"""Who writes what in a diagnosis (domain.md §4.5): partners contribute, the coordination validates."""

from coop.accounts.predicates import predicate
from coop.journal.actors import Actor
from cooperatives.roles import ANIMATION, CONTRIBUTION, COORDINATION, roles
from diagnostics.enums import StatutDiagnostic
from diagnostics.models import Diagnostic


@predicate
def is_open(actor: Actor, diagnostic: Diagnostic) -> bool:
    """A validated version is read, never rewritten: « actualiser » opens the next one."""
    return diagnostic.statut == StatutDiagnostic.BROUILLON


@predicate
def animates(actor: Actor, diagnostic: Diagnostic) -> bool:
    return bool(roles(actor, diagnostic.ca) & ANIMATION)


@predicate
def contributes(actor: Actor, diagnostic: Diagnostic) -> bool:
    return bool(roles(actor, diagnostic.ca) & CONTRIBUTION)


@predicate
def coordinates(actor: Actor, diagnostic: Diagnostic) -> bool:
    return bool(roles(actor, diagnostic.ca) & COORDINATION)


may_write = is_open & animates
may_contribute = is_open & contributes
may_validate = is_open & coordinates
