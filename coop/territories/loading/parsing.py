"""Read the geographic files into plain rows, checking every code against the others before anything is written."""

import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from coop.territories.models.geographie import searchable
from coop.territories.reading import Problem, Row, read_table

NATURES = {"CA", "CC", "CU", "METRO", "EPT"}
PARIS = "75056"
GEOGRAPHIE_QPV = 2015


@dataclass
class Geographie:
    """Rows keyed by codes; parents and links are codes too, resolved when written."""

    departements: list[dict[str, Any]] = field(default_factory=list)
    communes: list[dict[str, Any]] = field(default_factory=list)
    intercommunalites: list[dict[str, Any]] = field(default_factory=list)
    quartiers: list[dict[str, Any]] = field(default_factory=list)


def named(code: str, nom: str) -> dict[str, Any]:
    """The fields every place has; the search key is set here since bulk writing skips `save`."""
    return {"code": code, "nom": nom, "recherche": searchable(f"{nom} {code}")[:200]}


def parse_geographie(directory: Path, problems: list[Problem]) -> Geographie:
    """Every file of the geography; `problems` receives what is wrong."""
    traces = _traces(directory / "carte_svg_idf.json", problems)
    result = Geographie()
    result.departements = _departements(directory / "departements_idf.csv", traces, problems)
    departements = {row["code"] for row in result.departements}
    result.communes = _communes(directory / "communes_idf.csv", departements, traces, problems)
    result.communes += _arrondissements(directory / "arrondissements_paris.csv", departements, problems)
    communes = {row["code"] for row in result.communes}
    result.intercommunalites = _intercommunalites(directory / "intercommunalites_idf.csv", communes, problems)
    result.quartiers = _quartiers(directory / "qpv_2015_idf.csv", departements, communes, problems)
    return result


def _traces(path: Path, problems: list[Problem]) -> dict[str, dict[str, str]]:
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
        return {"communes": dict(content["communes"]), "departements": dict(content["departements"])}
    except (OSError, ValueError, KeyError, TypeError) as error:
        problems.append(Problem(path.name, getattr(error, "lineno", 1), "—", f"fichier illisible ({error})."))
        return {"communes": {}, "departements": {}}


def _trace(row: Row, traces: dict[str, str], problems: list[Problem]) -> str:
    if traces and row.values["code"] not in traces:
        row.fault("code", f"aucun tracé pour « {row.values['code']} » dans la carte.")
    return traces.get(row.values["code"], "")


def _departements(path: Path, traces: dict, problems: list[Problem]) -> list[dict[str, Any]]:
    rows = []
    for row in read_table(path, ["code", "nom", "chef_lieu_nom", "population", "delegation_ars"], problems):
        nom_dd = row.text("delegation_ars", 150)
        rows.append(
            named(row.text("code", 3), row.text("nom", 150))
            | {
                "nom_dd": nom_dd,
                "complement_nom": nom_dd.removeprefix("Délégation départementale "),
                "titre_signataire": "Le Délégué départemental",
                "chef_lieu": row.text("chef_lieu_nom", 100),
                "population": row.integer("population"),
                "trace": _trace(row, traces["departements"], problems),
            }
        )
    return rows


def _place(row: Row, departements: set[str], codes_postaux: str) -> dict[str, Any]:
    return named(row.text("code", 5), row.text("nom", 150)) | {
        "departement": row.code("departement", departements),
        "population": row.integer("population"),
        "codes_postaux": row.text(codes_postaux, 200),
        "longitude": row.decimal("lon", places=5),
        "latitude": row.decimal("lat", places=5),
    }


def _communes(path: Path, departements: set[str], traces: dict, problems: list[Problem]) -> list[dict[str, Any]]:
    columns = ["code", "nom", "departement", "population", "codes_postaux", "lon", "lat"]
    return [
        _place(row, departements, "codes_postaux")
        | {"parent": None, "trace": _trace(row, traces["communes"], problems)}
        for row in read_table(path, columns, problems)
    ]


def _arrondissements(path: Path, departements: set[str], problems: list[Problem]) -> list[dict[str, Any]]:
    columns = ["code", "nom", "commune", "departement", "population", "code_postal", "lon", "lat"]
    return [
        _place(row, departements, "code_postal") | {"parent": row.code("commune", {PARIS}), "trace": ""}
        for row in read_table(path, columns, problems)
    ]


def _intercommunalites(path: Path, communes: set[str], problems: list[Problem]) -> list[dict[str, Any]]:
    rows, parents = [], []
    for row in read_table(path, ["code", "nom", "nature", "population", "parent", "communes"], problems):
        nature = row.text("nature", 10)
        if nature not in NATURES:
            row.fault("nature", f"« {nature} » n’est pas une nature connue ({', '.join(sorted(NATURES))}).")
        parents.append((row, row.text("parent", 12, required=False)))
        rows.append(
            named(row.text("code", 12), row.text("nom", 150))
            | {
                "nature": nature,
                "population": row.integer("population"),
                "parent": parents[-1][1] or None,
                "communes": row.codes("communes", communes),
            }
        )
    codes = {row["code"] for row in rows}
    for row, parent in parents:
        if parent and parent not in codes:
            row.fault("parent", f"le code « {parent} » est inconnu.")
    return rows


def _quartiers(path: Path, departements: set[str], communes: set[str], problems: list[Problem]) -> list[dict[str, Any]]:
    columns = ["code", "nom", "departement", "communes", "arrondissements_paris", "population"]
    rows = []
    for row in read_table(path, columns, problems):
        # In Paris the arrondissement says more than the commune.
        places = row.codes("arrondissements_paris", communes, required=False) or row.codes("communes", communes)
        rows.append(
            named(row.text("code", 12), row.text("nom", 150))
            | {
                "geographie": GEOGRAPHIE_QPV,
                "departement": row.code("departement", departements),
                "population": row.integer("population", required=False),
                "communes": places,
            }
        )
    return rows
