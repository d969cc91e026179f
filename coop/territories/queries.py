"""Find a place by name, code or postal code, whatever the accents; a fixed number of statements each."""

from typing import NamedTuple

from django.db.models import Case, IntegerField, Q, QuerySet, Value, When

from coop.territories.models import Commune, Intercommunalite, Quartier
from coop.territories.models.geographie import searchable

SHORT_FORMS = {"st": "saint", "ste": "sainte"}
NATURES = {
    "CA": "communauté d’agglomération",
    "CC": "communauté de communes",
    "CU": "communauté urbaine",
    "METRO": "métropole",
    "EPT": "établissement public territorial",
}


class Lieu(NamedTuple):
    """One answer of the search: what to store (`type`, `pk`) and what to read."""

    type: str
    pk: int
    code: str
    nom: str
    precision: str


def _words(text: str) -> list[str]:
    return [SHORT_FORMS.get(word, word) for word in searchable(text).split()]


def matching(queryset: QuerySet, text: str, *, postal: bool = False) -> QuerySet:
    """Rows having, for each word of `text`, a word of their name or code that begins so; closest names first."""
    words = _words(text)
    if not words:
        return queryset.none()
    for word in words:
        found = Q(recherche__startswith=word) | Q(recherche__contains=f" {word}")
        if postal and word.isdecimal():
            found |= Q(codes_postaux__startswith=word) | Q(codes_postaux__contains=f" {word}")
        queryset = queryset.filter(found)
    begins = Case(
        When(recherche__startswith=" ".join(words), then=Value(0)), default=Value(1), output_field=IntegerField()
    )
    return queryset.annotate(rang=begins).order_by("rang", "recherche")


def search_communes(text: str, *, departement: str = "") -> QuerySet[Commune]:
    """Communes and arrondissements of Paris, by name, INSEE code or postal code."""
    rows = Commune.objects.select_related("departement").defer("trace", "departement__trace")
    if departement:
        rows = rows.filter(departement__code=departement)
    return matching(rows, text, postal=True)


def search_intercommunalites(text: str) -> QuerySet[Intercommunalite]:
    """EPCI and établissements publics territoriaux, by name or SIREN."""
    return matching(Intercommunalite.objects.all(), text)


def search_quartiers(text: str, *, departement: str = "") -> QuerySet[Quartier]:
    """Quartiers prioritaires still on their list, of every géographie, by name or code."""
    rows = Quartier.objects.filter(retire=False).select_related("departement").defer("departement__trace")
    if departement:
        rows = rows.filter(departement__code=departement)
    return matching(rows, text)


def search(text: str, *, limit: int = 10) -> list[Lieu]:
    """Up to `limit` places of each kind, communes first (4 statements)."""
    quartiers = search_quartiers(text).prefetch_related("communes")
    return [
        *(Lieu("commune", c.pk, c.code, c.nom, c.departement.nom) for c in search_communes(text)[:limit]),
        *(
            Lieu("intercommunalite", i.pk, i.code, i.nom, NATURES.get(i.nature, i.nature))
            for i in search_intercommunalites(text)[:limit]
        ),
        *(Lieu("quartier", q.pk, q.code, q.nom, describe_quartier(q)) for q in quartiers[:limit]),
    ]


def describe_quartier(quartier: Quartier) -> str:
    """« Trappes, géographie 2015 »; expects `communes` prefetched."""
    communes = ", ".join(commune.nom for commune in quartier.communes.all())
    return f"{communes}, géographie {quartier.geographie}"


def distinct_communes(codes) -> list[Commune]:
    """The communes of `codes` in order, without an arrondissement whose commune is there too (1 statement)."""
    rows = Commune.objects.filter(code__in=set(codes)).select_related("departement")
    found = list(rows.defer("trace", "departement__trace"))
    present = {commune.pk for commune in found}
    return [commune for commune in found if commune.parent_id not in present]
