"""Drafts that the coordination typed for a party, and that the party has not sent (decisions.md 27)."""

from collections.abc import Iterable

from django.db.models import QuerySet

from evaluation.models import Bilan, SaisiePourCompte


def en_attente(bilans: QuerySet[Bilan] | Iterable[Bilan]) -> dict[int, SaisiePourCompte]:
    """bilan → the draft typed for it, what its party took over left out (1 statement)."""
    rows = SaisiePourCompte.objects.filter(
        version__bilan__in=bilans, version__transmise_le__isnull=True, reprise_le__isnull=True
    )
    return {row.version.bilan_id: row for row in rows.select_related("version")}
