"""Finding organisations and contacts, and recognising the one that is about to be created twice."""

from collections.abc import Iterable
from functools import reduce
from operator import or_

from django.db.models import Q, QuerySet

from coop.organisations.enums import TypeOrganisation
from coop.organisations.models import Contact, Organisation
from coop.organisations.rapprochement import mots, ressemble
from coop.territories.models import Commune, Departement
from coop.territories.models.geographie import searchable

# Names compared one by one: beyond, the words asked for tell nothing apart.
CANDIDATES = 500


def delegation_of(departement: Departement) -> Organisation | None:
    """The délégation départementale of the ARS there."""
    return Organisation.objects.filter(type=TypeOrganisation.ARS, departement=departement).first()


def duplicates_of(nom: str, *, commune: Commune | None = None, siret: str = "", rna: str = "") -> list[Organisation]:
    """The organisations that `nom` may already be: same SIRET or RNA, or same normalised name in the commune.

    Acronyms and former names count; one that was merged answers through the organisation it was merged into. Without
    commune on one side the name alone is enough: better one question too many than two rows for one actor.
    """
    wanted = searchable(nom)
    same_place = Q(commune=commune) | Q(commune__isnull=True) if commune else Q()
    asked = Q(same_place, recherche__contains=wanted) if wanted else Q(pk__in=[])
    for field, value in (("siret", siret), ("rna", rna)):
        asked |= Q(**{field: value}) if value else Q()
    rows = Organisation.objects.filter(asked).select_related("fusionnee_dans", "commune", "departement")
    found = {
        (row.fusionnee_dans or row).pk: row.fusionnee_dans or row
        for row in rows
        if (siret and row.siret == siret)
        or (rna and row.rna == rna)
        or wanted in {searchable(name) for name in row.noms}
    }
    return sorted(found.values(), key=lambda row: row.recherche)


def lookalikes_of(
    nom: str, *, commune: Commune | None = None, departement: Departement | None = None
) -> list[Organisation]:
    """The organisations of the same place whose name is close to `nom` (1 statement)."""
    rows = around(mots(nom)).select_related("commune", "departement")
    if commune:
        rows = rows.filter(Q(commune=commune) | Q(commune__isnull=True))
    if departement:
        rows = rows.filter(Q(departement=departement) | Q(departement__isnull=True))
    return [row for row in rows[:CANDIDATES] if ressemble([nom], row.noms)]


def around(words: Iterable[str]) -> QuerySet[Organisation]:
    """The organisations whose names hold one of these telling words, to be compared in Python."""
    asked = [Q(recherche__contains=word) for word in set(words) if len(word) > 2]
    rows = Organisation.objects.presentes()
    return rows.filter(reduce(or_, asked)) if asked else rows.none()


def search_organisations(text: str = "", *, departement: Departement | None = None) -> QuerySet[Organisation]:
    """Organisations whose names, former ones included, hold every word of `text`, accents and case aside."""
    rows = Organisation.objects.presentes().select_related("secteur", "departement", "commune")
    for word in searchable(text).split():
        rows = rows.filter(recherche__contains=word)
    return rows.filter(departement=departement) if departement else rows


def find_contact(email: str) -> Contact | None:
    """The contact of an address, whatever its case; None for an empty address."""
    email = email.strip().lower()
    return Contact.objects.filter(email=email).first() if email else None


def with_former(ids: Iterable[int]) -> set[int]:
    """`ids` and those of the organisations merged into them: the journal keeps the key of the time (1 statement)."""
    found = set(ids)
    return found | set(Organisation.objects.filter(fusionnee_dans__in=found).values_list("pk", flat=True))
