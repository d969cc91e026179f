"""The meetings of a person as events of its calendar: those of the instances where it sits, cancelled ones included."""

from datetime import timedelta

from django.db.models import Q

from coop import horloge
from coop.notifications.ics import Evenement
from cooperatives.agenda import evenement
from cooperatives.models import Coordinateur, MembreInstance, Reunion
from cooperatives.models.perimetre import running
from portail.queries import rendez_vous

PASSE = timedelta(days=92)


def evenements(contact_id: int) -> list[Evenement]:
    """Meetings of its instances, and all those of the coopératives it coordinates (2 statements)."""
    seats = MembreInstance.objects.filter(contact=contact_id, instance__fin__isnull=True).values("instance")
    coordinated = Coordinateur.objects.filter(running(), contact=contact_id).values("ca")
    rows = Reunion.objects.filter(Q(instance__in=seats) | Q(ca__in=coordinated), ca__statut="en_cours")
    rows = (
        rows.filter(prevue_le__gte=horloge.now() - PASSE).select_related("ca", "instance").order_by("prevue_le", "pk")
    )
    rows = rows.prefetch_related("points")
    return [evenement(row, f"{rendez_vous.nom(row)}, {row.ca.intitule}", rendez_vous.adresse(row)) for row in rows]
