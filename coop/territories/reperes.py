"""What communes lawfully add up to above them, where no producer and no file gives the figure of the larger territory."""

from collections.abc import Iterable
from decimal import Decimal

from coop.territories.loading.figures import REGION
from coop.territories.models import Commune, Ponderation, Serie, ValeurReference

Niveau = ValeurReference.Niveau
MOYENNES = (Ponderation.POPULATION, Ponderation.PERSONNES_FISCALES)


def derived(
    series: Iterable[Serie], departements: Iterable[str], known: Iterable[tuple]
) -> dict[tuple, ValeurReference]:
    """Weighted means by (series id, niveau, code) for the départements and the région, those `known` left out.

    Only for series that can be averaged; 2 statements, none when nothing is missing. The rows are not saved.
    """
    given = set(known)
    places = [(Niveau.REGION, REGION), *((Niveau.DEPARTEMENT, code) for code in departements)]
    wanted = [
        (serie, niveau, code)
        for serie in series
        if serie.ponderation in MOYENNES
        for niveau, code in places
        if (serie.pk, niveau, code) not in given
    ]
    if not wanted:
        return {}
    communes = _communes()
    values = _values({serie.pk for serie, _, _ in wanted})
    found = {}
    for serie, niveau, code in wanted:
        row = _mean(serie, niveau, code, values.get(serie.pk, {}), communes)
        if row is not None:
            found[(serie.pk, niveau, code)] = row
    return found


def _communes() -> dict[str, tuple[str, int]]:
    """Code → (département, population) of every commune; arrondissements of Paris are left out, Paris has their people."""
    rows = Commune.objects.filter(parent=None).order_by()
    return {code: (dep, people) for code, dep, people in rows.values_list("code", "departement__code", "population")}


def _values(series: set[int]) -> dict[int, dict[str, Decimal]]:
    rows = ValeurReference.objects.filter(serie__in=series, niveau=Niveau.COMMUNE).order_by()
    found: dict[int, dict[str, Decimal]] = {}
    for serie, code, valeur in rows.values_list("serie_id", "code", "valeur"):
        found.setdefault(serie, {})[code] = valeur
    return found


def _mean(serie: Serie, niveau: str, code: str, values: dict, communes: dict) -> ValeurReference | None:
    inside = {c: people for c, (dep, people) in communes.items() if niveau == Niveau.REGION or dep == code}
    covered = sum(people for c, people in inside.items() if c in values)
    if not covered:
        return None
    mean = sum(values[c] * people for c, people in inside.items() if c in values) / covered
    return ValeurReference(
        serie=serie,
        niveau=niveau,
        code=code,
        valeur=round(mean, 1),
        estimee=True,
        couverture=round(Decimal(100 * covered) / sum(inside.values()), 1),
    )
