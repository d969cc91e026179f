"""Workbooks we read: CSV of any usual encoding and separator, or XLSX in a child process; cells, or why not.

Nothing of a file is trusted: its type is read from its content, its size is bounded before anything is allocated.
"""

import csv
import io
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from coop.classeurs import enfant
from coop.classeurs.refus import Illisible, Refus, lettre
from coop.ui.typographie import nombre

ENFANT = Path(enfant.__file__)
DELAI = 60  # seconds, on a machine that is busy
# A new process touches all its memory once: by pages of two megabytes where Linux and its C library give them, else as usual.
GRANDES_PAGES = {"GLIBC_TUNABLES": "glibc.malloc.hugetlb=1:glibc.malloc.top_pad=67108864"}
SEPARATEURS = ";\t,|"
PHRASES = {
    "formule": "cette cellule contient une formule\u00a0: remplacez-la par sa valeur (copier, puis collage des valeurs).",
    "fusion": "des cellules sont fusionnées ici\u00a0: défusionnez-les, chaque ligne porte ses propres valeurs.",
    "protege": "Ce classeur est protégé par un mot de passe, ou d’un format ancien\u00a0: enregistrez-le sans mot de passe, "
    "au format XLSX.",
    "abime": "Ce classeur est abîmé\u00a0: il ne s’ouvre pas. Enregistrez-le à nouveau au format XLSX ou CSV.",
    "grand": "Ce fichier est trop grand une fois ouvert\u00a0: gardez-en la seule feuille à importer, ou partagez-le en "
    "plusieurs.",
    "lignes": f"Ce fichier a trop de lignes\u00a0: {nombre(enfant.LIGNES)} au plus. Partagez-le en plusieurs.",
    "colonnes": f"Ce fichier a trop de colonnes\u00a0: {enfant.COLONNES} au plus. Effacez ce qui se trouve à droite du "
    "tableau.",
    "macros": "Ce classeur contient des macros\u00a0: enregistrez-le au format XLSX, sans macro.",
    "opendocument": "Ce classeur est au format ODS\u00a0: dans LibreOffice, «\u00a0Enregistrer sous\u00a0», puis le format XLSX.",
    "pas_xlsx": "Ce fichier n’est pas un classeur XLSX. Déposez le classeur téléchargé ici, une fois rempli.",
    "autre": "Ce fichier n’est ni un CSV ni un classeur XLSX. Enregistrez-le dans l’un de ces deux formats.",
    "vide": "Ce fichier est vide.",
    "guillemet": "un guillemet ouvert n’est pas refermé.",
}


def lire(data: bytes) -> list[list]:
    """Cells by row, from the first row and column: text, float, bool, date, datetime; '' when empty. Raises Illisible."""
    if not data.strip():
        raise _refus("vide")
    if data.startswith((b"PK\x03\x04", enfant.OLE)):
        return _xlsx(data)
    return _csv(_decoder(data))


@dataclass(frozen=True)
class FeuilleLue:
    """A sheet as it came: `fautes` are the sentences of the cells that cannot be read, by (row, column) from 1."""

    nom: str
    lignes: list[list]
    fautes: dict[tuple[int, int], str] = field(default_factory=dict)


def lire_feuilles(data: bytes) -> list[FeuilleLue]:
    """Every sheet of a workbook XLSX. Raises Illisible when none can be read."""
    if not data.strip():
        raise _refus("vide")
    if not data.startswith((b"PK\x03\x04", enfant.OLE)):
        raise _refus("pas_xlsx")
    try:
        sheets = enfant.deballer_feuilles(_reponse(data, enfant.FEUILLES))
    except enfant.Faute as error:
        raise Illisible(_faute(*faute) for faute in error.fautes) from error
    return [
        FeuilleLue(name, rows, {(row, column): PHRASES[code] for code, row, column in fautes})
        for name, rows, fautes in sheets
    ]


def _refus(code: str, ligne: int = 0, colonne: int = 0) -> Illisible:
    return Illisible([Refus(ligne, lettre(colonne), PHRASES[code])])


def _xlsx(data: bytes) -> list[list]:
    """The first sheet, read by `enfant`."""
    try:
        return enfant.deballer(_reponse(data))
    except enfant.Faute as error:
        raise Illisible(_faute(*faute) for faute in error.fautes) from error


def _reponse(data: bytes, *arguments: str) -> bytes:
    """What `enfant` answers; a child that dies had a file too large for its memory or its time."""
    try:
        done = subprocess.run(  # noqa: S603  our own interpreter and file
            [sys.executable, "-I", str(ENFANT), *arguments],
            input=data,
            capture_output=True,
            timeout=DELAI,
            check=False,
            env=os.environ | GRANDES_PAGES,
        )
    except subprocess.TimeoutExpired as error:
        raise _refus("grand") from error
    if done.returncode:
        raise _refus("grand")
    return done.stdout


def _faute(code: str, ligne: int, colonne: int) -> Refus:
    """Faults of a cell keep their place; those of the whole file say it in their sentence."""
    if code in ("formule", "fusion"):
        return Refus(ligne, lettre(colonne), PHRASES[code])
    return Refus(0, "", PHRASES[code])


def _decoder(data: bytes) -> str:
    """UTF-8 with or without mark, UTF-16 with its mark, else Windows; a file with nulls is no text."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        try:
            return data.decode("utf-16")
        except UnicodeDecodeError as error:
            raise _refus("autre") from error
    if b"\x00" in data or data.startswith(b"%PDF"):
        raise _refus("autre")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


def _csv(text: str) -> list[list]:
    """Rows of a delimited text; the separator is the one that cuts its first lines the most evenly."""
    first, _, rest = text.partition("\n")
    if first.lower().startswith("sep=") and len(first.strip()) == 5:
        separator, text = first.strip()[-1], rest
    else:
        separator = _separateur(text)
    return list(_rows(text, separator))


def _separateur(text: str) -> str:
    lines = [line for line in text.splitlines()[:20] if line.strip()]
    return max(SEPARATEURS, key=lambda s: (min((line.count(s) for line in lines), default=0), lines[0].count(s)))


def _rows(text: str, separator: str) -> Iterator[list]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    faults = []
    try:
        for number, row in enumerate(reader, start=1):
            if number > enfant.LIGNES:
                raise _refus("lignes")
            if len(row) > enfant.COLONNES:
                raise _refus("colonnes")
            # A spreadsheet would run it; « -5 » and « +3 » are numbers.
            faults += [_faute("formule", number, i) for i, cell in enumerate(row, start=1) if cell.startswith("=")]
            yield row
    except csv.Error as error:
        raise _refus("guillemet", reader.line_num) from error
    if faults:
        raise Illisible(faults[: enfant.CITES])
