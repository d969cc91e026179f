"""The meetings of a person as events of its calendar: those of the instances where it sits, cancelled ones included."""

from datetime import timedelta

from coop import horloge
from coop.notifications.ics import Evenement
from cooperatives.agenda import evenement
from cooperatives.models import Reunion
from cooperatives.queries.participants import ou_attendue
from portail.queries import rendez_vous

PASSE = timedelta(days=92)


def evenements(contact_id: int) -> list[Evenement]:
    """Meetings where it is expected, in running coopératives (2 statements)."""
    rows = Reunion.objects.filter(ou_attendue(contact_id), ca__statut="en_cours")
    rows = (
        rows.filter(prevue_le__gte=horloge.now() - PASSE).select_related("ca", "instance").order_by("prevue_le", "pk")
    )
    rows = rows.prefetch_related("points")
    return [evenement(row, f"{rendez_vous.nom(row)}, {row.ca.intitule}", rendez_vous.adresse(row)) for row in rows]
