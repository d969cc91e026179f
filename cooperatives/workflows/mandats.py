"""Dated rows that end, and the seats that go with them: what the verbs on representatives and coordinators share."""

from collections.abc import Iterable

from django.db.models import QuerySet

from coop import horloge
from coop.organisations.models import Contact
from cooperatives.models import Coordinateur, CoPilote, MembreInstance, Representant


def end_today(row: Representant | Coordinateur | CoPilote) -> None:
    """Today is the first day without it; one that begins today was a mistake and leaves no trace but the journal."""
    if row.debut >= horloge.today():
        row.delete()
        return
    row.fin = horloge.today()
    row.full_clean()
    row.save(update_fields=["fin"])


def seats_of(row: Representant) -> QuerySet[MembreInstance]:
    """Where the person sits for this member, in the instances that still meet."""
    seats = MembreInstance.objects.filter(contact=row.contact_id, membre=row.membre_id, instance__fin__isnull=True)
    return seats.select_related("instance")


def pass_seats(seats: Iterable[MembreInstance], heir: Contact) -> int:
    """A seat is a place: the successor sits in it, unless it sits there already. How many there were."""
    rows = list(seats)
    for row in rows:
        if MembreInstance.objects.filter(instance=row.instance_id, contact=heir).exists():
            row.delete()
        else:
            row.contact = heir
            row.full_clean()
            row.save()
    return len(rows)
