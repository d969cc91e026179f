"""What an import is: its columns, who may do it, what it compares with, how it writes. One declaration a table.

    CHIFFRES = ModeleImport(code="chiffres", nom="Chiffres du diagnostic", colonnes=(Colonne(…), …), cle=("code", …), …)
    modele.register(CHIFFRES)

A parser receives a cell and the context of the import, and gives a value or raises `Refuse("phrase.")`.
Values are text, int, Decimal, bool, date, None, or lists of text: what a preview can be kept of.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from coop.journal.actors import Actor
from coop.territories.models.geographie import searchable
from coop.ui.forms.fields import nettoyer_nombre
from coop.ui.typographie import nombre as nombre_fr

Valeurs = dict[str, Any]
Cle = tuple


class Refuse(Exception):
    """A cell is refused; the message is the French sentence, without capital."""


@dataclass(frozen=True, slots=True)
class Colonne:
    """One column of the file: `titre` and `alias` as people may head it (accents and case ignored).

    `dire(value, contexte)` gives the words of a value kept as a code; without it the value shows as it is.
    `lire(cell, contexte)` is not called on an empty cell: an empty cell is refused when `obligatoire`, else `vide`.
    """

    code: str
    titre: str
    lire: Callable[[Any, Any], Any]
    obligatoire: bool = True
    vide: Any = None
    alias: tuple[str, ...] = ()
    aide: str = ""
    exemple: str = ""
    largeur: int = 18
    dire: Callable[[Any, Any], str] | None = None


@dataclass(frozen=True)
class ModeleImport:
    """A table people may import.

    - `cle`: codes of the columns that make a row unique, in the file and in the base;
    - `cible(id)`: what is written under (a diagnostic…), from the id an Import keeps; None for a regional register;
    - `peut(actor, cible)`: whether somebody may import there, asked at every step;
    - `contexte(cible)`: what the parsers look codes up in, read once (a fixed number of statements);
    - `existants(cible)`: present rows by key, with the same columns, in a fixed number of statements;
    - `ecrire(cible, ajouts, modifications, actor)`: the only writing, in the transaction of `confirmer`;
    - `verifier(valeurs, contexte)`: (column code, sentence) of what several cells of a row say together.
    - `verbe`, `phrase(imp)`: what the journal keeps.
    """

    code: str
    nom: str
    colonnes: tuple[Colonne, ...]
    cle: tuple[str, ...]
    cible: Callable[[str], Any]
    peut: Callable[[Actor, Any], bool]
    existants: Callable[[Any], Mapping[Cle, Valeurs]]
    ecrire: Callable[[Any, list[Valeurs], list[Valeurs], Actor], None]
    verbe: str
    contexte: Callable[[Any], Any] = lambda cible: None
    verifier: Callable[[Valeurs, Any], Iterable[tuple[str, str]]] | None = None
    lignes_max: int = 20_000

    def cle_de(self, valeurs: Valeurs) -> Cle:
        return tuple(map(valeurs.__getitem__, self.cle))

    def titre(self, code: str) -> str:
        """The title of a column, or the code itself when it is none of ours."""
        return next((c.titre for c in self.colonnes if c.code == code), code)


_modeles: dict[str, ModeleImport] = {}


def register(modele: ModeleImport) -> None:
    """Make an import known; ValueError when its code is taken."""
    if _modeles.get(modele.code, modele) is not modele:
        raise ValueError(f"The import « {modele.code} » is already registered.")
    _modeles[modele.code] = modele


def get(code: str) -> ModeleImport:
    """The model of a code. Raises KeyError."""
    return _modeles[code]


def texte(longueur: int = 200) -> Callable[[Any, Any], str]:
    """A trimmed text of `longueur` characters at most; a number of the spreadsheet is read as it shows."""

    def lire(cell, contexte) -> str:
        value = en_mots(cell)
        if len(value) > longueur:
            raise Refuse(f"ce texte est trop long\u00a0: {nombre_fr(longueur)} caractères au plus.")
        return value

    return lire


def code(longueur: int = 12) -> Callable[[Any, Any], str]:
    """A code kept as text, upper case, without spaces."""

    def lire(cell, contexte) -> str:
        value = en_mots(cell).replace(" ", "").upper()
        if len(value) > longueur:
            raise Refuse(f"«\u00a0{value[:40]}\u00a0» est trop long pour un code.")
        return value

    return lire


def nombre(decimales: int = 3, chiffres: int = 11) -> Callable[[Any, Any], Decimal]:
    """A number: 12.5 of a spreadsheet, « 12,5 », « 1 200 », « 12 % » of a text. `chiffres`: digits before the comma."""
    grain, borne = Decimal(1).scaleb(-decimales), Decimal(10) ** chiffres

    def lire(cell, contexte) -> Decimal:
        try:
            value = Decimal(repr(cell) if isinstance(cell, float) else nettoyer_nombre(str(cell)))
            if not value.is_finite():
                raise InvalidOperation
        except InvalidOperation:
            raise Refuse(f"«\u00a0{en_mots(cell)[:60]}\u00a0» n’est pas un nombre.") from None
        if abs(value) >= borne:
            raise Refuse("ce nombre est trop grand.")
        return value.quantize(grain)

    return lire


def entier(minimum: int, maximum: int) -> Callable[[Any, Any], int]:
    """A whole number between two bounds."""
    decimal = nombre(decimales=6)

    def lire(cell, contexte) -> int:
        try:
            value = decimal(cell, contexte)
        except Refuse:
            value = None
        if value is None or value != value.to_integral_value() or not minimum <= value <= maximum:
            raise Refuse(
                f"un nombre entier entre {minimum} et {maximum} est attendu, pas «\u00a0{en_mots(cell)[:60]}\u00a0»."
            )
        return int(value)

    return lire


def choix(valeurs: Mapping[str, str]) -> Callable[[Any, Any], str]:
    """One of `valeurs` (stored value → label), written as its label, accents and case ignored."""
    known = {searchable(label): value for value, label in valeurs.items()}
    labels = ", ".join(str(label) for label in valeurs.values())

    def lire(cell, contexte) -> str:
        found = known.get(searchable(en_mots(cell)))
        if found is None:
            raise Refuse(f"«\u00a0{en_mots(cell)[:60]}\u00a0» n’est pas dans la liste\u00a0: {labels}.")
        return found

    return lire


def jour(cell, contexte) -> date:
    """A date of the spreadsheet, or « 15/01/2027 », « 2027-01-15 »."""
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    text = en_mots(cell)
    french = re.fullmatch(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})", text)
    try:
        return date(int(french[3]), int(french[2]), int(french[1])) if french else date.fromisoformat(text)
    except ValueError:
        raise Refuse(f"«\u00a0{text[:60]}\u00a0» n’est pas une date\u00a0: écrivez par exemple 15/01/2027.") from None


def en_mots(cell) -> str:
    """What the cell shows: 2021 for 2021.0, dates as we write them."""
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() else repr(cell).replace(".", ",")
    if isinstance(cell, bool):
        return "oui" if cell else "non"
    if isinstance(cell, date):
        return cell.strftime("%d/%m/%Y")
    return " ".join(str(cell).split())
