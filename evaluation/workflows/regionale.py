"""The evaluation of the région: opened, framed, answered over the coopératives, validated whole, published (R-EVA-04, R-EVCA-04)."""

import json
from collections.abc import Callable
from datetime import date
from typing import NamedTuple

from django.core.exceptions import ValidationError
from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction

from coop import horloge
from coop.accounts.predicates import require
from coop.gates import Blocked, Manque
from coop.journal.actors import Actor
from coop.journal.workflows import record
from coop.ui.typographie import date_longue
from evaluation.enums_evaluation import TypeInstanceRegionale
from evaluation.models import (
    EvaluationRegionale,
    InstanceRegionale,
    PreuveRegionale,
    QuestionEvaluative,
    ReponseRegionale,
)
from evaluation.rules_regionale import answers, pilots
from evaluation.workflows.evaluation_ca import REGISTRES
from evaluation.workflows.reponses import keep

NOT_YOURS = "L’évaluation régionale est pilotée par le siège."
NOT_YOUR_ANSWER = "Les réponses de la région s’écrivent par le siège ou l’évaluateur régional."
OVER = "Cette évaluation est validée\u00a0: elle ne change plus."
FRAME = ("moment", "charge", "objectifs")


class Citable(NamedTuple):
    """What an answer may lean on, as it is known today."""

    cle: str
    libelle: str
    valeur: str
    url: str


@transaction.atomic
def open_evaluation(*, actor: Actor) -> EvaluationRegionale:
    """The one in progress, or a new one with efficacité and utilité chosen (R-EVCA-06)."""
    require(pilots, actor, None, NOT_YOURS)
    found = EvaluationRegionale.objects.filter(validee_le__isnull=True).first()
    if found is None:
        found = EvaluationRegionale.objects.create()
        _note("open", "Évaluation régionale ouverte.", found, actor)
    return found


def _note(verb: str, summary: str, evaluation: EvaluationRegionale, actor: Actor) -> None:
    record(f"evaluation_regionale.{verb}", summary[:500], actor=actor, obj=evaluation)


def _check_running(evaluation: EvaluationRegionale) -> None:
    """Read again under its lock: a validated evaluation says for ever what it said."""
    if EvaluationRegionale.objects.select_for_update().get(pk=evaluation.pk).validee_le:
        raise ValidationError(OVER)


@transaction.atomic
def write_frame(
    evaluation: EvaluationRegionale, *, actor: Actor, registres: set[str], version: int | None = None, **fields
) -> EvaluationRegionale:
    """The moment, the objectives, the registers questioned, who is in charge."""
    require(pilots, actor, None, NOT_YOURS)
    _check_running(evaluation)
    for name in FRAME:
        if name in fields:
            value = fields[name]
            setattr(evaluation, name, value.strip() if isinstance(value, str) else value)
    for name in REGISTRES:
        setattr(evaluation, name, name in registres)
    evaluation.save_version(version)
    _note("write_frame", "Cadre de l’évaluation régionale écrit (objectifs, registres).", evaluation, actor)
    return evaluation


def answer_of(evaluation: EvaluationRegionale, question: QuestionEvaluative) -> ReponseRegionale:
    """The answer of the région to a question, or a new one, not saved."""
    found = ReponseRegionale.objects.filter(evaluation=evaluation, question=question).first()
    return found or ReponseRegionale(evaluation=evaluation, question=question)


@transaction.atomic
def write_answer(
    reponse: ReponseRegionale, *, actor: Actor, constat: str, jugement: str, version: int | None = None
) -> ReponseRegionale:
    """What is found and judged over the coopératives; nothing is journaled when nothing changed."""
    require(answers, actor, None, NOT_YOUR_ANSWER)
    _check_running(reponse.evaluation)
    if keep(reponse, constat, jugement, version):
        said = f"Réponse de la région écrite\u00a0: question {reponse.question.numero}."
        _note("write_answer", said, reponse.evaluation, actor)
    return reponse


