"""What is refused in a file, told by row and column in sentences somebody can act on."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from string import ascii_uppercase


@dataclass(frozen=True, slots=True)
class Refus:
    """One refusal. `ligne` as a spreadsheet numbers it, 0 for the whole file; `colonne` a title or a letter.

    `feuille` where there are several.
    """

    ligne: int
    colonne: str
    phrase: str
    feuille: str = ""

    def __str__(self) -> str:
        return f"{self.lieu}\u00a0: {self.phrase}" if self.lieu else self.phrase

    @property
    def lieu(self) -> str:
        """« Feuille « Action 1 », ligne 12, colonne « Valeur » », « Ligne 12 » or nothing."""
        feuille = f"feuille «\u00a0{self.feuille}\u00a0»" if self.feuille else ""
        ligne = f"ligne {self.ligne}" if self.ligne else ""
        colonne = f"colonne «\u00a0{self.colonne}\u00a0»" if self.colonne else ""
        text = ", ".join(part for part in (feuille, ligne, colonne) if part)
        return text[:1].upper() + text[1:]

    def en_dict(self) -> dict:
        return asdict(self)


class Illisible(Exception):
    """The file as a whole cannot be read; `refus` says why, where it can."""

    def __init__(self, refus: Iterable[Refus]):
        self.refus = list(refus)
        super().__init__("\n".join(str(r) for r in self.refus))


def lettre(number: int) -> str:
    """« A » for 1, « AB » for 28, nothing for 0."""
    letters = ""
    while number > 0:
        number, rest = divmod(number - 1, 26)
        letters = ascii_uppercase[rest] + letters
    return letters
