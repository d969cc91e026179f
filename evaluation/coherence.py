"""What no constraint holds: summaries equal the readings they sum, a closed questionnaire keeps no answer (decisions.md 11, 30)."""

from django.db import transaction

from coop.ui.typographie import avec_nombre
from evaluation.models import ReponseActeur
from evaluation.workflows.syntheses import rebuild


class _Undo(Exception):
    """Leaves the block without writing anything."""


def summaries() -> list[str]:
    """One sentence when rows differ from what a rebuild would write; nothing is changed."""
    wrong = 0
    try:
        with transaction.atomic():
            wrong = rebuild()
            raise _Undo
    except _Undo:
        count = avec_nombre(wrong, "ligne de synthèse diffère,lignes de synthèse diffèrent")
        return [f"{count} des bilans transmis\u00a0: lancez rebuild_syntheses."] if wrong else []


def answers_kept() -> list[str]:
    """One sentence when a closed questionnaire still ties answers to people (R-SI-04)."""
    kept = ReponseActeur.objects.filter(personne__questionnaire__clos_le__isnull=False).count()
    count = avec_nombre(
        kept, "réponse d’un questionnaire clos reste liée,réponses de questionnaires clos restent liées"
    )
    return [f"{count} à des personnes."] if kept else []
