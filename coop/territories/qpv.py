"""Import an official list of quartiers prioritaires: compare first, write only when every row is right."""

import csv
import io
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.db import transaction

from coop.territories.loading import data_dir
from coop.territories.loading.geographie import write_quartiers
from coop.territories.loading.parsing import named
from coop.territories.models import Commune, Departement, Quartier
from coop.territories.reading import BadFile, Problem, Row, read_table

# Headers of the official files and of the usual tables, lower case; the first one found is read.
COLUMNS = {
    "code": ["code_qp", "code_qpv", "codqp", "code"],
    "nom": ["lib_qp", "nom_qp", "nom_qpv", "libqp", "nom"],
    "communes": ["insee_com", "code_commune", "code_insee", "communes"],
}
POPULATION = ["population", "pop_mun", "pop"]
CODE = re.compile(r"Q[NP][0-9A-Z]{6,8}")


@dataclass
class Apercu:
    """What the file would change in one géographie, by quartier code."""

    geographie: int
    crees: list[str] = field(default_factory=list)
    modifies: list[str] = field(default_factory=list)
    inchanges: list[str] = field(default_factory=list)
    retires: list[str] = field(default_factory=list)
    hors_region: int = 0
    rows: list[dict[str, Any]] = field(default_factory=list)


def preview(path: Path, geographie: int) -> Apercu:
    """Compare the file with the base; raise BadFile with every fault found. Writes nothing."""
    problems: list[Problem] = []
    apercu = Apercu(geographie)
    merged: dict[str, dict[str, Any]] = {}
    for row in _table(path, problems):
        _read(row, merged, apercu)
    if not merged and not problems:
        problems.append(Problem(path.name, 1, "—", "aucun quartier d’Île-de-France dans ce fichier."))
    _refuse_other_lists(path, merged, geographie, problems)
    if problems:
        raise BadFile(problems)
    apercu.rows = list(merged.values())
    _compare(apercu)
    return apercu


@transaction.atomic
def apply(apercu: Apercu) -> None:
    """Write a preview: a quartier absent from the file is marked « retiré », never deleted, since a CA may cite it."""
    write_quartiers(apercu.rows)
    Quartier.objects.filter(code__in=apercu.retires).update(retire=True)


def _table(path: Path, problems: list[Problem]):
    """Rows under our own column names, comma or semicolon, UTF-8 or Windows."""
    try:
        content = path.read_bytes()
    except OSError as error:
        problems.append(Problem(path.name, 1, "—", f"fichier illisible ({error.strerror})."))
        return
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1252", errors="replace")
    header = text.partition("\n")[0]
    reader = csv.DictReader(io.StringIO(text), delimiter=";" if header.count(";") > header.count(",") else ",")
    names = {name.strip().lower(): name for name in reader.fieldnames or []}
    found = {key: next((names[n] for n in options if n in names), None) for key, options in COLUMNS.items()}
    missing = [key for key, name in found.items() if name is None]
    problems += [
        Problem(path.name, 1, COLUMNS[key][0], f"la colonne manque (noms acceptés : {', '.join(COLUMNS[key])}).")
        for key in missing
    ]
    if missing:
        return
    found["population"] = next((names[n] for n in POPULATION if n in names), None)
    known, former = _known_communes()
    for values in reader:
        ours = {key: values.get(name) or "" if name else "" for key, name in found.items()}
        ours["communes"] = " ".join(former.get(code, code) for code in re.split(r"[\s,;|/]+", ours["communes"]) if code)
        row = Row(path.name, reader.line_num, ours, problems)
        row.known = known
        yield row


def _known_communes() -> tuple[dict[str, str], dict[str, str]]:
    """Commune code → département code, and former commune code → present one (merged since the list)."""
    known = dict(Commune.objects.order_by("pk").values_list("code", "departement__code"))
    problems: list[Problem] = []
    rows = read_table(data_dir() / "communes_anciennes_idf.csv", ["code", "commune_actuelle"], problems)
    former = {row.values["code"]: row.values["commune_actuelle"] for row in rows}
    if problems:
        raise BadFile(problems)
    return known, former


def _read(row: Row, merged: dict[str, dict[str, Any]], apercu: Apercu) -> None:
    departements = set(row.known.values())
    cited = row.values["communes"].split()
    if cited and all(_departement(code) not in departements for code in cited):
        apercu.hors_region += 1
        return
    code = row.text("code", 12).upper()
    if code and not CODE.fullmatch(code):
        row.fault("code", f"« {code} » n’est pas un code de quartier prioritaire (QN ou QP, puis 6 à 8 caractères).")
    nom = row.text("nom", 150)
    communes = row.codes("communes", row.known)
    population = row.integer("population", required=False)
    if not communes:
        return
    same = merged.get(code)
    if same and same["nom"] != nom:
        row.fault("nom", f"le quartier « {code} » porte plus haut le nom « {same['nom']} ».")
    elif same:  # the official file repeats a quartier for each of its communes
        same["communes"] = sorted({*same["communes"], *communes})
    else:
        merged[code] = named(code, nom) | {
            "geographie": apercu.geographie,
            "departement": row.known[communes[0]],
            "population": population,
            "communes": sorted(set(communes)),
        }


def _departement(code_insee: str) -> str:
    return code_insee[:3] if code_insee.startswith("97") else code_insee[:2]


def _refuse_other_lists(path: Path, merged: dict, geographie: int, problems: list[Problem]) -> None:
    """A code already used by another géographie means the wrong file or the wrong year."""
    others = Quartier.objects.filter(code__in=merged).exclude(geographie=geographie).order_by("code")
    for code, year in others.values_list("code", "geographie")[:20]:
        problems.append(Problem(path.name, 1, "code", f"« {code} » appartient déjà à la géographie {year}."))


def _compare(apercu: Apercu) -> None:
    departements = dict(Departement.objects.values_list("pk", "code"))
    present = {
        q.code: (
            q.nom,
            q.population,
            departements[q.departement_id],
            sorted(c.code for c in q.communes.all()),
            q.retire,
        )
        for q in Quartier.objects.filter(geographie=apercu.geographie).prefetch_related("communes")
    }
    for row in apercu.rows:
        wanted = (row["nom"], row["population"], row["departement"], row["communes"], False)
        before = present.get(row["code"])
        target = apercu.crees if before is None else apercu.inchanges if before == wanted else apercu.modifies
        target.append(row["code"])
    listed = {row["code"] for row in apercu.rows}
    apercu.retires = sorted(code for code, (*_, retire) in present.items() if code not in listed and not retire)
