"""Workbooks we write: typed cells, a frozen header people can filter, and no text that a spreadsheet would run.

    classeur([Feuille("Chiffres", [Colonne("Valeur", format="nombre")], lignes)]) -> bytes

Constant memory: rows may come from a generator; each sheet is written from top to bottom, once.
"""

import io
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.http import HttpResponse
from django.utils import timezone

from coop import horloge
from coop.classeurs.page import hauteur, imprimer

TYPE_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
TITRE_MAX = 31
INTERDITS = str.maketrans(dict.fromkeys(r"[]:*?/\\", " "))
# What a cell of each format looks like once opened in French: the separators are those of the reader's machine.
FORMATS = {
    "texte": {"text_wrap": True},
    "entier": {"num_format": "#,##0"},
    "nombre": {"num_format": "#,##0.###"},
    "date": {"num_format": "dd/mm/yyyy", "align": "left"},
    "euros": {"num_format": '#,##0.00 "€"'},
    "pourcentage": {"num_format": '0.0" %"'},
}
ENTETE = {"bold": True, "font_color": "#FFFFFF", "bg_color": "#0B4F60", "text_wrap": True, "border": 1}
NOTE = {"italic": True, "font_color": "#586870"}


@dataclass(frozen=True, slots=True)
class Colonne:
    """A column: `largeur` in characters; `format` one of FORMATS. A percentage is given as read: 12.5 for 12,5 %.

    `sous_titre` stands under the title, on a second line of the header.
    """

    titre: str
    largeur: int = 18
    format: str = "texte"
    sous_titre: str = ""


@dataclass(frozen=True, slots=True)
class Feuille:
    """A sheet: `lignes` hold one value per column, None for an empty cell; `note` is a sentence above the header.

    The header stays in sight, and the `figees` first columns.
    """

    titre: str
    colonnes: list[Colonne]
    lignes: Iterable[Iterable]
    note: str = ""
    figees: int = 0


def classeur(feuilles: Iterable[Feuille]) -> bytes:
    """The workbook. Numbers, dates and amounts are typed; text stays text even when it begins like a formula."""
    import xlsxwriter

    stream = io.BytesIO()
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(stream, options) as workbook:
        workbook.set_properties({"created": horloge.now().replace(tzinfo=None), "company": "Coop"})
        styles = {name: workbook.add_format({"valign": "top", **style}) for name, style in FORMATS.items()}
        fixed = {"entete": workbook.add_format(ENTETE), "note": workbook.add_format(NOTE)}
        taken: set[str] = set()
        for feuille in feuilles:
            _sheet(workbook.add_worksheet(_titre(feuille.titre, taken)), feuille, styles, fixed)
    return stream.getvalue()


def reponse_xlsx(nom: str, octets: bytes) -> HttpResponse:
    """The workbook as a download named `nom` (with its .xlsx)."""
    response = HttpResponse(octets, content_type=TYPE_XLSX)
    response.headers["Content-Disposition"] = f'attachment; filename="{nom}"'
    response.headers["Cache-Control"] = "private, no-store"
    return response


def _titre(titre: str, taken: set[str]) -> str:
    """A title Excel accepts: 31 characters, none of []:*?/\\, no apostrophe at an end, unique in the workbook."""
    base = " ".join(titre.translate(INTERDITS).split()).strip("'")[:TITRE_MAX].rstrip() or "Feuille"
    found, number = base, 2
    while found.lower() in taken:
        suffix = f" ({number})"
        found, number = base[: TITRE_MAX - len(suffix)] + suffix, number + 1
    taken.add(found.lower())
    return found


def _sheet(sheet, feuille: Feuille, styles: dict, fixed: dict) -> None:
    if feuille.note:
        sheet.write_string(0, 0, feuille.note, fixed["note"])
    header = _header(sheet, feuille, fixed["entete"])
    sheet.freeze_panes(header + 1, feuille.figees)
    last = header
    for last, ligne in enumerate(feuille.lignes, start=header + 1):
        folded = []
        for index, (colonne, value) in enumerate(zip(feuille.colonnes, ligne, strict=True)):
            _cell(sheet, last, index, value, styles[colonne.format])
            if isinstance(value, str) and (len(value) > colonne.largeur or "\n" in value):
                folded.append((value, colonne.largeur))
        if folded:
            sheet.set_row(last, hauteur(*folded))
    sheet.autofilter(header, 0, last, len(feuille.colonnes) - 1)
    imprimer(sheet, sum(colonne.largeur for colonne in feuille.colonnes), header, feuille.figees)


def _header(sheet, feuille: Feuille, style) -> int:
    """Write the titles, then the titles under them if any; the row of the last ones."""
    row = 1 if feuille.note else 0
    sheet.set_row(row, hauteur(*((colonne.titre, colonne.largeur) for colonne in feuille.colonnes)))
    for index, colonne in enumerate(feuille.colonnes):
        sheet.set_column(index, index, colonne.largeur)
        sheet.write_string(row, index, colonne.titre, style)
    if not any(colonne.sous_titre for colonne in feuille.colonnes):
        return row
    sheet.set_row(row + 1, hauteur(*((colonne.sous_titre, colonne.largeur) for colonne in feuille.colonnes)))
    for index, colonne in enumerate(feuille.colonnes):
        sheet.write_string(row + 1, index, colonne.sous_titre, style)
    return row + 1


def _cell(sheet, row: int, column: int, value: object, style) -> None:
    """Write by the type of the value: a reason (« secret statistique ») in a column of numbers stays a text."""
    if value is None or value == "":
        return
    if isinstance(value, bool):
        sheet.write_string(row, column, "oui" if value else "non", style)
    elif isinstance(value, int | float | Decimal):
        sheet.write_number(row, column, value, style)
    elif isinstance(value, datetime):
        moment = timezone.localtime(value) if timezone.is_aware(value) else value
        sheet.write_datetime(row, column, moment.replace(tzinfo=None), style)
    elif isinstance(value, date):
        sheet.write_datetime(row, column, value, style)
    else:
        sheet.write_string(row, column, str(value), style)
