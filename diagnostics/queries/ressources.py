"""Resources and services of the territory, filtered, and commune by commune."""

from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import QuerySet

from coop.territories.models import Commune
from coop.ui.carte_locale import Place, carte_locale
from coop.ui.carte_marques import Marque
from coop.ui.charts.base import Graphique
from coop.ui.typographie import avec_nombre
from cooperatives.queries import communes_couvertes
from diagnostics.models import Diagnostic, RessourceLocale

PALE = "\u00a0; en clair, rien de noté"


@dataclass(frozen=True)
class ParCommune:
    """One commune of the territory, what is there, and the address of the page that keeps to it."""

    commune: Commune
    ressources: list[RessourceLocale]
    adresse: str = ""


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


def par_commune(
    diagnostic: Diagnostic, ressources: list[RessourceLocale], adresse: Callable[[str], str] = lambda code: ""
) -> list[ParCommune]:
    """Every commune of the territory, those where nothing is noted too (1 statement)."""
    communes = communes_couvertes(diagnostic.ca).select_related("departement").order_by("recherche")
    return [ParCommune(c, [r for r in ressources if c in r.communes.all()], adresse(c.code)) for c in communes]


def carte(communes: list[ParCommune], *, pour_pdf: bool = False) -> Graphique | None:
    """The communes of the territory under the number of their resources, pale where nothing is noted; None without any."""
    if not communes:
        return None
    provided = sum(bool(p.ressources) for p in communes)
    return carte_locale(
        "Ressources et offre par commune",
        [Place(p.commune.code, p.commune.nom, True, p.adresse, not p.ressources) for p in communes],
        [p.commune.code for p in communes],
        marques=[_compte(p) for p in communes if p.ressources],
        legende=f"Dans le rond, le nombre de ressources de la commune{'' if provided == len(communes) else PALE}.",
        resume=f"{provided} sur {avec_nombre(len(communes), 'commune,communes')} avec au moins une ressource",
        liste=". Le détail est dans la liste",
        pour_pdf=pour_pdf,
    )


def _compte(row: ParCommune) -> Marque:
    code, count = row.commune.code, len(row.ressources)
    told = f"{row.commune.nom}\u00a0: {avec_nombre(count, 'ressource,ressources')}"
    return Marque(code, code, told, str(count), ancre=row.adresse, forme="rond")
