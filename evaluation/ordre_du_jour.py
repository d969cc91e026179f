"""What the bilans bring to the agenda of a comité de pilotage: those awaited, by quarter, without naming anybody."""

from collections.abc import Iterator

from django.db.models import Count

from coop import horloge
from coop.ui.typographie import avec_nombre
from cooperatives.models import Cooperative
from evaluation.enums import StatutBilan
from evaluation.models import Bilan

ATTENDUS = (StatutBilan.A_ETABLIR, StatutBilan.BROUILLON, StatutBilan.A_COMPLETER)


def bilans(ca: Cooperative) -> Iterator[str]:
    """One item a quarter whose due date is past and where some are missing."""
    rows = Bilan.objects.filter(ca=ca, statut__in=ATTENDUS, echeance__lt=horloge.today())
    for quarter, count in rows.order_by("trimestre").values_list("trimestre").annotate(count=Count("pk")):
        name = f"{quarter}{'er' if quarter == 1 else 'e'}\u00a0trimestre"
        yield f"Bilans du {name}\u00a0: {avec_nombre(count, 'bilan attendu,bilans attendus')}"
