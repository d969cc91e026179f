"""The allow-list of uploaded files: how each type is recognised by its content, and opened to see that it is whole."""

import io
import zipfile
from collections.abc import Callable
from dataclasses import dataclass

from django.core.exceptions import ValidationError

from coop.documents import pdf_lecture

MAX_PIXELS = 60_000_000  # a scan of A3 at 400 dots per inch is 31 million
MAX_UNZIPPED = 200 * 1024 * 1024
SPREADSHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
TEXT_DOCUMENT = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

PDF_ILLISIBLES = {
    "protege": "Ce PDF est protégé par un mot de passe\u00a0: déposez-le sans protection.",
    "grand": "Ce PDF est anormalement grand une fois ouvert\u00a0: imprimez-le en PDF, ou numérisez-le, puis déposez-le à nouveau.",
}


@dataclass(frozen=True, slots=True)
class PieceType:
    """One accepted type; `parse` raises ValidationError (French) on a file that is damaged or dangerous."""

    label: str
    media_type: str
    extensions: tuple[str, ...]
    parse: Callable[[bytes], None]


def recognise(data: bytes) -> str | None:
    """The code of the type a content really has, or None when it is none of ours."""
    import filetype

    guess = filetype.guess(data)
    by_media = {"application/pdf": "pdf", "image/png": "png", "image/jpeg": "jpeg"}
    if guess is not None and guess.mime in by_media:
        return by_media[guess.mime]
    return _office_type(data) if data[:4] == b"PK\x03\x04" else None


def _office_type(data: bytes) -> str | None:
    """Office files are archives: the main part tells which (their signature alone does not)."""
    try:
        names = set(zipfile.ZipFile(io.BytesIO(data)).namelist())
    except zipfile.BadZipFile:
        return None
    if "xl/workbook.xml" in names:
        return "xlsx"
    return "docx" if "word/document.xml" in names else None


def _parse_pdf(data: bytes) -> None:
    try:
        found = pdf_lecture.lire(data)
    except pdf_lecture.Illisible as error:
        if error.code == "abime":
            raise _damaged() from error
        raise ValidationError(PDF_ILLISIBLES[error.code], code=error.code) from error
    if not found.pages:
        raise ValidationError("Ce PDF n’a aucune page.", code="vide")
    if found.refus:
        raise ValidationError(found.refus, code="actif")


def _parse_image(data: bytes) -> None:
    from PIL import Image

    try:
        with Image.open(io.BytesIO(data), formats=("PNG", "JPEG")) as image:
            width, height = image.size
            if width * height <= MAX_PIXELS:
                image.verify()
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError) as error:
        raise _damaged() from error
    if width * height > MAX_PIXELS:
        raise ValidationError("Cette image est trop grande : réduisez-la sous 60 millions de points.", code="taille")


def _parse_office(data: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = archive.infolist()
        if sum(part.file_size for part in parts) > MAX_UNZIPPED:
            raise ValidationError("Ce fichier est anormalement grand une fois décompressé.", code="taille")
        if any(part.filename.endswith("vbaProject.bin") for part in parts):
            raise ValidationError("Ce fichier contient des macros : enregistrez-le sans macro.", code="macros")
        try:
            broken = archive.testzip()
        except (zipfile.BadZipFile, RuntimeError, OSError) as error:
            raise _damaged() from error
    if broken:
        raise _damaged()


def _damaged() -> ValidationError:
    return ValidationError("Ce fichier est abîmé : il ne s’ouvre pas. Enregistrez-le à nouveau.", code="abime")


TYPES: dict[str, PieceType] = {
    "pdf": PieceType("PDF", "application/pdf", ("pdf",), _parse_pdf),
    "png": PieceType("PNG", "image/png", ("png",), _parse_image),
    "jpeg": PieceType("JPEG", "image/jpeg", ("jpg", "jpeg"), _parse_image),
    "xlsx": PieceType("classeur XLSX", SPREADSHEET, ("xlsx",), _parse_office),
    "docx": PieceType("document DOCX", TEXT_DOCUMENT, ("docx",), _parse_office),
}
