"""A fiche-action taken as a model: of the same programme, or of another coopérative one reads."""

from django.db import transaction

from conventions.copie import copy_lists, fields_of
from conventions.models import FicheAction, Indicateur, Objectif, Programme
from conventions.workflows import actions
from coop import horloge
from coop.accounts.predicates import predicate, require
from coop.journal.actors import Actor
from cooperatives.models import Membre
from cooperatives.roles import INTERNES, roles

UNREADABLE = "Vous ne lisez pas la coopérative d’où vient cette fiche."
# From another coopérative: what the action is. Who carries it, where, when, with how much are left to be written.
REPRIS = (
    "contenu",
    "modes_intervention",
    "public_cible",
    "public_autre",
    "objectifs_poursuivis",
    "resultats_attendus",
    "opportunites",
    "obstacles",
    "niveau_exigence",
)
LISTES_REPRISES = ("publics", "modes", "determinants")


@transaction.atomic
def duplicate(action: FicheAction, *, actor: Actor) -> FicheAction:
    """A copy to adapt in the same programme, with its places, profiles, lists and indicators."""
    copy = actions.create(
        action.programme,
        actor=actor,
        intitule=f"{action.intitule[:190]} (copie)",
        promoteur=action.promoteur,
        objectif=action.objectif,
        **{name: value for name, value in fields_of(action).items() if name in actions.FIELDS and name != "intitule"},
    )
    copy_lists(action, copy)
    for indicateur in action.indicateurs.all():
        _copy_indicator(indicateur, copy)
    return copy


@transaction.atomic
def take_over(
    source: FicheAction, programme: Programme, *, actor: Actor, promoteur: Membre, objectif: Objectif | None = None
) -> FicheAction:
    """A fiche of another coopérative as the start of one's own: no name, no place, no date, no amount, no target."""
    require(_reads, actor, source, UNREADABLE)
    values = {name: getattr(source, name) for name in REPRIS}
    values |= {name: list(getattr(source, name).all()) for name in LISTES_REPRISES}
    values |= {"apports": source.apports, "leviers": source.leviers}
    copy = actions.create(
        programme, actor=actor, intitule=source.intitule, promoteur=promoteur, objectif=objectif, **values
    )
    for indicateur in source.indicateurs.all():
        indicateur.valeur_initiale = indicateur.valeur_initiale_le = indicateur.valeur_cible = None
        indicateur.responsable = ""
        _copy_indicator(indicateur, copy)
    return copy


@predicate
def _reads(actor: Actor, source: FicheAction) -> bool:
    return bool(roles(actor, source.programme.ca) & INTERNES)


def _copy_indicator(indicateur: Indicateur, target: FicheAction) -> None:
    indicateur.pk, indicateur.action, indicateur.version = None, target, 1
    indicateur.defini_le, indicateur._state.adding = horloge.today(), True
    indicateur.full_clean()
    indicateur.save()
