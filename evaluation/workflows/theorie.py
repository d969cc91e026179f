"""Writing the théorie d'action: the effects in mirror of the objectives (R-EVCA-07)."""

from django.core.exceptions import ValidationError
from django.db import transaction

from coop.accounts.predicates import require
from coop.journal.actors import Actor
from coop.journal.workflows import record
from evaluation.models import Effet, EvaluationCA
from evaluation.models.theorie import MIROIR
from evaluation.rules import animates
from evaluation.workflows.evaluation_ca import NOT_YOURS

FIELDS = {"objectif", "niveau", "libelle", "direct", "attendu", "horizon"}


@transaction.atomic
def write_effet(effet: Effet, *, actor: Actor, version: int | None = None, **fields) -> Effet:
    """Add an effect, or change it over the version opened; its level is that of its objective.

    Raises Refused, StaleVersion, ValidationError (an objective of another programme, no level, no horizon).
    """
    evaluation = effet.evaluation
    require(animates, actor, evaluation.ca, NOT_YOURS)
    for name in FIELDS & fields.keys():
        setattr(effet, name, fields[name])
    effet.libelle = effet.libelle.strip()
    if effet.objectif is not None:
        if effet.objectif.programme.ca_id != evaluation.ca_id:
            raise ValidationError({"objectif": "Cet objectif est d’un autre programme."})
        effet.niveau = MIROIR[effet.objectif.niveau]
    if effet.pk:
        effet.save_version(version)
        verb, summary = "evaluation.change_effet", f"Effet modifié\u00a0: {effet.libelle}"
    else:
        effet.full_clean()
        effet.save()
        verb, summary = "evaluation.add_effet", f"Effet ajouté à la théorie d’action\u00a0: {effet.libelle}"
    record(verb, summary[:500], actor=actor, obj=effet, ca_id=evaluation.ca_id)
    return effet


@transaction.atomic
def drop_effet(effet: Effet, *, actor: Actor) -> None:
    """Take an effect out."""
    evaluation: EvaluationCA = effet.evaluation
    require(animates, actor, evaluation.ca, NOT_YOURS)
    summary = f"Effet retiré de la théorie d’action\u00a0: {effet.libelle}"
    record("evaluation.drop_effet", summary[:500], actor=actor, obj=effet, ca_id=evaluation.ca_id)
    effet.delete()
