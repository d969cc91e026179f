"""The quarters a target may be revised from, and the decisions that may be cited."""

from datetime import date

from django.db.models import QuerySet

from conventions.calendrier import Trimestre, trimestres
from conventions.enums import StatutConvention
from conventions.models import Programme
from cooperatives.models import Cooperative, Decision


def quarts_a_venir(programme: Programme, today: date) -> list[Trimestre]:
    """The quarters of the signed years of the convention in force that are not over (2 statements)."""
    convention = programme.conventions.filter(statut=StatutConvention.EN_VIGUEUR, date_effet__isnull=False).first()
    if convention is None:
        return []
    numbers = convention.periodes.order_by("numero").values_list("numero", flat=True)
    found = [quart for numero in numbers for quart in trimestres(convention.date_effet, numero)]
    return [quart for quart in found if quart.fin > today]


def decisions_a_citer(ca: Cooperative) -> QuerySet[Decision]:
    """The decisions of the coopérative, the last first."""
    return Decision.objects.filter(ca=ca).order_by("-numero", "-pk")
