"""F-02: coopératives by département, stage, theme and public; a CA with two themes counts in both, once in the total."""

from collections import Counter
from dataclasses import dataclass

from django.db.models import Count, QuerySet

from coop.territories.models import Departement
from cooperatives.enums import Phase
from cooperatives.models import Cooperative
from cooperatives.queries.faits_publics import Groupe

# Headings of a table: the whole labels of the stages would not hold in a row.
COURTES = {
    Phase.PREFIGURATION: "Préfiguration",
    Phase.DIAGNOSTIC: "Diagnostic",
    Phase.ELABORATION: "Élaboration",
    Phase.CONVENTIONNEMENT: "En signature",
    Phase.MISE_EN_OEUVRE: "Mise en œuvre",
    Phase.EVALUATION_CA: "Évaluation",
}
COLONNES = [*COURTES.values(), "Arrêtées", "Total"]


@dataclass(frozen=True, slots=True)
class Tableau:
    """A crossed table: its last column and its last row are distinct totals."""

    colonnes: list[str]
    lignes: list[tuple[str, list[tuple[str, int]]]]
    totaux: list[tuple[str, int]]


@dataclass(frozen=True, slots=True)
class Repartition:
    etapes: Tableau
    thematiques: list[tuple[str, int]]
    publics: list[tuple[str, int]]
    total: int


def repartir(rows: QuerySet[Cooperative], groupes: list[Groupe], departements: list[Departement]) -> Repartition:
    """2 statements: themes and publics; the rest is counted already."""
    return Repartition(
        _etapes(groupes, departements),
        _par(rows, "thematiques"),
        _par(rows, "publics"),
        sum(group.nombre for group in groupes),
    )


def _etapes(groupes: list[Groupe], departements: list[Departement]) -> Tableau:
    columns = [*(p.value for p in Phase), ""]
    counted: Counter = Counter()
    for group in groupes:
        counted[group.departement, group.phase if group.en_cours else ""] += group.nombre
    lines = [(d.nom, _avec_total([counted[d.code, column] for column in columns])) for d in departements]
    totals = _avec_total([sum(n for (_, phase), n in counted.items() if phase == column) for column in columns])
    return Tableau(COLONNES, lines, totals)


def _avec_total(counts: list[int]) -> list[tuple[str, int]]:
    """Each count with its heading, then their sum."""
    return list(zip(COLONNES, [*counts, sum(counts)], strict=True))


def _par(rows: QuerySet[Cooperative], name: str) -> list[tuple[str, int]]:
    counted = rows.order_by().filter(**{f"{name}__isnull": False}).values(f"{name}__libelle", f"{name}__ordre")
    found = counted.annotate(nombre=Count("pk", distinct=True)).order_by(f"{name}__ordre", f"{name}__libelle")
    return [(row[f"{name}__libelle"], row["nombre"]) for row in found]
