"""Reads one XLSX in a process of its own: bytes on stdin, an answer on stdout. Run as a file, it imports nothing of ours.

python-calamine aborts the whole process on a file that claims hundreds of megabytes or holds one far cell, gives ''
for a formula without cached value and says nothing of merged cells (decisions.md 32). So the archive's directory and
the XML of the sheet are read first, by search: no tree is built. With the argument `feuilles` every sheet is told, and a
formula is told beside its sheet instead of refusing the file: a form that comes back keeps its other answers.

Rows cross as columns (`emballer`, `deballer`): texts joined, numbers and days as arrays, what is mixed as JSON. Each side
costs a tenth of what JSON of every cell did, and what comes from this process stays data: nothing of it can be run.
"""

import datetime as dt
import gc
import io
import json
import os
import re
import resource
import struct
import sys
import zipfile
import zlib
from array import array
from collections.abc import Iterator

MEMOIRE = 512 * 1024 * 1024  # address space, most of it never touched
SECONDES = 30
DECOMPRESSE = 64 * 1024 * 1024
COLONNES, LIGNES = 100, 50_000
CITES = 20  # faults of one kind told at most
BLOC, RECOUVREMENT = 64 * 1024, 64  # bytes of a part read at once, and read again with the next ones
RANGS = 1000  # rows packed at once
SEPARATEUR = "\x1f"  # between the texts of a column; a text that holds one makes its column JSON

# What a damaged or forged archive raises; NotImplementedError is zipfile's word for a compression it does not know.
ILLISIBLE = (
    zipfile.BadZipFile, zlib.error, struct.error, RuntimeError, KeyError, EOFError, NotImplementedError, OSError, ValueError
)  # fmt: skip
FEUILLES = "feuilles"  # the argument that asks for every sheet
FEUILLES_MAX = 60
OLE = b"\xd0\xcf\x11\xe0"  # a workbook protected by a password, or of Excel 97
_FEUILLE = re.compile(rb"<(?:\w+:)?sheet\s[^>]*?r:id=[\"']([^\"']+)[\"']")
_CIBLE = re.compile(rb"<Relationship\s[^>]*?>")
_ATTRIBUT = re.compile(rb"(\w+)=[\"']([^\"']*)[\"']")
_FORMULE = re.compile(rb"<f[\s/>]|<\w+:f[\s/>]")
_FUSION = re.compile(rb"<(?:\w+:)?mergeCell\s[^>]*?ref=[\"']([A-Z]+)(\d+)")
_CELLULE = re.compile(rb"<(?:\w+:)?c\s[^>]*?r=[\"']([A-Z]+)(\d+)[\"']")
# What is hardly ever there is looked for first, by one rare letter; what places it is many times slower.
_UN_F = re.compile(rb"f(?<=[<:]f)[\s/>]")
_DEHORS = re.compile(rb"r=[\"'](?:[A-C]?[A-Z])?+\d{0,5}+[A-Z\d]")
# A place of three letters, or of two beyond CZ; a row of six digits or more that holds something (LibreOffice ends its
# sheets by an empty one).
_LOIN = re.compile(
    rb"r=[\"']([A-Z]{3,}|[D-Z][A-Z])(\d+)[\"']|r=[\"']([A-Z]+)(\d{6,})[\"']|r=[\"'](\d{6,})[\"'][^>]*(?<!/)>"
)
_DIMENSION = re.compile(rb"<(?:\w+:)?dimension\s[^>]*?ref=[\"'](?:[A-Z]+\d+:)?([A-Z]+)(\d+)[\"']")


class Faute(Exception):
    """Why the file is not read: (code, row, column) of each fault; 0 when the whole file is meant."""

    def __init__(self, *fautes: tuple[str, int, int]):
        self.fautes = list(fautes)
        super().__init__(fautes)


def lire(data: bytes) -> list[list]:
    """The cells of the first sheet, from A1; text, numbers, booleans, dates, None for an empty one. Raises Faute."""
    [feuille] = _xml(data, toutes=False)
    _mesurer(feuille)
    fautes = [*_formules(feuille), *_fusions(feuille)]
    if fautes:
        raise Faute(*fautes)
    del feuille
    [(_, rows)] = _cellules(data, toutes=False)
    return rows


def lire_feuilles(data: bytes) -> Iterator[tuple[str, list[list], list[tuple[str, int, int]]]]:
    """Every sheet: its name, its cells from A1, its formulas and merged cells by place. Raises Faute."""
    parts = _xml(data, toutes=True)
    for part in parts:
        _mesurer(part)
    fautes = [[*_formules(part, LIGNES), *_fusions(part, LIGNES)] for part in parts]
    del parts
    for (name, rows), found in zip(_cellules(data, toutes=True), fautes, strict=True):
        yield name, rows, found


