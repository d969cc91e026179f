"""Workbooks that somebody fills offline and gives back: one question a row, what was said before beside it.

    formulaire("k7fp…", Notice(…), [Feuillet("12", "Action 1", "Maraudes", [Section("Les chiffres"), Question(…)])]) -> bytes

The file carries a reference and the keys of its rows, in a hidden column: what it is compared with stays on the server
(decisions.md 32). What is not asked is locked, without a password: nobody is shut out of a file of theirs.
"""

import io
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any

from django.utils import timezone

from coop import horloge
from coop.classeurs.page import LIGNE, hauteur, imprimer
from coop.classeurs.refus import lettre

MARQUE = "coop"  # first word of the header of the keys: « coop <reference> <sheet> »
REPONSE = "Votre réponse"
REPERE = "Repère"
COLONNES = (("N°", 7), ("Ce qui est demandé", 46), (REPONSE, 44), ("", 34), ("À savoir", 40), (REPERE, 14))
REPONSES, AVANT, CLES = 2, 3, 5  # places of the answers, of what was said before, of the keys
ENTETE = 2  # row of the header, under the title and a sentence
LISTES, LISEZ_MOI = "Listes", "Lisez-moi"
NOMBRE_MAX = 10**12
FORMATS = {
    "titre": {"bold": True, "font_size": 15, "font_color": "#0B4F60"},
    "note": {"italic": True, "font_color": "#586870"},
    "entete": {"bold": True, "font_color": "#FFFFFF", "bg_color": "#0B4F60", "text_wrap": True, "border": 1},
    "section": {"bold": True, "font_size": 12, "font_color": "#0B4F60", "bottom": 2, "bottom_color": "#0B4F60"},
    "fixe": {"text_wrap": True, "bottom": 1, "bottom_color": "#DDE5E7"},
    "avant": {"text_wrap": True, "font_color": "#46565C", "bottom": 1, "bottom_color": "#DDE5E7", "align": "left"},
    "texte": {"locked": False, "text_wrap": True, "border": 1, "border_color": "#0B4F60", "bg_color": "#FFFBEF"},
    "nombre": {"locked": False, "num_format": "#,##0.##", "align": "left", "border": 1, "border_color": "#0B4F60", "bg_color": "#FFFBEF"},
    "entier": {"locked": False, "num_format": "#,##0", "align": "left", "border": 1, "border_color": "#0B4F60", "bg_color": "#FFFBEF"},
    "date": {"num_format": "dd/mm/yyyy", "align": "left"},
    "moment": {"num_format": "dd/mm/yyyy hh:mm", "align": "left"},
    "libelle": {"bold": True, "text_wrap": True},
    "paragraphe": {"text_wrap": True},
}  # fmt: skip
PROTECTION = {"format_columns": True, "format_rows": True}


class Genre(StrEnum):
    """What a cell holds; a FIXE is only read."""

    TEXTE = "texte"
    NOMBRE = "nombre"
    ENTIER = "entier"
    CHOIX = "choix"
    FIXE = "fixe"


@dataclass(frozen=True, slots=True)
class Section:
    """A title between two groups of rows."""

    titre: str


@dataclass(frozen=True, slots=True)
class Question:
    """One row. `valeur` and `avant` as people read them: a number, or words; `choix`, the words of a list."""

    cle: str
    libelle: str
    genre: Genre = Genre.TEXTE
    valeur: Any = None
    avant: Any = None
    numero: int | None = None
    aide: str = ""
    choix: tuple[str, ...] = ()
    longueur: int = 5000


@dataclass(frozen=True, slots=True)
class Feuillet:
    """One sheet to fill; `avant` heads what was said before, nothing when there is no before."""

    cle: str
    titre: str
    intitule: str
    lignes: list[Section | Question]
    note: str = ""
    avant: str = ""


@dataclass(frozen=True, slots=True)
class Notice:
    """The first sheet, « Lisez-moi »: what the workbook is, then how it is filled."""

    titre: str
    faits: list[tuple[str, Any]]
    conseils: list[str]


@dataclass
class _Listes:
    """The lists of the cells to choose in, each once, in a hidden sheet: a comma in a choice would cut a list of its own."""

    places: dict[tuple[str, ...], int] = field(default_factory=dict)

    def source(self, choix: tuple[str, ...]) -> str:
        column = lettre(self.places.setdefault(choix, len(self.places)) + 1)
        return f"={LISTES}!${column}$1:${column}${len(choix)}"

    def ecrire(self, sheet) -> None:
        for choix, column in self.places.items():
            for row, word in enumerate(choix):
                sheet.write_string(row, column, word)
        sheet.protect()
        sheet.hide()


def formulaire(reference: str, notice: Notice, feuillets: Iterable[Feuillet]) -> bytes:
    """The workbook. A text that begins like a formula stays a text, as in `ecriture`."""
    import xlsxwriter

    stream, listes = io.BytesIO(), _Listes()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(stream, options) as workbook:
        workbook.set_properties(
            {"title": notice.titre, "created": horloge.now().replace(tzinfo=None), "company": "Coop"}
        )
        styles = {name: workbook.add_format({"valign": "top", **style}) for name, style in FORMATS.items()}
        _notice(workbook.add_worksheet(LISEZ_MOI), notice, styles)
        for feuillet in feuillets:
            _feuillet(workbook.add_worksheet(feuillet.titre), feuillet, reference, listes, styles)
            # Where screen readers find the headers of the columns and of the rows (NVDA, JAWS).
            workbook.define_name(f"'{feuillet.titre}'!Title", f"='{feuillet.titre}'!$B${ENTETE + 1}")
        listes.ecrire(workbook.add_worksheet(LISTES))
    return stream.getvalue()


