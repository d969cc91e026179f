"""Workbooks we write, opened again by another library: types, header, and no formula."""

import io
from datetime import date, datetime
from decimal import Decimal

import openpyxl
import pytest
from django.utils import timezone

from coop.classeurs.ecriture import Colonne, Feuille, classeur, reponse_xlsx


def relu(*feuilles: Feuille):
    return openpyxl.load_workbook(io.BytesIO(classeur(feuilles)))


def une(format: str, value):
    book = relu(Feuille("Essai", [Colonne("Titre", format=format)], [[value]]))
    return book.active["A2"]


@pytest.mark.parametrize(
    ("format", "value", "read", "shown"),
    [
        ("texte", "Trappes", "Trappes", "General"),
        ("entier", 1266, 1266, "#,##0"),
        ("nombre", Decimal("12.5"), 12.5, "#,##0.###"),
        ("euros", Decimal("23000"), 23000, '#,##0.00 "€"'),
        ("pourcentage", Decimal("12.5"), 12.5, '0.0" %"'),
        ("date", date(2027, 1, 15), datetime(2027, 1, 15), "dd/mm/yyyy"),
        ("nombre", "secret statistique", "secret statistique", "#,##0.###"),
        ("texte", True, "oui", "General"),
        ("texte", False, "non", "General"),
        ("texte", None, None, "General"),
        ("entier", 0, 0, "#,##0"),
    ],
)
def test_a_cell_is_typed(format, value, read, shown):
    cell = une(format, value)

    assert cell.value == read
    assert value is None or cell.number_format == shown


@pytest.mark.parametrize("text", ["=1+1", "+33 1", "-5", "@SOMME(A1)", "{=A1}", "http://exemple.invalid", "\t=1"])
def test_a_text_is_never_a_formula_nor_a_link(text):
    cell = une("texte", text)

    assert cell.value == text
    assert cell.data_type == "s"
    assert cell.hyperlink is None


def test_a_moment_is_written_in_the_time_of_paris():
    moment = timezone.make_aware(datetime(2027, 1, 15, 9, 30))

    assert une("date", moment).value == datetime(2027, 1, 15, 9, 30)


def test_the_header_is_frozen_styled_and_filterable():
    sheet = relu(Feuille("Essai", [Colonne("Nom"), Colonne("Valeur", largeur=10)], [["A", "b"], ["C", "d"]])).active

    assert sheet.freeze_panes == "A2"
    assert sheet["A1"].font.bold
    assert sheet.auto_filter.ref == "A1:B3"
    assert sheet.column_dimensions["B"].width == pytest.approx(10.7, abs=1)


def test_a_note_stands_above_the_header():
    sheet = relu(Feuille("Essai", [Colonne("Nom")], [["A"]], note="« – » : pas de référence.")).active

    assert [row[0].value for row in sheet.iter_rows()] == ["« – » : pas de référence.", "Nom", "A"]
    assert sheet.freeze_panes == "A3"


def test_a_row_is_as_high_as_its_texts_and_a_table_is_printed_lying_on_the_width_of_a_page():
    long = "Un texte qui tient sur trois lignes au moins d’une colonne de dix-huit"
    columns = [Colonne("Titre"), Colonne("Un titre un peu long", largeur=10)]
    sheet = relu(Feuille("Essai", columns, [["Court", 1], [long, 2], ["Deux\nlignes", 3]])).active

    assert sheet.row_dimensions[2].height is None  # the spreadsheet's own
    assert sheet.row_dimensions[3].height > sheet.row_dimensions[4].height > 30
    assert sheet.row_dimensions[1].height > 40
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert (sheet.page_setup.fitToHeight, sheet.print_title_rows) == (0, "$1:$1")


@pytest.mark.parametrize(("columns", "paper", "fitted"), [(13, 9, True), (15, 8, True), (35, 8, False)])
def test_a_wide_table_takes_a_larger_paper_then_several_pages_with_its_first_column(columns, paper, fitted):
    names = [Colonne(f"C{n}", largeur=20) for n in range(columns)]
    sheet = relu(Feuille("Essai", names, [], figees=1)).active

    assert sheet.page_setup.paperSize == paper
    assert bool(sheet.sheet_properties.pageSetUpPr and sheet.sheet_properties.pageSetUpPr.fitToPage) is fitted
    assert sheet.print_title_cols == (None if fitted else "$A:$A")


def test_titles_are_short_allowed_and_different():
    titles = ["Un titre de feuille beaucoup trop long", "Un titre de feuille beaucoup trop court", "A/B: [c]", "''"]

    names = relu(*(Feuille(t, [Colonne("Nom")], []) for t in titles)).sheetnames

    assert names == ["Un titre de feuille beaucoup tr", "Un titre de feuille beaucou (2)", "A B c", "Feuille"]


def test_rows_may_come_from_a_generator_and_must_have_every_column():
    rows = ([n, n] for n in range(3))

    assert relu(Feuille("Essai", [Colonne("A"), Colonne("B")], rows)).active.max_row == 4
    with pytest.raises(ValueError, match="argument"):
        classeur([Feuille("Essai", [Colonne("A"), Colonne("B")], [[1]])])


def test_the_answer_is_a_download_kept_by_nobody():
    response = reponse_xlsx("chiffres.xlsx", classeur([Feuille("Essai", [Colonne("Nom")], [])]))

    assert response["Content-Type"] == "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    assert response["Content-Disposition"] == 'attachment; filename="chiffres.xlsx"'
    assert response["Cache-Control"] == "private, no-store"
    assert response.content[:2] == b"PK"
