"""From cells to rows: the header found, each cell parsed, each refusal placed, the rows compared with the base."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from coop.classeurs.modele import Cle, Colonne, ModeleImport, Refuse, Valeurs
from coop.classeurs.refus import Illisible, Refus
from coop.territories.models.geographie import searchable
from coop.ui.typographie import nombre

ENTETE_DANS = 12  # rows among which the header is looked for: a note may stand above it
REFUS_GARDES = 200
VIDES = (None, "")
COUPEE = (
    "cette ligne a plus de cellules que de titres. Un nombre à virgule l’a peut-être coupée\u00a0: mettez-le entre "
    "guillemets, ou séparez les cellules par des points-virgules."
)


@dataclass
class Controle:
    """What a file says: its rows by key with their number, what is refused, the columns nobody reads."""

    lignes: dict[Cle, tuple[int, Valeurs]] = field(default_factory=dict)
    refus: list[Refus] = field(default_factory=list)
    lignes_refusees: int = 0
    ignorees: list[str] = field(default_factory=list)


@dataclass
class Comparaison:
    """Rows against the base. `modifications`: (row number, new values, values before)."""

    ajouts: list[tuple[int, Valeurs]] = field(default_factory=list)
    modifications: list[tuple[int, Valeurs, Valeurs]] = field(default_factory=list)
    inchangees: int = 0


def controler(modele: ModeleImport, cellules: list[list], contexte: Any) -> Controle:
    """Parse every row. Raises Illisible when the header is not the one of the model or there are too many rows."""
    start, places, ignorees = _entete(modele, cellules)
    rows = [(n, row) for n, row in enumerate(cellules[start:], start=start + 1) if not _blank(row)]
    if not rows:
        raise Illisible([Refus(0, "", "Ce fichier n’a aucune ligne sous ses titres de colonnes.")])
    if len(rows) > modele.lignes_max:
        raise Illisible(
            [Refus(0, "", f"Ce fichier a {nombre(len(rows))} lignes\u00a0: {nombre(modele.lignes_max)} au plus.")]
        )
    controle = Controle(ignorees=ignorees)
    lecteur = _Lecteur(modele, places, contexte, titres=len(cellules[start - 1]))
    for number, row in rows:
        valeurs, faults = lecteur.lire(row)
        if not faults:
            faults = _ranger(modele, controle, number, valeurs, contexte)
        if faults:
            controle.lignes_refusees += 1
            controle.refus += [Refus(number, modele.titre(code), phrase) for code, phrase in faults]
    return controle


def _blank(row: list) -> bool:
    return all(map(_vide, row))


def _vide(cell: Any) -> bool:
    return cell in VIDES or (isinstance(cell, str) and cell.isspace())


def _ranger(modele: ModeleImport, controle: Controle, number: int, valeurs: Valeurs, contexte) -> list[tuple[str, str]]:
    """Keep the row under its key, or say which row already has it."""
    faults = list(modele.verifier(valeurs, contexte)) if modele.verifier else []
    cle = modele.cle_de(valeurs)
    same = controle.lignes.get(cle)
    if same is not None:
        faults.append(("", f"cette ligne répète la ligne {same[0]}\u00a0: gardez-en une seule."))
    if not faults:
        controle.lignes[cle] = (number, valeurs)
    return faults


def _entete(modele: ModeleImport, cellules: list[list]) -> tuple[int, list[tuple[Colonne, int]], list[str]]:
    """Index of the first row under the header, place of each column, titles that are none of ours."""
    known = {searchable(name): c for c in modele.colonnes for name in (c.titre, *c.alias)}
    titles = [[searchable(str(cell)) if cell not in VIDES else "" for cell in row] for row in cellules[:ENTETE_DANS]]
    scores = [len({known[t].code for t in row if t in known}) for row in titles]
    if not scores or max(scores) == 0:
        wanted = ", ".join(f"«\u00a0{c.titre}\u00a0»" for c in modele.colonnes if c.obligatoire)
        raise Illisible([Refus(1, "", f"les titres de colonnes manquent. Attendus\u00a0: {wanted}.")])
    at = scores.index(max(scores))
    places: dict[str, int] = {}
    faults, ignorees = [], []
    for index, title in enumerate(titles[at]):
        if title not in known:
            ignorees += [str(cellules[at][index]).strip()[:60]] if title else []
        elif known[title].code in places:
            faults.append(Refus(at + 1, known[title].titre, "cette colonne est donnée deux fois."))
        else:
            places[known[title].code] = index
    faults += [
        Refus(at + 1, c.titre, "la colonne manque.") for c in modele.colonnes if c.obligatoire and c.code not in places
    ]
    if faults:
        raise Illisible(faults)
    return at + 1, [(c, places[c.code]) for c in modele.colonnes if c.code in places], ignorees


class _Lecteur:
    """Parses rows; a cell met before is not parsed again (a source or a year stands in ten thousand rows)."""

    def __init__(self, modele: ModeleImport, places: list[tuple[Colonne, int]], contexte: Any, *, titres: int):
        self.plan = [(c.code, index, {}, c) for c, index in places]
        self.width = max(index for _, index in places) + 1
        read = {c.code for c, _ in places}
        self.absentes = {c.code: c.vide for c in modele.colonnes if c.code not in read}
        self.contexte, self.titres = contexte, titres

    def lire(self, row: list) -> tuple[Valeurs, list[tuple[str, str]]]:
        """The values of a row, and (column code, sentence) of what is refused."""
        valeurs, faults = self.absentes.copy(), []
        if len(row) > self.titres and not _blank(row[self.titres :]):
            # A text file cuts « 12,5 » in two: every cell after it would be read one place too far.
            return valeurs, [("", COUPEE)]
        if len(row) < self.width:
            row = row + [""] * (self.width - len(row))
        for code, index, cache, colonne in self.plan:
            cell = row[index]
            if cell in cache:
                valeurs[code] = cache[cell]
                continue
            try:
                valeurs[code] = self._parse(colonne, cell, cache)
            except Refuse as refuse:
                faults.append((code, str(refuse)))
        return valeurs, faults

    def _parse(self, colonne: Colonne, cell: Any, cache: dict) -> Any:
        if isinstance(cell, str):
            cell = cell.strip()
        if cell in VIDES:
            if colonne.obligatoire:
                raise Refuse("la cellule est vide.")
            return colonne.vide
        if isinstance(cell, bool):
            return colonne.lire("oui" if cell else "non", self.contexte)
        value = colonne.lire(cell, self.contexte)
        if cell not in (0, 1):  # a true cell would find there the number one
            cache[cell] = value
        return value


def comparer(modele: ModeleImport, lignes: Iterable[tuple[int, Valeurs]], cible: Any) -> Comparaison:
    """What the rows would add, change or leave; a row of the base absent from the file is left alone."""
    existants = modele.existants(cible)
    found = Comparaison()
    for number, valeurs in lignes:
        before = existants.get(modele.cle_de(valeurs))
        if before is None:
            found.ajouts.append((number, valeurs))
        elif before == valeurs:
            found.inchangees += 1
        else:
            found.modifications.append((number, valeurs, before))
    return found
