"""Resources and services of the territory, filtered, and commune by commune."""

from dataclasses import dataclass

from django.db.models import QuerySet

from coop.territories.models import Commune
from cooperatives.queries import communes_couvertes
from diagnostics.models import Diagnostic, RessourceLocale


@dataclass(frozen=True)
class ParCommune:
    """One commune of the territory and what is there."""

    commune: Commune
    ressources: list[RessourceLocale]


def filtrees(diagnostic: Diagnostic, criteres: dict) -> list[RessourceLocale]:
    """Those that answer every criterion given (3 statements)."""
    rows: QuerySet[RessourceLocale] = diagnostic.ressources.select_related("organisation")
    for name in ("niveau", "type"):
        if criteres.get(name):
            rows = rows.filter(**{name: criteres[name]})
    for name in ("commune", "public"):
        if criteres.get(name):
            rows = rows.filter(**{f"{name}s": criteres[name]})
    return list(rows.prefetch_related("communes", "publics").order_by("libelle", "id"))


def par_commune(diagnostic: Diagnostic, ressources: list[RessourceLocale]) -> list[ParCommune]:
    """Every commune of the territory, those where nothing is noted too (1 statement)."""
    communes = communes_couvertes(diagnostic.ca).select_related("departement").order_by("recherche")
    return [ParCommune(c, [r for r in ressources if c in r.communes.all()]) for c in communes]