def _cellules(data: bytes, *, toutes: bool) -> list[tuple[str, list[list]]]:
    """The names and the cells of the sheets, in the order of the workbook; of the first one alone unless `toutes`."""
    import python_calamine

    try:
        book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
        names = book.sheet_names if toutes else book.sheet_names[:1]
        found = [(name, book.get_sheet_by_name(name).to_python(skip_empty_area=False)) for name in names]
    except (python_calamine.CalamineError, OSError, ValueError) as error:
        raise Faute(("abime", 0, 0)) from error
    if any(len(rows) > LIGNES for _, rows in found):
        raise Faute(("lignes", LIGNES, 0))
    return found


def _xml(data: bytes, *, toutes: bool) -> list[bytes]:
    """The XML of the sheets, or its start when nothing there is to be placed; the archive is known to be sound."""
    if data.startswith(OLE):
        raise Faute(("protege", 0, 0))
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _verifier(archive)
            names = _parties(archive) if toutes else _parties(archive)[:1]
            for part in archive.infolist():
                if part.filename not in names:
                    all(_blocs(archive, part))  # read to the end: its checksum is verified
            return [_feuille(archive, name) for name in names]
    except ILLISIBLE as error:
        raise Faute(("abime", 0, 0)) from error


def _verifier(archive: zipfile.ZipFile) -> None:
    parts = archive.infolist()
    if any(part.flag_bits & 1 for part in parts):
        raise Faute(("protege", 0, 0))
    if sum(part.file_size for part in parts) > DECOMPRESSE:
        raise Faute(("grand", 0, 0))
    names = {part.filename for part in parts}
    if any(name.endswith("vbaProject.bin") for name in names):
        raise Faute(("macros", 0, 0))
    if "xl/workbook.xml" not in names and "content.xml" in names:
        raise Faute(("opendocument", 0, 0))


def _parties(archive: zipfile.ZipFile) -> list[str]:
    """The names of the sheets' parts, in the order of the workbook: they may be any."""
    asked = _FEUILLE.findall(archive.read("xl/workbook.xml"))
    links = [dict(_ATTRIBUT.findall(link)) for link in _CIBLE.findall(archive.read("xl/_rels/workbook.xml.rels"))]
    targets = {link.get(b"Id"): link.get(b"Target") for link in links}
    found = [targets.get(key) for key in asked]
    if not found or None in found or len(found) > FEUILLES_MAX:
        raise Faute(("abime", 0, 0))
    names = [target.decode().lstrip("/") for target in found]
    return [name if name.startswith("xl/") else f"xl/{name}" for name in names]


def _blocs(archive: zipfile.ZipFile, name: str | zipfile.ZipInfo) -> Iterator[bytes]:
    """A part by blocks that stay in the processor's cache, each with the end of the one before."""
    with archive.open(name) as stream:
        tail = b""
        while block := stream.read(BLOC):
            yield tail + block
            tail = block[-RECOUVREMENT:]


def _feuille(archive: zipfile.ZipFile, name: str) -> bytes:
    """The whole part when a formula, a merged cell or a far place shows in it, else its first block."""
    first = b""
    for block in _blocs(archive, name):
        first = first or block
        if _UN_F.search(block) or b"mergeCell" in block or _DEHORS.search(block):
            first = archive.read(name)
            break
    if first[:2] in (b"\xff\xfe", b"\xfe\xff"):
        raise Faute(("abime", 0, 0))
    return first


def _mesurer(feuille: bytes) -> None:
    """Refuse a sheet too wide or too long before anything is allocated, by what it claims and by its cells."""
    claimed = _DIMENSION.search(feuille, 0, 4096)
    far = _LOIN.search(feuille)
    places = [(claimed[1], claimed[2])] if claimed else []
    if far:
        places.append((far[1] or far[3] or b"A", far[2] or far[4] or far[5]))
    for letters, digits in places:
        if _colonne(letters) > COLONNES:
            raise Faute(("colonnes", int(digits), _colonne(letters)))
        if int(digits) > LIGNES:
            raise Faute(("lignes", int(digits), _colonne(letters)))


def _formules(feuille: bytes, cites: int = CITES) -> list[tuple[str, int, int]]:
    found = []
    for match in _FORMULE.finditer(feuille):
        cells = list(_CELLULE.finditer(feuille, max(0, match.start() - 400), match.start()))
        place = cells[-1] if cells else None
        found.append(("formule", int(place[2]), _colonne(place[1])) if place else ("formule", 0, 0))
        if len(found) == cites:
            break
    return found


def _fusions(feuille: bytes, cites: int = CITES) -> list[tuple[str, int, int]]:
    found = [("fusion", int(m[2]), _colonne(m[1])) for m in _FUSION.finditer(feuille)]
    return found[:cites]


