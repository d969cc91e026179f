"""The évaluation finale: what is recorded, and where a programme that is over still waits for it (R-GOUV-11)."""

from collections.abc import Iterator
from datetime import date

from django.db.models import Exists, OuterRef, QuerySet

from conventions.enums import StatutConvention
from conventions.models import Convention
from cooperatives.models import Cooperative
from evaluation.models import EvaluationFinale

SIGNEES = (StatutConvention.EN_VIGUEUR, StatutConvention.CLOSE)
EN_PREPARATION = (StatutConvention.BROUILLON, StatutConvention.EN_SIGNATURE)


def derniere(ca: Cooperative) -> EvaluationFinale | None:
    """The évaluation finale of the present programme: recorded since the last convention took effect (2 statements)."""
    last = Convention.objects.filter(ca=ca, statut__in=SIGNEES).order_by("-date_effet", "-pk").first()
    rows = EvaluationFinale.objects.filter(ca=ca).select_related("document")
    return (rows.filter(validee_le__gte=last.date_effet) if last else rows).first()


def programmes_termines(cas: QuerySet[Cooperative], on: date) -> Iterator[tuple[Convention, EvaluationFinale | None]]:
    """Conventions that no longer run on `on` and that none follows, with their évaluation finale (2 statements)."""
    followed = Convention.objects.filter(ca=OuterRef("ca"), statut__in=EN_PREPARATION)
    rows = Convention.objects.finies(on).filter(~Exists(followed), ca__in=cas.order_by().values("pk"))
    conventions = list(rows.select_related("ca").order_by("pk"))
    known: dict[int, EvaluationFinale] = {}
    for row in EvaluationFinale.objects.filter(ca__in=[c.ca_id for c in conventions]).order_by("validee_le", "pk"):
        known[row.ca_id] = row
    for convention in conventions:
        row = known.get(convention.ca_id)
        yield convention, row if row and row.validee_le >= convention.date_effet else None
