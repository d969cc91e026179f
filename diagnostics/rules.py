"""Who writes what in a diagnosis (domain.md §4.5): partners contribute (R-CADRE-18), the coordination validates."""

from coop import horloge
from coop.accounts.enums import UsageLien
from coop.accounts.models import PersonalLink
from coop.accounts.predicates import predicate
from coop.journal.actors import Actor
from cooperatives.enums import Role
from cooperatives.roles import ANIMATION, CONTRIBUTION, COORDINATION, roles
from diagnostics.enums import StatutDiagnostic
from diagnostics.models import Diagnostic, Priorisation, Recueil


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


@predicate
def inhabits(actor: Actor, diagnostic: Diagnostic) -> bool:
    """An inhabitant who sits in the CA speaks there (domain.md §4.5: « R C avis »)."""
    return Role.HABITANT in roles(actor, diagnostic.ca)


@predicate
def was_asked(actor: Actor, diagnostic: Diagnostic) -> bool:
    """Somebody without account, through the personal link to speak in this diagnosis."""
    return _holds(actor, UsageLien.AVIS, diagnostic.pk)


@predicate
def was_asked_to_vote(actor: Actor, diagnostic: Diagnostic) -> bool:
    """The same, through the personal link to rank its needs."""
    return _holds(actor, UsageLien.PRIORISER, diagnostic.pk)


def _holds(actor: Actor, usage: UsageLien, pk: int) -> bool:
    if actor.link_id is None:
        return False
    return PersonalLink.objects.filter(pk=actor.link_id, usage=usage, object_id=pk, revoque_le=None).exists()


may_write = is_open & animates
may_contribute = is_open & contributes
may_validate = is_open & coordinates
may_speak = is_open & (contributes | inhabits | was_asked)
may_vote = is_open & (contributes | inhabits | was_asked_to_vote)


def is_collecting(recueil: Recueil) -> bool:
    """Whether the shared page still takes voices: until its last day, while the version is in progress."""
    in_progress = recueil.diagnostic.statut == StatutDiagnostic.BROUILLON
    return in_progress and recueil.clos_le is None and horloge.today() <= recueil.jusqu_au


def takes_votes(priorisation: Priorisation) -> bool:
    """Whether marks are taken today."""
    if priorisation.ouverte_le is None or priorisation.close_le is not None:
        return False
    return priorisation.jusqu_au is None or horloge.today() <= priorisation.jusqu_au
