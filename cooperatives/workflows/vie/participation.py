"""Participation of the inhabitants: the strategy, the activities and what they reached (R-HAB)."""

from django.core.exceptions import ValidationError
from django.db import transaction

from coop import horloge
from coop.accounts.predicates import require
from coop.journal.actors import Actor
from cooperatives.journal import note
from cooperatives.models import ActiviteParticipation, Cooperative, StrategieParticipation
from cooperatives.rules import animates, takes_part
from cooperatives.rules_vie import writes_contribution
from cooperatives.workflows.vie.commun import sign, write

REFUS_STRATEGIE = "La coordination de la coopérative écrit la stratégie de participation."
REFUS_AJOUT = "Les membres de la coopérative notent les activités avec les habitants."
REFUS = "La coordination, ou qui l’a notée, corrige une activité."
COMPOSANTES = ("objectifs", "niveau_attendu", "modalites_mobilisation", "suivi_evaluation")
REFLEXIONS = ("gouvernance", "temps_appropriation", "formation_habitants", "modalites_association", "espaces_existants")
CHAMPS = (
    "le", "type", "intitule", "contenu", "espace", "mobilisation", "niveau_prevu", "niveau_reel", "nb_habitants",
    "enseignements",
)  # fmt: skip


@transaction.atomic
def write_strategy(ca: Cooperative, *, actor: Actor, version: int | None = None, **fields) -> StrategieParticipation:
    """Write the strategy, its four components together (R-HAB-01).

    Raises Refused, StaleVersion (also when somebody else wrote the first one), ValidationError.
    """
    require(animates, actor, ca, REFUS_STRATEGIE)
    row = StrategieParticipation.objects.select_for_update().filter(ca=ca).first()
    known = row is not None
    row = row or StrategieParticipation(ca=ca)
    write(row, fields, (*COMPOSANTES, *REFLEXIONS), (version or 0) if known else None)
    word = "réécrite" if known else "écrite"
    note("participation.write_strategy", f"Stratégie de participation {word}.", actor=actor, ca=ca, obj=row)
    return row


@transaction.atomic
def add_activity(ca: Cooperative, *, actor: Actor, **fields) -> ActiviteParticipation:
    """Plan or note one activity with inhabitants. Raises Refused, ValidationError."""
    require(takes_part, actor, ca, REFUS_AJOUT)
    row = ActiviteParticipation(ca=ca)
    sign(row, ca, actor=actor)
    _check(fields)
    write(row, fields, CHAMPS, None)
    _note("add_activity", "Activité avec les habitants", row, actor)
    return row


@transaction.atomic
def update_activity(
    row: ActiviteParticipation, *, actor: Actor, version: int | None = None, **fields
) -> ActiviteParticipation:
    """Correct it, or say what it reached and how many came. Raises Refused, StaleVersion, ValidationError."""
    require(writes_contribution, actor, row, REFUS)
    _check(fields)
    write(row, fields, CHAMPS, version)
    _note("update_activity", "Activité avec les habitants, complétée", row, actor)
    return row


@transaction.atomic
def withdraw_activity(row: ActiviteParticipation, *, actor: Actor) -> None:
    """Take it out. Raises Refused."""
    require(writes_contribution, actor, row, REFUS)
    ca, label = row.ca, row.intitule
    row.delete()
    note("participation.withdraw_activity", f"Activité retirée\u00a0: {label}.", actor=actor, ca=ca)


def _check(fields: dict) -> None:
    """What a coming activity reached is not known yet."""
    day = fields.get("le")
    if day and day > horloge.today() and fields.get("niveau_reel"):
        raise ValidationError({"niveau_reel": "Le niveau atteint se note une fois l’activité faite."})


def _note(verb: str, word: str, row: ActiviteParticipation, actor: Actor) -> None:
    note(
        f"participation.{verb}", f"{word}\u00a0: {row}.",
        actor=actor, ca=row.ca, obj=row, organisation_id=row.organisation_id,
    )  # fmt: skip
