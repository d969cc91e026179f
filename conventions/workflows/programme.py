"""The programme and its tree of objectives (R-PROG-01 to R-PROG-03)."""

from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max

from conventions.enums import NiveauObjectif
from conventions.models import Objectif, Programme
from conventions.rules import animates, animates_ca
from conventions.workflows._gardes import require_open
from conventions.workflows._numeros import renumber
from coop.accounts.predicates import require
from coop.journal.actors import Actor
from coop.journal.workflows import record
from cooperatives.models import Cooperative
from diagnostics.models import Besoin

ANIMATION_ONLY = "Le programme s’écrit avec la coordination ou un co-pilote."
CARRIES = "Rattachez d’abord ailleurs les objectifs et les actions qui en dépendent."
RANK = {NiveauObjectif.GENERAL: 0, NiveauObjectif.SPECIFIQUE: 1, NiveauObjectif.OPERATIONNEL: 2}


@transaction.atomic
def open_programme(ca: Cooperative, *, actor: Actor) -> Programme:
    """The programme of the CA, opened with its title the first time."""
    require(animates_ca, actor, ca, ANIMATION_ONLY)
    programme, created = Programme.objects.get_or_create(ca=ca, defaults={"intitule": ca.intitule})
    if created:
        record("programme.open", "Programme ouvert.", actor=actor, obj=programme, ca_id=ca.pk)
    return programme


@transaction.atomic
def write(
    programme: Programme,
    *,
    actor: Actor,
    intitule: str,
    raison_etre: str = "",
    libelle_deploiement: str = "",
    version: int | None = None,
) -> Programme:
    """Write the names of the programme and the CA's raison d'être, over `version`."""
    require_open(animates, actor, programme, programme, ANIMATION_ONLY)
    programme.intitule, programme.raison_etre = intitule.strip(), raison_etre.strip()
    programme.libelle_deploiement = libelle_deploiement.strip()
    programme.save_version(version)
    record(
        "programme.write",
        "Intitulé et raison d’être du programme écrits.",
        actor=actor,
        obj=programme,
        ca_id=programme.ca_id,
    )
    return programme


@transaction.atomic
def write_communication(
    programme: Programme, *, actor: Actor, plan_communication: str, version: int | None = None
) -> Programme:
    """Write how the programme is made known, over `version`; no party signs it, so no lock holds it."""
    require(animates, actor, programme, ANIMATION_ONLY)
    programme.plan_communication = plan_communication.strip()
    programme.save_version(version)
    record(
        "programme.communication",
        "Plan de communication du programme écrit.",
        actor=actor,
        obj=programme,
        ca_id=programme.ca_id,
    )
    return programme


@transaction.atomic
def set_objective(
    programme: Programme,
    *,
    actor: Actor,
    niveau: str,
    libelle: str,
    parent: Objectif | None = None,
    besoins: Iterable[Besoin] = (),
    objectif: Objectif | None = None,
    version: int | None = None,
) -> Objectif:
    """Add an objective, or rewrite `objectif` over `version`. Raises ValidationError when the tree would be wrong."""
    require_open(animates, actor, programme, programme, ANIMATION_ONLY)
    besoins = list(besoins)
    _check_place(programme, niveau, parent, objectif)
    _check_besoins(programme, besoins)
    row = objectif or Objectif(programme=programme, niveau=niveau)
    left = row.niveau if row.niveau != niveau else None
    if row.pk is None or left:
        row.niveau, row.numero = niveau, _next_number(programme, niveau)
    row.libelle, row.parent = libelle.strip(), parent
    if row.pk is None:
        row.full_clean()
        row.save()
    else:
        row.save_version(version)
    row.besoins.set(besoins)
    if left:
        renumber(programme.objectifs.filter(niveau=left))
    record(
        "programme.set_objective",
        f"{row.get_niveau_display().capitalize()} écrit.",
        actor=actor,
        obj=row,
        ca_id=programme.ca_id,
    )
    return row


@transaction.atomic
def remove_objective(objectif: Objectif, *, actor: Actor) -> None:
    """Remove an objective that carries nothing, and close the gap in the numbers."""
    programme = objectif.programme
    require_open(animates, actor, programme, programme, ANIMATION_ONLY)
    if _carries_something(objectif):
        raise ValidationError(CARRIES)
    record(
        "programme.remove_objective",
        f"Objectif retiré\u00a0: {objectif.libelle[:200]}",
        actor=actor,
        ca_id=programme.ca_id,
    )
    niveau = objectif.niveau
    objectif.delete()
    renumber(programme.objectifs.filter(niveau=niveau))


@transaction.atomic
def move_objective(objectif: Objectif, *, actor: Actor, up: bool) -> Objectif:
    """Exchange the number of an objective with the one before it (`up`) or after it in its level; nothing at the ends."""
    programme = objectif.programme
    require_open(animates, actor, programme, programme, ANIMATION_ONLY)
    other = programme.objectifs.filter(niveau=objectif.niveau, numero=objectif.numero + (-1 if up else 1)).first()
    if other is None:
        return objectif
    mine, theirs = objectif.numero, other.numero
    # Two rows never hold one number, even for a moment: 0 is the waiting place.
    for row, number in ((objectif, 0), (other, mine), (objectif, theirs)):
        row.numero = number
        row.save_version()
    record(
        "programme.move_objective",
        f"{objectif.get_niveau_display().capitalize()} {theirs} déplacé.",
        actor=actor,
        obj=objectif,
        ca_id=programme.ca_id,
    )
    return objectif


def _next_number(programme: Programme, niveau: str) -> int:
    return (programme.objectifs.filter(niveau=niveau).aggregate(n=Max("numero"))["n"] or 0) + 1


def _check_place(programme: Programme, niveau: str, parent: Objectif | None, objectif: Objectif | None) -> None:
    """A parent belongs to the programme and stands strictly higher, so that the tree has no cycle.

    An objective that carries others, or actions, keeps its level: what hangs from it would hang wrong.
    """
    if objectif is not None and objectif.programme_id != programme.pk:
        raise ValidationError("Cet objectif n’est pas dans le programme.")
    if parent is not None and (parent.programme_id != programme.pk or RANK[parent.niveau] >= RANK[niveau]):
        raise ValidationError({"parent": "Rattachez cet objectif à un objectif de niveau supérieur du même programme."})
    if objectif is not None and objectif.niveau != niveau and _carries_something(objectif):
        raise ValidationError({"niveau": CARRIES})


def _carries_something(objectif: Objectif) -> bool:
    return objectif.enfants.exists() or objectif.actions.exists()


def _check_besoins(programme: Programme, besoins: list[Besoin]) -> None:
    if any(b.diagnostic.ca_id != programme.ca_id for b in besoins):
        raise ValidationError({"besoins": "Ce besoin n’est pas dans le diagnostic de la coopérative."})
