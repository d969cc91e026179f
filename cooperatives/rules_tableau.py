"""The words and the percentage of the tableau de bord: late, blocked, how far. Pure, but for who may write."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from django.core.exceptions import ValidationError

from coop.accounts.predicates import predicate
from coop.journal.actors import Actor
from cooperatives.enums import Role, StatutTache
from cooperatives.models import Etape, Tache
from cooperatives.roles import INTERNES
from cooperatives.rules import animates

FINIS = (StatutTache.TERMINEE, StatutTache.ABANDONNEE)
LECTEURS = INTERNES - {Role.ADMIN}
FAITE = 100


@predicate
def marks_progress(actor: Actor, tache: Tache) -> bool:
    """Those who hold the tableau de bord, and the person responsible for the task."""
    own = actor.contact_id is not None and actor.contact_id == tache.contact_id
    return own or animates(actor, tache.etape.ca)


def is_open(row: Etape | Tache) -> bool:
    return row.statut not in FINIS


def is_blocked(tache: Tache, needs: Iterable[Tache], today: date) -> bool:
    """It should have begun, and what it needs is not over."""
    due = tache.statut == StatutTache.A_FAIRE and tache.debut is not None and tache.debut <= today
    return due and any(is_open(need) for need in needs)


def agree(statut: str, avancement: int, avant: tuple[str, int]) -> tuple[str, int]:
    """The word and the figure of a task made one: what was changed leads, the word first. `avant` is what was kept.

    Raises ValidationError for a task said under way at 100 %.
    """
    if statut == StatutTache.ABANDONNEE:
        return statut, avancement
    if statut != avant[0]:
        fixed = {StatutTache.TERMINEE: FAITE, StatutTache.A_FAIRE: 0}.get(StatutTache(statut), avancement)
        if statut == StatutTache.EN_COURS and fixed == FAITE:
            raise ValidationError({"avancement": "Une tâche en cours est à moins de 100\u00a0%."})
        return statut, fixed
    if avancement == avant[1]:
        return statut, avancement
    if avancement == FAITE:
        return StatutTache.TERMINEE, avancement
    return (StatutTache.EN_COURS if avancement or statut != StatutTache.A_FAIRE else statut), avancement


def progress(etape: Etape, taches: Iterable[Tache]) -> int | None:
    """How far a stage is, in %: its own figure, else its tasks by charge when each has one, else evenly. None unknown."""
    if etape.statut == StatutTache.TERMINEE:
        return FAITE
    if etape.avancement is not None:
        return etape.avancement
    kept = [tache for tache in taches if tache.statut != StatutTache.ABANDONNEE]
    if not kept:
        return None
    charged = all(tache.charge_jours for tache in kept)
    weights = [tache.charge_jours if charged else Decimal(1) for tache in kept]
    done = sum(weight * tache.avancement for weight, tache in zip(weights, kept, strict=True))
    return int(done / sum(weights))
