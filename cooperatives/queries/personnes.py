"""The people of a coopérative: who coordinates it, represents a member, or sits in one of its instances."""

from django.db.models import Q, QuerySet

from coop.organisations.models import Contact
from cooperatives.models import Cooperative, MembreInstance
from cooperatives.queries.participants import coordinators, representatives


def people_of(ca: Cooperative) -> QuerySet[Contact]:
    """Contacts who take part today, by organisation and function (1 statement)."""
    seats = MembreInstance.objects.filter(instance__ca=ca, instance__fin__isnull=True)
    kept = (coordinators(ca), representatives(ca), seats)
    of_ca = [Q(pk__in=rows.order_by().values("contact")) for rows in kept]
    found = Contact.objects.filter(of_ca[0] | of_ca[1] | of_ca[2]).select_related("organisation")
    return found.order_by("organisation__recherche", "fonction", "pk")


def named(contact: Contact) -> str:
    """« Coordination, Délégation des Yvelines »: the function first, never a name."""
    return f"{contact.fonction}, {contact.organisation}" if contact.organisation_id else contact.fonction
