"""The registers beside a CA: what the délégation does, what it brings to light, and the seven conditions (R-COORD-14)."""

from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.db import transaction

from coop import horloge
from coop.accounts.predicates import require
from coop.journal.actors import Actor
from coop.journal.workflows import record
from cooperatives.enums import ConditionIntersectorielle, TypeEffet
from cooperatives.journal import note
from cooperatives.models import (
    CarenceDroitCommun,
    ConditionIntersectorialite,
    Cooperative,
    DemandeReferent,
    EffetEngagement,
    InformationInstance,
    TempsAnimation,
)
from cooperatives.roles import ACTIFS
from cooperatives.rules import animates, coordinates, writes_regional_text

Ligne = TempsAnimation | DemandeReferent | CarenceDroitCommun | EffetEngagement

REFUS = "La délégation départementale tient ce registre."
REFUS_ANIMATION = "La coordination et les co-pilotes tiennent ce registre."
REFUS_SIEGE = "Le siège informe les instances régionales et territoriales."
# Register → family of verbs, sentence of the journal. What the ARS keeps to itself has a family of its own.
VERBES = {
    TempsAnimation: ("ars", "Temps d’animation de la délégation"),
    DemandeReferent: ("ars", "Demande à un référent de l’ARS"),
    EffetEngagement: ("ars", "Effet de l’engagement de la délégation"),
    CarenceDroitCommun: ("carence", "Carence du droit commun"),
}


@transaction.atomic
def keep(row: Ligne, *, actor: Actor, version: int | None = None, communes: Iterable | None = None) -> Ligne:
    """Write a new row, or one already kept over `version`. Raises Refused, StaleVersion, ValidationError."""
    _require(row, actor)
    if isinstance(row, EffetEngagement):
        communes = _checked_effect(row, list(communes or []))
    if row.pk:
        row.save_version(version)
    else:
        row.full_clean()
        row.save()
    if communes is not None:
        row.communes.set(communes)
    _say("keep", row, actor)
    return row


@transaction.atomic
def drop(row: Ligne, *, actor: Actor) -> None:
    """Take back a row written by mistake; the journal keeps it."""
    _require(row, actor)
    _say("drop", row, actor)
    row.delete()


def _require(row: Ligne, actor: Actor) -> None:
    if isinstance(row, CarenceDroitCommun):
        require(animates, actor, row.ca, REFUS_ANIMATION)
    else:
        require(coordinates, actor, row.ca, REFUS)


def _checked_effect(row: EffetEngagement, communes: list) -> list:
    """The communes of a concertation, two at least; a new actor is a member of this CA."""
    if row.type == TypeEffet.ACTEUR:
        if row.membre is None or row.membre.ca_id != row.ca_id or row.membre.statut not in ACTIFS:
            raise ValidationError({"membre": "Dites quel membre de la coopérative est cet acteur nouveau."})
        return []
    row.membre = None
    if row.type == TypeEffet.CONCERTATION and len(communes) < 2:
        raise ValidationError({"communes": "Une concertation intercommunale réunit au moins deux communes."})
    return communes if row.type == TypeEffet.CONCERTATION else []


def _say(verb: str, row: Ligne, actor: Actor) -> None:
    family, label = VERBES[type(row)]
    done = "noté" if verb == "keep" else "retiré"
    note(f"{family}.{verb}", f"{label}, {done}\u00a0: {row}"[:500], actor=actor, ca=row.ca, obj=row)


@transaction.atomic
def appreciate(
    ca: Cooperative,
    *,
    actor: Actor,
    condition: ConditionIntersectorielle,
    reunie: bool,
    phrase: str,
    version: int | None = None,
) -> ConditionIntersectorialite:
    """Say whether one of the seven conditions is met, in a sentence. Raises Refused, StaleVersion, ValidationError."""
    require(animates, actor, ca, REFUS_ANIMATION)
    row = ConditionIntersectorialite.objects.select_for_update().filter(ca=ca, condition=condition).first()
    row = row or ConditionIntersectorialite(ca=ca, condition=condition)
    row.reunie, row.phrase, row.auteur, row.le = reunie, phrase.strip(), actor.label, horloge.now()
    if row.pk:
        row.save_version(0 if version is None else version)
    else:
        row.full_clean()
        row.save()
    note("intersectorialite.appreciate", f"Condition d’intersectorialité, {row}."[:500], actor=actor, ca=ca, obj=row)
    return row


@transaction.atomic
def inform(
    row: InformationInstance, *, actor: Actor, cas: Iterable[Cooperative], version: int | None = None
) -> InformationInstance:
    """Record what the siège told the CRSA or a CTS, about which coopératives (R-TERR-13)."""
    require(writes_regional_text, actor, None, REFUS_SIEGE)
    concerned = list(cas)
    if not concerned:
        raise ValidationError({"cas": "Choisissez au moins une coopérative."})
    if row.le > horloge.today():
        raise ValidationError({"le": "Notez une information déjà donnée."})
    if row.pk:
        row.save_version(version)
    else:
        row.full_clean()
        row.save()
    row.cas.set(concerned)
    for ca in concerned:
        record(
            "information.give", f"{row}\u00a0: informée de la coopérative.", actor=actor, obj=row, ca_id=ca.pk,
            departement=ca.departement.code,
        )  # fmt: skip
    return row
