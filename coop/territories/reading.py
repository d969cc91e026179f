"""Strict reading of reference tables: every fault is told with its file, line, column and reason."""

import csv
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import NamedTuple


class Problem(NamedTuple):
    """One fault of a file, in words an administrator can act on."""

    fichier: str
    ligne: int
    colonne: str
    raison: str

    def __str__(self) -> str:
        return f"{self.fichier}, ligne {self.ligne}, colonne « {self.colonne} » : {self.raison}"


class BadFile(Exception):
    """Nothing was written: `problems` says why."""

    def __init__(self, problems: list[Problem]):
        self.problems = problems
        super().__init__("\n".join(str(problem) for problem in problems))


class Row:
    """One line of a table; an accessor that fails notes a problem and returns an empty value."""

    def __init__(self, fichier: str, ligne: int, values: dict[str, str], problems: list[Problem]):
        self.fichier, self.ligne, self.values, self.problems = fichier, ligne, values, problems

    def fault(self, colonne: str, raison: str) -> None:
        self.problems.append(Problem(self.fichier, self.ligne, colonne, raison))

    def text(self, colonne: str, max_length: int, *, required: bool = True) -> str:
        """The trimmed text, with typographic apostrophes (« Val-d’Oise »)."""
        value = (self.values.get(colonne) or "").strip().replace("'", "’")
        if required and not value:
            self.fault(colonne, "la valeur manque.")
        if len(value) > max_length:
            self.fault(colonne, f"{len(value)} caractères, {max_length} au plus.")
        return value

    def codes(self, colonne: str, known: set[str] | dict[str, str], *, required: bool = True) -> list[str]:
        """Codes separated by spaces, commas or semicolons, each one among `known`."""
        found = self.text(colonne, 100_000, required=required).replace(",", " ").replace(";", " ").split()
        for code in found:
            if code not in known:
                self.fault(colonne, f"le code « {code} » est inconnu.")
        return [code for code in found if code in known]

    def code(self, colonne: str, known: set[str] | dict[str, str], *, required: bool = True) -> str | None:
        """The one code of the cell, or None."""
        found = self.codes(colonne, known, required=required)
        if len(found) > 1:
            self.fault(colonne, "un seul code est attendu.")
        return found[0] if found else None

    def integer(self, colonne: str, *, required: bool = True) -> int | None:
        value = self.text(colonne, 20, required=required)
        if value and not value.isdecimal():
            self.fault(colonne, f"« {value} » n’est pas un nombre entier positif.")
            return None
        return int(value) if value else None

    def decimal(self, colonne: str, *, places: int) -> Decimal | None:
        """The number, or None when the cell is empty: not published is not zero."""
        value = self.text(colonne, 30, required=False)
        if not value:
            return None
        try:
            number = Decimal(value)
        except InvalidOperation:
            number = Decimal("NaN")
        if not number.is_finite():
            self.fault(colonne, f"« {value} » n’est pas un nombre.")
            return None
        return round(number, places)


def read_table(path: Path, columns: list[str], problems: list[Problem], *, key: str = "code") -> Iterator[Row]:
    """Yield the rows of a comma-separated UTF-8 file; `columns` must exist and `key` must be unique."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as stream:
            reader = csv.DictReader(stream)
            missing = [name for name in columns if name not in (reader.fieldnames or [])]
            problems += [Problem(path.name, 1, name, "la colonne manque.") for name in missing]
            if not missing:
                yield from _rows(path.name, reader, key, problems)
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        reason = "le fichier manque." if isinstance(error, FileNotFoundError) else f"fichier illisible ({error})."
        problems.append(Problem(path.name, 1, "—", reason))


def _rows(fichier: str, reader: csv.DictReader, key: str, problems: list[Problem]) -> Iterator[Row]:
    seen: set[str] = set()
    for values in reader:
        row = Row(fichier, reader.line_num, values, problems)
        if None in values or None in values.values():
            row.fault("—", "la ligne n’a pas le nombre de colonnes de l’en-tête.")
            continue
        if values[key] in seen:
            row.fault(key, f"« {values[key]} » est déjà cité plus haut.")
            continue
        seen.add(values[key])
        yield row
