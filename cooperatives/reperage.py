"""Reading pasted lines of actors: « Structure ; fonction ; commune ; note », one a line, as copied from a spreadsheet."""

import re
from dataclasses import dataclass

from coop.territories.models import Commune
from coop.territories.models.geographie import searchable
from cooperatives.enums import CategorieActeur

MAX_LIGNES = 200
EN_TETES = {"structure", "nom", "organisation", "fonction", "commune", "note", "groupe", "elu"}
FONCTION_ELU = "Élu"


@dataclass(frozen=True, slots=True)
class Ligne:
    """One actor: a structure or a group (for an élu, its collectivity), a function, a commune, a note."""

    libelle: str
    fonction: str = ""
    commune: Commune | None = None
    note: str = ""


def parse(texte: str, categorie: str) -> list[Ligne]:
    """The lines of a pasted text; headers and repeated lines are left out (1 statement for the communes)."""
    rows = [_parts(raw) for raw in texte.splitlines()]
    kept = [parts for parts in rows if parts and not all(searchable(part) in EN_TETES for part in parts)]
    communes = _communes({part for parts in kept for part in parts})
    found = {}
    for parts in kept[:MAX_LIGNES]:
        ligne = _line(parts, communes, categorie)
        found.setdefault((ligne.libelle.lower(), ligne.fonction.lower()), ligne)
    return list(found.values())


def _parts(raw: str) -> list[str]:
    parts = (part.strip().strip('"').strip() for part in re.split(r"[;\t|]", raw))
    return [part for part in parts if part]


def _communes(textes: set[str]) -> dict[str, Commune]:
    """Communes whose name is exactly one of the texts; a name borne by two communes is left in the note."""
    keys = {searchable(texte) for texte in textes}
    found: dict[str, list[Commune]] = {}
    for row in Commune.objects.defer("trace").filter(parent__isnull=True):
        key = searchable(row.nom)
        if key in keys:
            found.setdefault(key, []).append(row)
    return {key: rows[0] for key, rows in found.items() if len(rows) == 1}


def _line(parts: list[str], communes: dict[str, Commune], categorie: str) -> Ligne:
    """The first part names; a commune is recognised wherever it is; then the function, then the note."""
    elu = categorie == CategorieActeur.ELU
    commune = next((communes[searchable(p)] for p in parts[1:] if searchable(p) in communes), None)
    rest = [p for p in parts[1:] if commune is None or communes.get(searchable(p)) is not commune]
    if elu and not rest:
        # « Maire adjointe à la santé ; Trappes »: the function comes first, the commune names the collectivity.
        return Ligne(commune.nom if commune else parts[0], parts[0] if commune else FONCTION_ELU, commune)
    fonction = rest[0] if rest else ""
    return Ligne(parts[0][:200], fonction[:150], commune, " ; ".join(rest[1:]))
