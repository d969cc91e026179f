"""The evaluation set-up of a CA: critère before indicator, four critères a question at most (R-EVCA-10)."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Manager, Q

from coop.accounts.predicates import require
from coop.journal.actors import Actor
from coop.journal.workflows import record
from cooperatives.models import Cooperative
from evaluation.enums_evaluation import QualiteCritere
from evaluation.models import (
    CritereReferentiel,
    EvaluationCA,
    IndicateurReferentiel,
    QuestionEvaluative,
    SelectionCritere,
    SelectionIndicateur,
)
from evaluation.rules import animates

MAX_CRITERES = 4
TOO_MANY = "Quatre critères maximum par question\u00a0: retirez-en un avant d’en ajouter."
NOT_YOURS = "L’évaluation se prépare avec la coordination."
ANSWERED = "Une réponse est déjà écrite\u00a0: effacez-la avec ses preuves avant de retirer."
FRAME = {"objet", "moment", "charge", "objectifs"}
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
    evaluation: EvaluationCA, *, actor: Actor, registres: set[str], version: int | None = None, **fields
) -> EvaluationCA:
    """Write the registers questioned, and what `fields` gives of the frame (FRAME)."""
    require(animates, actor, evaluation.ca, NOT_YOURS)
    for name in FRAME & fields.keys():
        value = fields[name]
        setattr(evaluation, name, value.strip() if isinstance(value, str) else value)
    for name in REGISTRES:
        setattr(evaluation, name, name in registres)
    evaluation.save_version(version)
    _note("evaluation.write_frame", "Cadre de l’évaluation écrit (objet, objectifs, registres).", evaluation, actor)
    return evaluation


def _note(verb: str, summary: str, evaluation: EvaluationCA, actor: Actor) -> None:
    record(verb, summary[:500], actor=actor, obj=evaluation, ca_id=evaluation.ca_id)


def _check_room(evaluation: EvaluationCA, question_id: int, *, besides: CritereReferentiel | None = None) -> None:
    """Four critères at most for a question, read under the lock of the evaluation."""
    EvaluationCA.objects.select_for_update().get(pk=evaluation.pk)
    kept = evaluation.criteres.filter(Q(critere__question=question_id) | Q(question=question_id))
    # A critère of one's own has none: `exclude` on it alone would leave it out.
    if besides is not None:
        kept = kept.exclude(critere__isnull=False, critere=besides)
    if kept.count() >= MAX_CRITERES:
        raise ValidationError(TOO_MANY)


def _check_unanswered(reponses: Manager) -> None:
    """What was found and cited is not lost with its critère."""
    written = ~Q(constat="", jugement="") | Q(preuves__isnull=False)
    if reponses.filter(written).exists():
        raise ValidationError(ANSWERED)


@transaction.atomic
def select_critere(evaluation: EvaluationCA, *, actor: Actor, critere: CritereReferentiel) -> SelectionCritere:
    """Keep a critère. Raises ValidationError on the fifth of a question."""
    require(animates, actor, evaluation.ca, NOT_YOURS)
    _check_room(evaluation, critere.question_id, besides=critere)
    row, created = SelectionCritere.objects.get_or_create(evaluation=evaluation, critere=critere)
    if created:
        _note("evaluation.select_critere", f"Critère retenu\u00a0: {critere.libelle}", evaluation, actor)
    return row


@transaction.atomic
def write_critere(
    evaluation: EvaluationCA, *, actor: Actor, question: QuestionEvaluative, libelle: str
) -> SelectionCritere:
    """Keep a critère of the CA's own (R-EVCA-11, -16, -17). Raises ValidationError on the fifth of a question."""
    require(animates, actor, evaluation.ca, NOT_YOURS)
    _check_room(evaluation, question.pk)
    row = SelectionCritere(evaluation=evaluation, question=question, libelle_libre=libelle.strip())
    row.full_clean()
    row.save()
    _note("evaluation.select_critere", f"Critère retenu\u00a0: {row.libelle}", evaluation, actor)
    return row


@transaction.atomic
def review_critere(
    selection: SelectionCritere, *, actor: Actor, qualites: set[str], version: int | None = None
) -> SelectionCritere:
    """Say which of the five qualities the critère has (R-EVCA-09)."""
    require(animates, actor, selection.evaluation.ca, NOT_YOURS)
    for name in QualiteCritere.values:
        setattr(selection, name, name in qualites)
    selection.save_version(version)
    summary = f"Critère relu ({len(qualites)} qualités sur {len(QualiteCritere)})\u00a0: {selection.libelle}"
    _note("evaluation.review_critere", summary, selection.evaluation, actor)
    return selection


@transaction.atomic
def drop_critere(selection: SelectionCritere, *, actor: Actor) -> None:
    """Let a critère go, with its indicators. Raises ValidationError once something is answered."""
    evaluation = selection.evaluation
    require(animates, actor, evaluation.ca, NOT_YOURS)
    _check_unanswered(selection.reponses)
    _note("evaluation.drop_critere", f"Critère retiré\u00a0: {selection.libelle}", evaluation, actor)
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
    if indicateur is not None and indicateur.question_id != selection.de_question:
        raise ValidationError("Cet indicateur répond à une autre question.")
    row = SelectionIndicateur(critere=selection, indicateur=indicateur, libelle_libre=libelle_libre.strip())
    row.full_clean()
    row.save()
    _note("evaluation.select_indicateur", f"Indicateur retenu\u00a0: {row}", evaluation, actor)
    return row


@transaction.atomic
def drop_indicateur(row: SelectionIndicateur, *, actor: Actor) -> None:
    """Let an indicator go. Raises ValidationError once something is answered."""
    evaluation = row.critere.evaluation
    require(animates, actor, evaluation.ca, NOT_YOURS)
    _check_unanswered(row.reponses)
    _note("evaluation.drop_indicateur", f"Indicateur retiré\u00a0: {row}", evaluation, actor)
    row.delete()