def _notice(sheet, notice: Notice, styles: dict) -> None:
    sheet.set_column(0, 0, 34)
    sheet.set_column(1, 1, 84)
    sheet.write_string(0, 0, notice.titre, styles["titre"])
    for row, (name, value) in enumerate(notice.faits, start=2):
        sheet.write_string(row, 0, name, styles["libelle"])
        _fait(sheet, row, value, styles)
    for row, conseil in enumerate(notice.conseils, start=3 + len(notice.faits)):
        name, _, text = conseil.partition("|")
        sheet.write_string(row, 0, name, styles["libelle"])
        sheet.write_string(row, 1, text, styles["paragraphe"])
        sheet.set_row(row, hauteur((name, 34), (text, 84)))
    _page(sheet)


def _fait(sheet, row: int, value: Any, styles: dict) -> None:
    if isinstance(value, datetime):
        sheet.write_datetime(row, 1, timezone.localtime(value).replace(tzinfo=None, microsecond=0), styles["moment"])
    elif isinstance(value, date):
        sheet.write_datetime(row, 1, value, styles["date"])
    else:
        sheet.write_string(row, 1, str(value), styles["paragraphe"])


def _feuillet(sheet, feuillet: Feuillet, reference: str, listes: _Listes, styles: dict) -> None:
    sheet.write_string(0, 0, feuillet.intitule, styles["titre"])
    sheet.write_string(1, 0, feuillet.note, styles["note"])
    titles = [title for title, _ in COLONNES]
    titles[AVANT] = feuillet.avant or "Auparavant"
    for column, title in enumerate(titles):
        sheet.set_column(column, column, COLONNES[column][1], None, {"hidden": column == CLES})
        sheet.write_string(ENTETE, column, title, styles["entete"])
    sheet.write_string(ENTETE, CLES, f"{MARQUE} {reference} {feuillet.cle}", styles["entete"])
    if not feuillet.avant:
        sheet.set_column(AVANT, AVANT, COLONNES[AVANT][1], None, {"hidden": True})
    for row, ligne in enumerate(feuillet.lignes, start=ENTETE + 1):
        if isinstance(ligne, Section):
            sheet.set_row(row, 2 * LIGNE)
            for column in range(CLES):
                sheet.write(row, column, ligne.titre if column == 0 else "", styles["section"])
        else:
            _question(sheet, row, ligne, listes, styles)
    sheet.freeze_panes(ENTETE + 1, REPONSES)
    sheet.hide_gridlines(2)
    _page(sheet, ENTETE)


def _page(sheet, entete: int | None = None) -> None:
    """Locked without a password; printed on the width of a page."""
    sheet.protect("", PROTECTION)
    imprimer(sheet, sum(width for _, width in COLONNES[:CLES]), entete)


def _question(sheet, row: int, question: Question, listes: _Listes, styles: dict) -> None:
    if question.numero is not None:
        sheet.write_number(row, 0, question.numero, styles["fixe"])
    else:
        sheet.write_blank(row, 0, None, styles["fixe"])
    sheet.write_string(row, 1, question.libelle, styles["fixe"])
    name = question.genre if question.genre in styles else "texte"
    _valeur(sheet, row, REPONSES, question.valeur, styles[name])
    _valeur(sheet, row, AVANT, question.avant, styles["avant"])
    sheet.write_string(row, AVANT + 1, question.aide, styles["avant"])
    sheet.write_string(row, CLES, question.cle, styles["fixe"])
    if question.genre != Genre.FIXE:
        sheet.data_validation(row, REPONSES, row, REPONSES, _regle(question, listes))
    told = [(question.libelle, 46), (question.valeur, 44), (question.avant, 34), (question.aide, 40)]
    least = 3 if question.genre == Genre.TEXTE and question.longueur > 300 else 1
    sheet.set_row(row, hauteur(*told, lignes=least))


def _valeur(sheet, row: int, column: int, value: Any, style) -> None:
    if value is None or value == "":
        sheet.write_blank(row, column, None, style)
    elif isinstance(value, int | Decimal):
        sheet.write_number(row, column, value, style)
    else:
        sheet.write_string(row, column, str(value), style)


def _regle(question: Question, listes: _Listes) -> dict:
    """What the spreadsheet lets one type; what is pasted over it is checked at the deposit."""
    refuse = {"error_title": "Réponse attendue"}
    if question.genre == Genre.CHOIX:
        return refuse | {
            "validate": "list",
            "source": listes.source(question.choix),
            "error_message": "Choisissez dans la liste, ou effacez la case.",
        }
    if question.genre == Genre.ENTIER:
        bounds = {"validate": "integer", "criteria": "between", "minimum": 0, "maximum": 10**7}
        return refuse | bounds | {"error_message": "Un nombre entier est attendu, par exemple 231."}
    if question.genre == Genre.NOMBRE:
        bounds = {"validate": "decimal", "criteria": "between", "minimum": 0, "maximum": NOMBRE_MAX}
        told = "Un nombre seul est attendu, par exemple 1200 ou 12,5. Une précision va dans le commentaire."
        return refuse | bounds | {"error_message": told}
    length = {"validate": "length", "criteria": "<=", "value": question.longueur}
    return refuse | length | {"error_message": f"Ce texte est trop long\u00a0: {question.longueur} caractères au plus."}
