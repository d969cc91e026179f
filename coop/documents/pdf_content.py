"""What a PDF from anybody may not hold: something that runs, or a file hidden inside that we would refuse alone.

Our own documents carry data (JSON, XLSX): signed elsewhere and deposited again, they are still accepted.
"""

import io
import json
import zipfile

from coop.documents import pdf_attachments

ACTIVE = "Ce PDF contient un programme (script ou commande)\u00a0: imprimez-le en PDF, ou numérisez-le, puis déposez-le à nouveau."
CARRIES = "Ce PDF contient un autre fichier («\u00a0{nom}\u00a0»)\u00a0: déposez le document seul, et l’autre fichier à part s’il le faut."
DEPTH = 6
RUNS = {"/JavaScript", "/Launch", "/ImportData", "/RichMediaExecute"}
KEYS = {"/JS", "/JavaScript", "/XFA", "/RichMediaContent"}


def refusal(pdf) -> str:
    """The French sentence that refuses an open PDF; empty when nothing in it runs or hides."""
    import pikepdf

    found = [o for o in pdf.objects if isinstance(o, pikepdf.Dictionary | pikepdf.Stream | pikepdf.Array)]
    if any(_runs(row) for o in found for row in _written_in(o)):
        return ACTIVE
    carried = [row for o in found for row in _written_in(o) if "/EF" in row]
    refused = next((spec for spec in carried if not _is_data(spec)), None)
    if refused is None and len(carried) <= pdf_attachments.MAX_FILES:
        return ""
    return CARRIES.format(nom=_name(refused if refused is not None else carried[0]))


def _written_in(row, depth: int = DEPTH):
    """A dictionary and those written inside it, rather than beside as objects of their own."""
    import pikepdf

    if isinstance(row, pikepdf.Array):
        children = list(row)
    elif isinstance(row, pikepdf.Dictionary | pikepdf.Stream):
        yield row
        children = [row[key] for key in row.keys()]  # noqa: SIM118  a PDF dictionary is not iterable
    else:
        return
    for child in children if depth else ():
        if isinstance(child, pikepdf.Object) and not child.is_indirect:
            yield from _written_in(child, depth - 1)


def _runs(row) -> bool:
    return bool(set(row.keys()) & KEYS) or str(row.get("/S", "")) in RUNS


def _is_data(spec) -> bool:
    """A carried file that is JSON, or a workbook without macro."""
    streams = [spec["/EF"][key] for key in ("/F", "/UF") if key in spec["/EF"]]
    contents = [pdf_attachments.content(stream) for stream in streams]
    return bool(contents) and all(data is not None and (_is_json(data) or _is_workbook(data)) for data in contents)


def _is_json(data: bytes) -> bool:
    try:
        json.loads(data)
    except (ValueError, RecursionError):
        return False
    return True


def _is_workbook(data: bytes) -> bool:
    try:
        names = set(zipfile.ZipFile(io.BytesIO(data)).namelist())
    except (zipfile.BadZipFile, OSError, ValueError):
        return False
    return "xl/workbook.xml" in names and not any(name.endswith(".bin") for name in names)


def _name(spec) -> str:
    """The name of a carried file, as far as it can be shown."""
    name = str(spec.get("/UF", spec.get("/F", "sans nom")))
    return "".join(c for c in name if c.isprintable())[:80] or "sans nom"
