"""A workbook of `formulaire` that comes back: its answers by key, and what of it cannot be placed, told where it stands."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from coop.classeurs import formulaire
from coop.classeurs.lecture import FeuilleLue
from coop.classeurs.modele import en_mots
from coop.classeurs.refus import Refus, lettre
from coop.territories.models.geographie import searchable

ENTETE_DANS = 12  # rows among which the header is looked for: a note may stand above it
CITES = 10  # texts of a column that is not read told at most
_AVANT = re.compile(r"T[1-4] \(du .*\)|Auparavant")
_TITRES = {title for title, _ in formulaire.COLONNES if title}
SANS_REPERES = (
    "les repères cachés de cette feuille ont disparu\u00a0: ses réponses ne sont pas lues. Téléchargez un classeur neuf et "
    "recopiez-les."
)
SANS_REPONSES = (
    f"la colonne «\u00a0{formulaire.REPONSE}\u00a0» manque\u00a0: rien de cette feuille n’est lu. Remettez ce titre au-dessus des "
    "réponses."
)


@dataclass(frozen=True, slots=True)
class Cellule:
    """One answer as it was typed; `faute` says why it cannot be read."""

    feuille: str
    ligne: int
    texte: str
    faute: str = ""


@dataclass
class Relu:
    """`references` of the workbooks that its sheets come from; `feuilles`: key of a sheet → its name."""

    references: set[str] = field(default_factory=set)
    feuilles: dict[str, str] = field(default_factory=dict)
    cellules: dict[str, Cellule] = field(default_factory=dict)
    refus: list[Refus] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Entete:
    """Where the header stands (from 0), what it says, and the place of the answers."""

    ligne: int
    reference: str
    feuille: str
    cles: int
    reponses: int | None


def relire(feuilles: Iterable[FeuilleLue]) -> Relu:
    """Every answer of the workbook."""
    found = Relu()
    for feuille in feuilles:
        entete = _entete(feuille)
        if entete is None:
            _etrangere(feuille, found)
        elif entete.feuille in found.feuilles:
            twin = found.feuilles[entete.feuille]
            found.refus.append(
                _dit(feuille, 0, f"cette feuille répète «\u00a0{twin}\u00a0»\u00a0: elle n’est pas lue.")
            )
        else:
            found.references.add(entete.reference)
            found.feuilles[entete.feuille] = feuille.nom
            _relire(feuille, entete, found)
    return found


def _dit(feuille: FeuilleLue, ligne: int, phrase: str, colonne: str = "") -> Refus:
    return Refus(ligne, colonne, phrase, feuille.nom)


def _entete(feuille: FeuilleLue) -> _Entete | None:
    for number, row in enumerate(feuille.lignes[:ENTETE_DANS]):
        for place, cell in enumerate(row):
            words = str(cell).split()
            if len(words) == 3 and words[0] == formulaire.MARQUE:
                wanted = searchable(formulaire.REPONSE)
                answers = next((i for i, title in enumerate(row) if searchable(str(title)) == wanted), None)
                return _Entete(number, words[1], words[2], place, answers)
    return None


def _etrangere(feuille: FeuilleLue, found: Relu) -> None:
    """A sheet that is none of ours: nothing to say of « Lisez-moi » and of the lists, nor of an empty one."""
    cells = [en_mots(cell) for row in feuille.lignes for cell in row if cell not in ("", None)]
    if feuille.nom in (formulaire.LISTES, formulaire.LISEZ_MOI) or not cells:
        return
    if formulaire.REPONSE in cells:
        found.refus.append(_dit(feuille, 0, SANS_REPERES))
    else:
        told = _citer(cells)
        found.refus.append(_dit(feuille, 0, f"cette feuille n’est pas du bilan\u00a0: elle n’est pas lue ({told})."))


def _relire(feuille: FeuilleLue, entete: _Entete, found: Relu) -> None:
    if entete.reponses is None:
        found.refus.append(_dit(feuille, entete.ligne + 1, SANS_REPONSES))
        return
    for number, row in enumerate(feuille.lignes[entete.ligne + 1 :], start=entete.ligne + 2):
        cle, text = (texte_de(row[place]) for place in (entete.cles, entete.reponses))
        faute = feuille.fautes.get((number, entete.reponses + 1), "")
        if not cle:
            if text or faute:
                told = (
                    f"cette ligne n’est pas une question du bilan\u00a0: «\u00a0{text[:200]}\u00a0» n’est pas repris."
                )
                found.refus.append(_dit(feuille, number, told, formulaire.REPONSE))
        elif cle in found.cellules:
            twin = found.cellules[cle].ligne
            if text != found.cellules[cle].texte:
                told = f"cette ligne répète la ligne {twin}\u00a0: «\u00a0{text[:200]}\u00a0» n’est pas repris."
                found.refus.append(_dit(feuille, number, told, formulaire.REPONSE))
        else:
            found.cellules[cle] = Cellule(feuille.nom, number, text, faute)
    _colonnes_de_trop(feuille, entete, found)


def _colonnes_de_trop(feuille: FeuilleLue, entete: _Entete, found: Relu) -> None:
    """What somebody wrote in columns of their own is told, with its first texts."""
    titles = feuille.lignes[entete.ligne]
    for place, title in enumerate(titles):
        name = texte_de(title)
        if place == entete.cles or name in _TITRES or _AVANT.fullmatch(name):
            continue
        cells = [texte_de(row[place]) for row in feuille.lignes[entete.ligne + 1 :] if texte_de(row[place])]
        if cells:
            told = f"cette colonne n’est pas du bilan\u00a0: elle n’est pas lue ({_citer(cells)})."
            found.refus.append(_dit(feuille, 0, told, name or lettre(place + 1)))


def _citer(cells: list[str]) -> str:
    more = "…" if len(cells) > CITES else ""
    return ", ".join(f"«\u00a0{text[:80]}\u00a0»" for text in cells[:CITES]) + more


def texte_de(cell: Any) -> str:
    """What a cell shows, its line breaks kept; a number without the noise of its binary form."""
    if cell is None:
        return ""
    if isinstance(cell, str):
        return cell.replace("\r\n", "\n").replace("\r", "\n").strip()
    return en_mots(round(cell, 6) if isinstance(cell, float) else cell)
