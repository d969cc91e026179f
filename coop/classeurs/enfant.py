"""Reads one XLSX in a process of its own: bytes on stdin, JSON on stdout. Run as a file, it imports nothing of ours.

python-calamine aborts the whole process on a file that claims hundreds of megabytes or holds one far cell, gives ''
for a formula without cached value and says nothing of merged cells (decisions.md 32). So the archive's directory and
the XML of the sheet are read first, by search: no tree is built.
"""

import datetime as dt
import io
import json
import re
import resource
import struct
import sys
import zipfile
import zlib

MEMOIRE = 512 * 1024 * 1024  # address space, most of it never touched
SECONDES = 30
DECOMPRESSE = 64 * 1024 * 1024
COLONNES, LIGNES = 100, 50_000
CITES = 20  # faults of one kind told at most

# What a damaged or forged archive raises.
ILLISIBLE = (
    zipfile.BadZipFile, zlib.error, struct.error, RuntimeError, KeyError, EOFError, NotImplementedError, OSError, ValueError
)  # fmt: skip
OLE = b"\xd0\xcf\x11\xe0"  # a workbook protected by a password, or of Excel 97
_FEUILLE = re.compile(rb"<(?:\w+:)?sheet\s[^>]*?r:id=[\"']([^\"']+)[\"']")
_CIBLE = re.compile(rb"<Relationship\s[^>]*?>")
_ATTRIBUT = re.compile(rb"(\w+)=[\"']([^\"']*)[\"']")
_FORMULE = re.compile(rb"<f[\s/>]|<\w+:f[\s/>]")
_FUSION = re.compile(rb"<(?:\w+:)?mergeCell\s[^>]*?ref=[\"']([A-Z]+)(\d+)")
_CELLULE = re.compile(rb"<(?:\w+:)?c\s[^>]*?r=[\"']([A-Z]+)(\d+)[\"']")
# A place of three letters, or of two beyond CZ; a row of six digits or more.
_LOIN = re.compile(rb"r=[\"']([A-Z]{3,}|[D-Z][A-Z])(\d+)[\"']|r=[\"']([A-Z]*)(\d{6,})[\"']")
_DIMENSION = re.compile(rb"<(?:\w+:)?dimension\s[^>]*?ref=[\"'](?:[A-Z]+\d+:)?([A-Z]+)(\d+)[\"']")


class Faute(Exception):
    """Why the file is not read: (code, row, column) of each fault; 0 when the whole file is meant."""

    def __init__(self, *fautes: tuple[str, int, int]):
        self.fautes = list(fautes)
        super().__init__(fautes)


def lire(data: bytes) -> list[list]:
    """The cells of the first sheet, from A1; text, numbers, booleans, dates, None for an empty one. Raises Faute."""
    feuille = _xml(data)
    _mesurer(feuille)
    fautes = [*_formules(feuille), *_fusions(feuille)]
    if fautes:
        raise Faute(*fautes)
    del feuille
    import python_calamine

    try:
        book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
        sheet = book.get_sheet_by_index(0)
        rows = sheet.to_python(skip_empty_area=False)
    except (python_calamine.CalamineError, OSError, ValueError) as error:
        raise Faute(("abime", 0, 0)) from error
    if len(rows) > LIGNES:
        raise Faute(("lignes", LIGNES, 0))
    return rows


def _xml(data: bytes) -> bytes:
    """The XML of the first sheet, once the directory of the archive is known to be sound."""
    if data.startswith(OLE):
        raise Faute(("protege", 0, 0))
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _verifier(archive)
            return _premiere(archive)
    except ILLISIBLE as error:
        raise Faute(("abime", 0, 0)) from error


def _verifier(archive: zipfile.ZipFile) -> None:
    parts = archive.infolist()
    if any(part.flag_bits & 1 for part in parts):
        raise Faute(("protege", 0, 0))
    if sum(part.file_size for part in parts) > DECOMPRESSE:
        raise Faute(("grand", 0, 0))
    if archive.testzip():
        raise Faute(("abime", 0, 0))


def _premiere(archive: zipfile.ZipFile) -> bytes:
    """The part of the first sheet in the order of the workbook, which may bear any name."""
    found = _FEUILLE.search(archive.read("xl/workbook.xml"))
    links = [dict(_ATTRIBUT.findall(link)) for link in _CIBLE.findall(archive.read("xl/_rels/workbook.xml.rels"))]
    target = next((link[b"Target"] for link in links if found and link.get(b"Id") == found[1]), None)
    if target is None:
        raise Faute(("abime", 0, 0))
    name = target.decode().lstrip("/")
    content = archive.read(name if name.startswith("xl/") else f"xl/{name}")
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        raise Faute(("abime", 0, 0))
    return content


def _mesurer(feuille: bytes) -> None:
    """Refuse a sheet too wide or too long before anything is allocated, by what it claims and by its cells."""
    claimed = _DIMENSION.search(feuille, 0, 4096)
    far = _LOIN.search(feuille)
    places = [(claimed[1], claimed[2])] if claimed else []
    if far:
        places.append((far[1] or far[3] or b"A", far[2] or far[4]))
    for letters, digits in places:
        if _colonne(letters) > COLONNES:
            raise Faute(("colonnes", int(digits), _colonne(letters)))
        if int(digits) > LIGNES:
            raise Faute(("lignes", int(digits), _colonne(letters)))


def _formules(feuille: bytes) -> list[tuple[str, int, int]]:
    found = []
    if not any(mark in feuille for mark in (b"<f>", b"<f ", b"<f/", b"<f\n", b":f")):
        return found  # a plain search is ten times as fast as the expression
    for match in _FORMULE.finditer(feuille):
        cells = list(_CELLULE.finditer(feuille, max(0, match.start() - 400), match.start()))
        place = cells[-1] if cells else None
        found.append(("formule", int(place[2]), _colonne(place[1])) if place else ("formule", 0, 0))
        if len(found) == CITES:
            break
    return found


def _fusions(feuille: bytes) -> list[tuple[str, int, int]]:
    if b"mergeCell" not in feuille:
        return []
    found = [("fusion", int(m[2]), _colonne(m[1])) for m in _FUSION.finditer(feuille)]
    return found[:CITES]


def _colonne(letters: bytes) -> int:
    """« A » → 1, « AB » → 28."""
    number = 0
    for letter in letters[:6]:
        number = number * 26 + letter - 64
    return number


def _en_json(value):
    if isinstance(value, dt.datetime | dt.date):
        return {"d": value.isoformat()}
    return str(value)


def main() -> None:
    """Answer `{"lignes": […]}` or `{"fautes": […]}`. Out of memory or of time, the process ends with nothing said."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMOIRE, MEMOIRE))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDES, SECONDES))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    try:
        answer = {"lignes": lire(sys.stdin.buffer.read())}
    except Faute as faute:
        answer = {"fautes": faute.fautes}
    except MemoryError:
        answer = {"fautes": [("grand", 0, 0)]}
    sys.stdout.write(json.dumps(answer, ensure_ascii=True, default=_en_json))


if __name__ == "__main__":
    main()
