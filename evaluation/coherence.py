"""What no constraint holds: the two levels of summary equal the readings they sum (decisions.md 11, 30)."""

from django.db import transaction

from coop.ui.typographie import avec_nombre
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
