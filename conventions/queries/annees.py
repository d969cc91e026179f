"""Which coopératives began an annual period: their follow-up runs from the first quarter on (decisions.md 6)."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Max

from conventions.models import Periode


def annees_commencees(ids: Iterable[int], jour: date) -> dict[int, int]:
    """Coopérative → the number of the annual period under way, or of the last one begun (1 statement)."""
    rows = Periode.objects.filter(convention__ca__in=ids, debut__lte=jour).order_by()
    return dict(rows.values("convention__ca").annotate(annee=Max("numero")).values_list("convention__ca", "annee"))
