"""Read and write the published figures; an empty cell makes no row, and a row whose cell emptied goes."""

from pathlib import Path
from typing import Any

from coop.territories.models import Serie, ValeurReference
from coop.territories.reading import Problem, Row, read_table
from coop.territories.series import DEFINITIONS
from coop.territories.sync import BATCH, Compte, synchronise

Niveau = ValeurReference.Niveau
NIVEAUX = {
    "reg": Niveau.REGION,
    "dep": Niveau.DEPARTEMENT,
    "epci": Niveau.INTERCOMMUNALITE,
    "ept": Niveau.INTERCOMMUNALITE,
}
PUBLISHED_ABOVE = {"taux_mortalite"}  # the only figure its producer gives above the commune; the rest we averaged
MEASURED_COVERAGE = {"taux_pauvrete": "couverture_pauvrete"}
REGION = "11"


def parse_figures(directory: Path, places: dict[str, set[str]], problems: list[Problem]) -> list[dict[str, Any]]:
    """Values of every file. `places`: known codes by niveau."""
    communes = {d.code: d.commune for d in DEFINITIONS if d.commune}
    quartiers = {d.code: d.quartier for d in DEFINITIONS if d.quartier}
    return [
        *_parse(directory / "indicateurs_communes_idf.csv", Niveau.COMMUNE, communes, places, problems),
        *_parse(directory / "qpv_2015_idf.csv", Niveau.QUARTIER, quartiers, places, problems),
        *_parse_territoires(directory / "indicateurs_territoires_idf.csv", places, problems),
    ]


def _parse(path: Path, niveau: str, columns: dict[str, str], places, problems) -> list[dict[str, Any]]:
    rows = []
    for row in read_table(path, ["code", *columns.values()], problems):
        code = row.code("code", places[niveau])
        for serie, column in columns.items():
            valeur = row.decimal(column, places=3)
            if valeur is not None and code:
                rows.append(_value(serie, niveau, code, valeur))
    return rows


def _value(serie: str, niveau: str, code: str, valeur, *, estimee: bool = False, couverture=None) -> dict[str, Any]:
    return {
        "serie": serie,
        "niveau": str(niveau),
        "code": code,
        "valeur": valeur,
        "estimee": estimee,
        "couverture": couverture,
    }


def _parse_territoires(path: Path, places, problems) -> list[dict[str, Any]]:
    columns = {d.code: d.territoire for d in DEFINITIONS if d.territoire}
    header = ["niveau", "code", *columns.values(), *MEASURED_COVERAGE.values()]
    rows = []
    for row in read_table(path, header, problems):
        niveau = NIVEAUX.get(row.text("niveau", 4))
        if niveau is None:
            row.fault("niveau", f"niveau inconnu ({', '.join(NIVEAUX)} attendus).")
            continue
        code = row.code("code", places[niveau])
        if code:
            rows += [
                v for serie, column in columns.items() if (v := _territory_value(row, serie, column, niveau, code))
            ]
    return rows


def _territory_value(row: Row, serie: str, column: str, niveau: str, code: str) -> dict[str, Any] | None:
    valeur = row.decimal(column, places=3)
    if valeur is None:
        return None
    estimee = serie not in PUBLISHED_ABOVE
    coverage = MEASURED_COVERAGE.get(serie)
    couverture = row.decimal(coverage, places=1) if coverage else None
    return _value(serie, niveau, code, valeur, estimee=estimee, couverture=couverture)


def write_figures(values: list[dict[str, Any]]) -> list[Compte]:
    """Bring the series and their values to the files."""
    fields = ("code", "libelle", "unite", "source", "annee", "ponderation", "note")
    series = [{n: getattr(d, n) for n in fields} | {"ordre": i} for i, d in enumerate(DEFINITIONS, start=1)]
    counts = [synchronise(Serie, series)]
    known = dict(Serie.objects.order_by("pk").values_list("code", "pk"))
    rows = [{n: v for n, v in row.items() if n != "serie"} | {"serie_id": known[row["serie"]]} for row in values]
    removed = _remove_unpublished({(row["serie_id"], row["niveau"], row["code"]) for row in rows})
    count = synchronise(ValeurReference, rows, key=("serie_id", "niveau", "code"))
    return [*counts, count._replace(retires=removed)]


def _remove_unpublished(wanted: set[tuple[int, str, str]]) -> int:
    ours = ValeurReference.objects.filter(serie__code__in=[d.code for d in DEFINITIONS]).order_by("pk")
    gone = [pk for pk, *key in ours.values_list("pk", "serie_id", "niveau", "code") if tuple(key) not in wanted]
    for start in range(0, len(gone), BATCH):
        ValeurReference.objects.filter(pk__in=gone[start : start + BATCH]).delete()
    return len(gone)
