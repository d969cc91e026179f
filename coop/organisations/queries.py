"""Finding organisations and contacts, and recognising the one that is about to be created twice."""

from django.db.models import Q, QuerySet

from coop.organisations.models import Contact, Organisation
from coop.territories.models import Commune, Departement
from coop.territories.models.geographie import searchable


def duplicates_of(nom: str, *, commune: Commune | None = None, siret: str = "") -> list[Organisation]:
    """The organisations that `nom` may already be: same SIRET, or same normalised name (or sigle) in the commune.

    Without commune on one side the name alone is enough: better one question too many than two rows for one actor.
    """
    wanted = searchable(nom)
    same_place = Q(commune=commune) | Q(commune__isnull=True) if commune else Q()
    candidates = Organisation.objects.filter(same_place, recherche__contains=wanted) if wanted else []
    found = {row.pk: row for row in candidates if wanted in {searchable(row.nom), searchable(row.sigle)}}
    if siret:
        found |= {row.pk: row for row in Organisation.objects.filter(siret=siret)}
    return sorted(found.values(), key=lambda row: row.recherche)


def search_organisations(text: str = "", *, departement: Departement | None = None) -> QuerySet[Organisation]:
    """Organisations whose name or sigle holds every word of `text`, accents and case aside."""
    rows = Organisation.objects.select_related("secteur", "departement", "commune")
    for word in searchable(text).split():
        rows = rows.filter(recherche__contains=word)
    return rows.filter(departement=departement) if departement else rows


def find_contact(email: str) -> Contact | None:
    """The contact of an address, whatever its case; None for an empty address."""
    email = email.strip().lower()
    return Contact.objects.filter(email=email).first() if email else None
