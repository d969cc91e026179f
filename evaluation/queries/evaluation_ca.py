"""The evaluation set-up as one reads it: the framework, and what the CA keeps of it (a fixed number of statements)."""

from dataclasses import dataclass

from django.db.models import Prefetch

from coop.gates import Manque
from cooperatives.models import Cooperative
from evaluation.enums import Registre, VersionReferentiel
from evaluation.models import (
    CritereReferentiel,
    EvaluationCA,
    IndicateurReferentiel,
    QuestionEvaluative,
    SelectionCritere,
    SelectionIndicateur,
)
from evaluation.workflows.evaluation_ca import MAX_CRITERES


@dataclass(frozen=True, slots=True)
class Critere:
    """A critère of the library, or one of the CA's own (`critere` None); `selection` when the CA keeps it."""

    critere: CritereReferentiel | None
    selection: SelectionCritere | None

    @property
    def libelle(self) -> str:
        return self.selection.libelle if self.selection else self.critere.libelle


@dataclass(frozen=True, slots=True)
class Question:
    """One of the three questions with its library and what is kept."""

    question: QuestionEvaluative
    criteres: list[Critere]

    @property
    def retenus(self) -> list[Critere]:
        return [c for c in self.criteres if c.selection]

    @property
    def disponibles(self) -> list[Critere]:
        """Critères not kept; an archived one is not proposed any more."""
        return [c for c in self.criteres if c.selection is None and not c.critere.archive]

    @property
    def complete(self) -> bool:
        return len(self.retenus) >= MAX_CRITERES

    @property
    def initiaux(self) -> list[IndicateurReferentiel]:
        """Indicators of the initial framework (2018)."""
        return [i for i in self.question.indicateurs if i.version != VersionReferentiel.REVISE]

    @property
    def revises(self) -> list[IndicateurReferentiel]:
        """Indicators of the revised framework, the one proposed."""
        return [i for i in self.question.indicateurs if i.version != VersionReferentiel.INITIAL]


@dataclass(frozen=True, slots=True)
class LectureEvaluation:
    evaluation: EvaluationCA | None
    questions: list[Question]
    registres: list[str]
    manques: list[Manque]


def read(ca: Cooperative) -> LectureEvaluation:
    """What the page shows, whether the evaluation is open or not."""
    evaluation = EvaluationCA.objects.filter(ca=ca).select_related("charge__organisation").first()
    rows = _selections(evaluation)
    kept = {row.critere_id: row for row in rows if row.critere_id}
    questions = [
        Question(
            question,
            [Critere(c, kept.get(c.pk)) for c in question.criteres]
            + [Critere(None, row) for row in rows if row.question_id == question.pk],
        )
        for question in _library()
    ]
    return LectureEvaluation(evaluation, questions, registres(evaluation), _manques(rows))


def registres(evaluation: EvaluationCA | None) -> list[str]:
    """Labels of the registers questioned."""
    return [str(code.label) for code in Registre if evaluation and getattr(evaluation, code.value)]


def _library() -> list[QuestionEvaluative]:
    ordered = [CritereReferentiel.objects.order_by("ordre"), IndicateurReferentiel.objects.order_by("ordre")]
    return list(
        QuestionEvaluative.objects.prefetch_related(
            Prefetch("criterereferentiels", ordered[0], to_attr="criteres"),
            Prefetch("indicateurreferentiels", ordered[1].filter(archive=False), to_attr="indicateurs"),
            "itemfaisabilites",
        ).order_by("numero")
    )


def _selections(evaluation: EvaluationCA | None) -> list[SelectionCritere]:
    if evaluation is None:
        return []
    kept = SelectionIndicateur.objects.select_related("indicateur").order_by("id")
    rows = evaluation.criteres.select_related("critere").prefetch_related(Prefetch("indicateurs", kept))
    return list(rows.order_by("critere__question__numero", "critere__ordre", "pk"))


def _manques(kept: list[SelectionCritere]) -> list[Manque]:
    """AL-35: a critère kept without any indicator."""
    return [
        Manque(
            f"critere_{row.pk}",
            f"Le critère «\u00a0{row.libelle}\u00a0» n’a pas encore d’indicateur.",
            f"#critere-{row.pk}",
            "R-EVCA-10",
        )
        for row in kept
        if not row.indicateurs.all()
    ]


def indicateurs_possibles(selection: SelectionCritere) -> list[IndicateurReferentiel]:
    """Indicators of the same question not yet kept for this critère; those of the initial framework come last."""
    taken = selection.indicateurs.filter(indicateur__isnull=False).values("indicateur")
    rows = IndicateurReferentiel.objects.filter(question=selection.de_question, archive=False).exclude(pk__in=taken)
    return sorted(rows.order_by("ordre"), key=lambda i: i.version == VersionReferentiel.INITIAL)


def libelle_courant(indicateur: IndicateurReferentiel) -> str:
    """The revised wording where there is one; an indicator of the initial framework alone says so."""
    if indicateur.version == VersionReferentiel.INITIAL:
        return f"{indicateur.libelle} (référentiel initial)"
    return indicateur.libelle_revise or indicateur.libelle
