"""What a list of proofs is: its title, its columns, its rows written page by page."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from coop.ui.rubriques import lien

Cellule = tuple[str, str]  # text, address (or empty)


@dataclass(frozen=True, slots=True)
class Preuves:
    """A list: `objets` is sliced by page, then `ligne` writes the cells of each row."""

    titre: str
    phrase: str
    colonnes: list[str]
    objets: Sequence
    ligne: Callable[[object], list[Cellule]]


def ca_(reference: str, intitule: str) -> Cellule:
    return intitule, lien("portail:vue_ensemble", ca_ref=reference)


def texte(value: object) -> Cellule:
    return (str(value) if value not in (None, "") else "–"), ""


def oui(value: bool) -> Cellule:
    return ("oui" if value else "non"), ""
