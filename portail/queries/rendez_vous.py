"""Meetings to come."""

from django.db.models import QuerySet

from coop import horloge
from coop.ui.rubriques import lien
from cooperatives.enums import StatutReunion
from cooperatives.models import Reunion

A_VENIR = (StatutReunion.PLANIFIEE, StatutReunion.CONVOQUEE)


def a_venir(cooperatives) -> QuerySet[Reunion]:
    """Meetings of these coopératives from today on, the nearest first."""
    rows = Reunion.objects.filter(ca__in=cooperatives, statut__in=A_VENIR, prevue_le__date__gte=horloge.today())
    return rows.select_related("ca", "instance").order_by("prevue_le", "id")


def nom(reunion: Reunion) -> str:
    """The instance, else the kind of meeting."""
    return reunion.instance.nom if reunion.instance_id else reunion.get_type_display()


def adresse(reunion: Reunion) -> str:
    """The page of the meeting, else the gouvernance."""
    page = lien("cooperatives:reunion", ca_ref=reunion.ca.reference, reunion_id=reunion.pk)
    return page or lien("cooperatives:gouvernance", ca_ref=reunion.ca.reference)
