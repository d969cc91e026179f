"""Load the evaluation framework of LH conseil (R-REF), created once and never overwritten."""

from coop.territories.sync import Compte, create_missing, synchronise
from evaluation.models import CritereReferentiel, IndicateurReferentiel, ItemFaisabilite, QuestionEvaluative
from evaluation.referentiel import QUESTIONS


def load() -> list[Compte]:
    """Three questions, 19 critères, 16 indicators (15 once revised), 9 items of faisabilité (R-REF-4)."""
    rows = [
        {"numero": q.numero, "libelle": q.libelle, "dimension": q.dimension, "titre_court": q.titre_court}
        for q in QUESTIONS
    ]
    counts = [
        synchronise(QuestionEvaluative, rows, key=("numero",), create_only=("libelle", "dimension", "titre_court"))
    ]
    ids = dict(QuestionEvaluative.objects.order_by("pk").values_list("numero", "pk"))
    criteres, indicateurs, items = [], [], []
    for question in QUESTIONS:
        pk, n = ids[question.numero], question.numero
        criteres += _elements("C", n, pk, question.criteres)
        items += _elements("F", n, pk, question.faisabilite)
        labels = [indicateur.libelle for indicateur in question.indicateurs]
        indicateurs += [
            row | {"libelle_revise": indicateur.libelle_revise, "version": indicateur.version}
            for row, indicateur in zip(_elements("I", n, pk, labels), question.indicateurs, strict=True)
        ]
    return [
        *counts,
        create_missing(CritereReferentiel, criteres),
        create_missing(IndicateurReferentiel, indicateurs),
        create_missing(ItemFaisabilite, items),
    ]


def _elements(letter: str, numero: int, question_id: int, labels: list[str]) -> list[dict]:
    """Rows coded C1.1, C1.2… in their order."""
    return [
        {"code": f"{letter}{numero}.{ordre}", "question_id": question_id, "libelle": libelle, "ordre": ordre}
        for ordre, libelle in enumerate(labels, start=1)
    ]