def _colonne(letters: bytes) -> int:
    """« A » → 1, « AB » → 28."""
    number = 0
    for letter in letters[:6]:
        number = number * 26 + letter - 64
    return number


def emballer(rows: list[list]) -> Iterator[bytes]:
    """The cells of equal rows, by blocks of rows and columns: a letter, a length, then the values as the letter says."""
    for block in (rows[:1], *(rows[n : n + RANGS] for n in range(1, len(rows), RANGS))):  # the titles by themselves
        if not block:
            continue
        yield _morceau(b"L", struct.pack("<II", len(block), len(block[0])))
        for column in zip(*block, strict=True):
            yield _colonne_emballee(column)


def _colonne_emballee(column: tuple) -> bytes:
    kinds = set(map(type, column))
    if kinds == {str}:
        text = SEPARATEUR.join(column)
        if text.count(SEPARATEUR) == len(column) - 1:
            return _morceau(b"T", text.encode())
    elif kinds == {float}:
        return _morceau(b"N", array("d", column).tobytes())
    elif kinds == {dt.date}:
        return _morceau(b"J", array("i", map(dt.date.toordinal, column)).tobytes())
    return _morceau(b"M", json.dumps(column, default=_en_json).encode())


def _en_json(value):
    if isinstance(value, dt.datetime | dt.date):
        return {"d": value.isoformat()}
    return str(value)


def _morceau(code: bytes, content: bytes) -> bytes:
    return code + struct.pack("<I", len(content)) + content


def deballer(answer: bytes) -> list[list]:
    """What `emballer` has packed. Raises Faute when the child has told faults instead, ValueError on anything else."""
    rows: list[list] = []
    height = width = 0
    columns: list = []
    for code, content in _morceaux(answer):
        if code == b"F":
            raise Faute(*map(tuple, json.loads(content)))
        if code == b"L":
            (height, width), columns = struct.unpack("<II", content), []
            continue
        columns.append(_colonne_deballee(code, content))
        if len(columns[-1]) != height:
            raise ValueError("a column of another height")
        if len(columns) == width:
            rows.extend(map(list, zip(*columns, strict=True)))
    return rows


def emballer_feuilles(data: bytes) -> Iterator[bytes]:
    """Each sheet: its name and its faults, then its cells as `emballer` does."""
    for name, rows, fautes in lire_feuilles(data):
        yield _morceau(b"S", json.dumps([name, fautes]).encode())
        yield from emballer(rows)


def deballer_feuilles(answer: bytes) -> list[tuple[str, list[list], list]]:
    """What `emballer_feuilles` has packed. Raises as `deballer`."""
    sheets: list[tuple[list, list[bytes]]] = []
    for code, content in _morceaux(answer):
        if code == b"S":
            sheets.append((json.loads(content), []))
        elif sheets:
            sheets[-1][1].append(_morceau(code, content))
        else:
            deballer(_morceau(code, content))
    return [(name, deballer(b"".join(pieces)), fautes) for (name, fautes), pieces in sheets]


def _morceaux(answer: bytes) -> Iterator[tuple[bytes, bytes]]:
    place = 0
    while place < len(answer):
        code, (size,) = answer[place : place + 1], struct.unpack_from("<I", answer, place + 1)
        place += 5 + size
        yield code, answer[place - size : place]


def _colonne_deballee(code: bytes, content: bytes) -> list:
    if code == b"T":
        return content.decode().split(SEPARATEUR)
    if code == b"N":
        return array("d", content).tolist()
    if code == b"J":
        return list(map(dt.date.fromordinal, array("i", content)))
    if code == b"M":
        return json.loads(content, object_hook=_date)
    raise ValueError(f"a column of an unknown kind, {code!r}")


def _date(value: dict):
    """A day, or a moment when it has an hour."""
    moment = dt.datetime.fromisoformat(value["d"])
    return moment if moment.time() != dt.time() else moment.date()


def main() -> None:
    """Answer the rows or the faults, packed. Out of memory or of time, the process ends with nothing said."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMOIRE, MEMOIRE))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDES, SECONDES))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    gc.disable()  # one reading, no cycle: hundreds of thousands of cells are not worth looking through
    write = sys.stdout.buffer.write
    data = sys.stdin.buffer.read()
    try:
        # Read on the other side while the next is packed.
        for piece in emballer_feuilles(data) if FEUILLES in sys.argv else emballer(lire(data)):
            write(piece)
    except Faute as faute:
        write(_morceau(b"F", json.dumps(faute.fautes).encode()))
    except MemoryError:
        write(_morceau(b"F", json.dumps([("grand", 0, 0)]).encode()))
    sys.stdout.buffer.flush()
    os._exit(0)  # nothing to tidy


if __name__ == "__main__":
    main()