@transaction.atomic
def cite(reponse: ReponseRegionale, *, actor: Actor, fait: Citable) -> PreuveRegionale:
    """Keep what a coopérative answered, or a figure, as it is today; cited again, it is brought up to date."""
    require(answers, actor, None, NOT_YOUR_ANSWER)
    _check_running(reponse.evaluation)
    reponse.preuves.filter(cle=fait.cle).delete()
    row = PreuveRegionale(
        reponse=reponse, cle=fait.cle, libelle=fait.libelle[:400], valeur=fait.valeur, source=fait.url
    )
    row.full_clean()
    row.save()
    _note("cite", f"Preuve citée\u00a0: {fait.libelle}", reponse.evaluation, actor)
    return row


@transaction.atomic
def drop_proof(preuve: PreuveRegionale, *, actor: Actor) -> None:
    require(answers, actor, None, NOT_YOUR_ANSWER)
    evaluation = preuve.reponse.evaluation
    _check_running(evaluation)
    _note("drop_proof", f"Preuve retirée\u00a0: {preuve.libelle}", evaluation, actor)
    preuve.delete()


def manques(evaluation: EvaluationRegionale) -> list[Manque]:
    """What the validation asks for: who decides, what for, and the three answers (R-EVCA-03, -08) (3 statements)."""
    found = []
    copil = InstanceRegionale.objects.filter(type=TypeInstanceRegionale.COPIL, fin__isnull=True, sieges__isnull=False)
    if not copil.exists():
        found.append(Manque("copil", "Le comité de pilotage de l’évaluation n’est pas constitué.", source="R-EVCA-03"))
    if not evaluation.objectifs:
        found.append(Manque("objectifs", "Les objectifs de l’évaluation ne sont pas écrits.", source="R-EVCA-05"))
    if not any(getattr(evaluation, name) for name in REGISTRES):
        found.append(Manque("registres", "Aucun registre n’est questionné.", source="R-EVCA-06"))
    told = {row.question_id for row in evaluation.reponses.all() if row.ecrite}
    for question in QuestionEvaluative.objects.order_by("numero"):
        if question.pk not in told:
            phrase = f"La région n’a pas répondu à la question {question.numero}, constat et jugement."
            found.append(Manque(f"question_{question.numero}", phrase, source="R-EVCA-08"))
    return found


@transaction.atomic
def validate(
    evaluation: EvaluationRegionale,
    *,
    actor: Actor,
    le: date,
    par: str,
    composer: Callable[[EvaluationRegionale], dict],
    version: int | None = None,
) -> EvaluationRegionale:
    """Record the instance and the day, and freeze what `composer` says of it today.

    Raises Refused, Blocked (an answer is missing), StaleVersion, ValidationError (a day to come, validated already).
    """
    require(pilots, actor, None, NOT_YOURS)
    _check_running(evaluation)
    if le > horloge.today():
        raise ValidationError({"validee_le": "Cette date est dans le futur."})
    if missing := manques(evaluation):
        raise Blocked(missing)
    evaluation.validee_le, evaluation.validee_par = le, par.strip()
    evaluation.contenu = json.loads(json.dumps(composer(evaluation), cls=DjangoJSONEncoder))
    evaluation.save_version(version)
    _note(
        "validate",
        f"Évaluation régionale validée le {date_longue(le)} par {evaluation.validee_par}.",
        evaluation,
        actor,
    )
    return evaluation


@transaction.atomic
def publish(evaluation: EvaluationRegionale, *, actor: Actor) -> EvaluationRegionale:
    """Open the validated synthesis to every account. ValidationError before it is validated."""
    require(pilots, actor, None, NOT_YOURS)
    evaluation = EvaluationRegionale.objects.select_for_update().get(pk=evaluation.pk)
    if evaluation.validee_le is None:
        raise ValidationError("La synthèse se publie une fois validée.")
    if evaluation.publiee_le is None:
        evaluation.publiee_le = horloge.today()
        evaluation.save_version()
        _note("publish", "Synthèse de l’évaluation régionale publiée.", evaluation, actor)
    return evaluation
