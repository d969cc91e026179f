"""The evaluation set-up of a CA: critère before indicator, four critères a question at most (R-EVCA-10)."""

from django.core.exceptions import ValidationError
from django.db import transaction

from coop.accounts.predicates import require
from coop.journal.actors import Actor
from coop.journal.workflows import record
from cooperatives.models import Cooperative
from evaluation.models import (
    CritereReferentiel,
    EvaluationCA,
    IndicateurReferentiel,
    SelectionCritere,
    SelectionIndicateur,
)
from evaluation.rules import animates

MAX_CRITERES = 4
TOO_MANY = "Quatre critères maximum par question\u00a0: retirez-en un avant d’en ajouter."
NOT_YOURS = "L’évaluation se prépare avec la coordination."
REGISTRES = ("pertinence", "coherence", "efficacite", "efficience", "utilite")


@transaction.atomic
def open_evaluation(ca: Cooperative, *, actor: Actor) -> EvaluationCA:
    """The evaluation of the CA, opened with efficacité and utilité chosen (R-EVCA-06)."""
    require(animates, actor, ca, NOT_YOURS)
    evaluation, created = EvaluationCA.objects.get_or_create(ca=ca)
    if created:
        record("evaluation.open", "Évaluation de la coopérative ouverte.", actor=actor, obj=evaluation, ca_id=ca.pk)
    return evaluation


@transaction.atomic
def write_frame(
    evaluation: EvaluationCA, *, actor: Actor, objectifs: str, registres: set[str], version: int | None = None
) -> EvaluationCA:
    """Write the objectives and the registers questioned."""
    require(animates, actor, evaluation.ca, NOT_YOURS)
    evaluation.objectifs = objectifs.strip()
    for name in REGISTRES:
        setattr(evaluation, name, name in registres)
    evaluation.save_version(version)
    record(
        "evaluation.write_frame",
        "Objectifs et registres de l’évaluation écrits.",
        actor=actor,
        obj=evaluation,
        ca_id=evaluation.ca_id,
    )
    return evaluation


@transaction.atomic
def select_critere(evaluation: EvaluationCA, *, actor: Actor, critere: CritereReferentiel) -> SelectionCritere:
    """Keep a critère. Raises ValidationError on the fifth of a question."""
    require(animates, actor, evaluation.ca, NOT_YOURS)
    EvaluationCA.objects.select_for_update().get(pk=evaluation.pk)
    kept = evaluation.criteres.filter(critere__question=critere.question_id).exclude(critere=critere)
    if kept.count() >= MAX_CRITERES:
        raise ValidationError(TOO_MANY)
    row, created = SelectionCritere.objects.get_or_create(evaluation=evaluation, critere=critere)
    if created:
        record(
            "evaluation.select_critere",
            f"Critère retenu\u00a0: {critere.libelle}"[:500],
            actor=actor,
            obj=evaluation,
            ca_id=evaluation.ca_id,
        )
    return row


@transaction.atomic
def drop_critere(selection: SelectionCritere, *, actor: Actor) -> None:
    """Let a critère go, with its indicators."""
    evaluation = selection.evaluation
    require(animates, actor, evaluation.ca, NOT_YOURS)
    record(
        "evaluation.drop_critere",
        f"Critère retiré\u00a0: {selection.critere.libelle}"[:500],
        actor=actor,
        obj=evaluation,
        ca_id=evaluation.ca_id,
    )
    selection.delete()


@transaction.atomic
def select_indicateur(
    selection: SelectionCritere,
    *,
    actor: Actor,
    indicateur: IndicateurReferentiel | None = None,
    libelle_libre: str = "",
) -> SelectionIndicateur:
    """Keep an indicator of the framework (of the same question), or one of the CA's own, for a kept critère."""
    evaluation = selection.evaluation
    require(animates, actor, evaluation.ca, NOT_YOURS)
    if indicateur is not None and indicateur.question_id != selection.critere.question_id:
        raise ValidationError("Cet indicateur répond à une autre question.")
    row = SelectionIndicateur(critere=selection, indicateur=indicateur, libelle_libre=libelle_libre.strip())
    row.full_clean()
    row.save()
    record(
        "evaluation.select_indicateur",
        f"Indicateur retenu\u00a0: {row}"[:500],
        actor=actor,
        obj=evaluation,
        ca_id=evaluation.ca_id,
    )
    return row


@transaction.atomic
def drop_indicateur(row: SelectionIndicateur, *, actor: Actor) -> None:
    """Let an indicator go."""
    evaluation = row.critere.evaluation
    require(animates, actor, evaluation.ca, NOT_YOURS)
    record(
        "evaluation.drop_indicateur",
        f"Indicateur retiré\u00a0: {row}"[:500],
        actor=actor,
        obj=evaluation,
        ca_id=evaluation.ca_id,
    )
    row.delete()
