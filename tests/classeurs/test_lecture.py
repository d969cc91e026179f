"""Cells of a CSV or an XLSX, whatever wrote it; and every file that is refused, in a sentence."""

import io
import re
import subprocess
import zipfile
from datetime import date, datetime
from unittest import mock

import pytest

from coop.classeurs import enfant, lecture
from coop.classeurs.ecriture import Colonne, Feuille, classeur
from coop.classeurs.lecture import lire
from coop.classeurs.refus import Illisible, Refus
from tests.classeurs.fichiers import corrige, csv, xlsx

FEUILLE = "xl/worksheets/sheet1.xml"


def refuse(data: bytes) -> list[str]:
    with pytest.raises(Illisible) as caught:
        lire(data)
    return [str(refus) for refus in caught.value.refus]


@pytest.mark.parametrize("separator", [";", ",", "\t", "|"])
def test_csv_separator_is_found(separator):
    data = csv(separator.join(["Code", "Nom"]), separator.join(["78621", "Trappes"]))

    assert lire(data) == [["Code", "Nom"], ["78621", "Trappes"]]


def test_decimal_commas_do_not_pass_for_separators():
    assert lire(csv("Code;Valeur", "78621;12,5", "78297;3,25"))[1] == ["78621", "12,5"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_csv_encoding_is_found(encoding):
    assert lire(csv("Année;Communauté", "2021;Éragny", encoding=encoding)) == [
        ["Année", "Communauté"],
        ["2021", "Éragny"],
    ]


def test_csv_quotes_keep_separators_and_line_breaks():
    assert lire(csv("Nom;Note", '"A;B";"deux\nlignes"'))[1] == ["A;B", "deux\nlignes"]


def test_csv_may_say_its_separator_first():
    assert lire(csv("sep=,", "Nom,Note", "A,1"))[1] == ["A", "1"]


def test_xlsx_gives_text_numbers_dates_booleans():
    rows = lire(xlsx([["Code", "Valeur", "Jour", "Oui", "Vide"], ["078", 12.5, date(2027, 1, 15), True, None]]))

    assert rows[1][:4] == ["078", 12.5, date(2027, 1, 15), True]
    assert rows[1][4:] in ([], [""], [None])


def test_xlsx_keeps_the_time_of_a_moment():
    assert lire(xlsx([[datetime(2027, 1, 15, 9, 30)]])) == [[datetime(2027, 1, 15, 9, 30)]]


def test_cells_cross_the_process_boundary_as_they_are():
    rows = [
        ["Titre", "Mêlé", "Jour", ""],
        ["a\x1fb", "x", date(2027, 1, 15), "é\n"],
        ["", 1.5, date(1900, 3, 1), ""],
        ["c", datetime(2027, 1, 15, 9, 30), date(2027, 1, 16), "𝄞"],
        ["d", True, date(2027, 1, 17), ""],
        *([f"n{n}", float(n), date(2027, 1, 17), ""] for n in range(enfant.RANGS)),
    ]

    assert enfant.deballer(b"".join(enfant.emballer(rows))) == rows
    assert enfant.deballer(b"".join(enfant.emballer([]))) == []


@pytest.mark.parametrize(
    ("cell", "what"), [("A2", "<f>1+1</f>"), ("DA2", ""), ("AAA1", ""), ("A100000", "")], ids=lambda v: v or "far"
)
def test_what_is_rare_is_seen_wherever_the_blocks_are_cut(monkeypatch, cell, what):
    data = corrige(
        xlsx([["A"], [1]]), FEUILLE, lambda text: text.replace('r="A2"', f'r="{cell}"').replace("<v>1", f"{what}<v>1")
    )

    def seen():
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return enfant._feuille(archive, FEUILLE).endswith(b"</worksheet>")

    for size in range(100, 130):
        monkeypatch.setattr(enfant, "BLOC", size)
        assert seen()


def test_a_sheet_with_nothing_rare_is_not_kept_whole(monkeypatch):
    monkeypatch.setattr(enfant, "BLOC", 200)

    assert len(enfant._xml(xlsx([["A"], [1]]), toutes=False)[0]) == 200


def test_our_own_workbooks_are_read_back():
    data = classeur([Feuille("Essai", [Colonne("Nom"), Colonne("Valeur", format="nombre")], [["=A1", 3]])])

    assert lire(data) == [["Nom", "Valeur"], ["=A1", 3]]


def test_rows_are_numbered_as_the_spreadsheet_numbers_them():
    def spoil(sheet):
        sheet["B4"] = "seule"

    assert lire(xlsx([], prepare=spoil))[3][1] == "seule"


def test_only_the_first_sheet_is_read():
    def add(sheet):
        sheet.parent.create_sheet("Autre")["A1"] = "=1+1"

    assert lire(xlsx([["A"]], prepare=add)) == [["A"]]


def test_a_formula_is_refused_at_its_cell():
    assert refuse(xlsx([["A", "B"], [1, "=1+1"]])) == [
        "Ligne 2, colonne «\u00a0B\u00a0»\u00a0: cette cellule contient une formule\u00a0: remplacez-la par sa valeur (copier, puis "
        "collage des valeurs)."
    ]


def test_a_formula_is_refused_in_a_csv_too_but_a_negative_number_is_not():
    assert refuse(csv("A;B", "x;=1+1"))[0].startswith(
        "Ligne 2, colonne «\u00a0B\u00a0»\u00a0: cette cellule contient une formule"
    )
    assert lire(csv("A;B", "-5;+3"))[1] == ["-5", "+3"]


def test_formulas_are_told_twenty_at_most():
    assert len(refuse(xlsx([["=1+1"] for _ in range(30)]))) == 20


def test_a_merged_cell_is_refused_at_its_place():
    assert refuse(xlsx([["A", "B"], [1, 2]], prepare=lambda sheet: sheet.merge_cells("A2:B2")))[0].startswith(
        "Ligne 2, colonne «\u00a0A\u00a0»\u00a0: des cellules sont fusionnées ici"
    )


def test_a_workbook_with_a_password_is_refused():
    assert refuse(enfant.OLE + b"\x00" * 600)[0].startswith("Ce classeur est protégé par un mot de passe")


def test_an_archive_with_a_password_is_refused():
    data = bytearray(xlsx([["A"]]))
    with zipfile.ZipFile(io.BytesIO(bytes(data))) as archive:
        start = archive.start_dir
    data[start + 8] |= 1

    assert "mot de passe" in refuse(bytes(data))[0]


@pytest.mark.parametrize(
    "spoil",
    [
        lambda data: data[: len(data) // 2],
        lambda data: data[:200] + b"\x00" * 50 + data[250:],
        lambda data: b"PK\x03\x04 rien",
        lambda data: corrige(data, "xl/workbook.xml", lambda text: "<workbook/>"),
        lambda data: corrige(data, FEUILLE, lambda text: text[:60]),
    ],
    ids=["cut", "overwritten", "empty archive", "no sheet", "cut sheet"],
)
def test_a_damaged_workbook_is_refused(spoil):
    assert refuse(spoil(xlsx([["A", "B"], [1, 2]])))[0].startswith("Ce classeur est abîmé")


@pytest.mark.parametrize(
    "data", [b"%PDF-1.7 rien", b"\x89PNG\r\n\x00\x00", b"\xff\xfe\x00"], ids=["pdf", "image", "utf-16"]
)
def test_another_type_of_file_is_refused(data):
    assert refuse(data)[0].startswith("Ce fichier n’est ni un CSV ni un classeur XLSX")


def test_an_empty_file_is_refused():
    assert refuse(b" \n ") == ["Ce fichier est vide."]


def test_a_quote_left_open_is_refused_at_its_row():
    assert refuse(csv("Nom;Note", 'A;"ouvert')) == ["Ligne 2\u00a0: un guillemet ouvert n’est pas refermé."]


@pytest.mark.parametrize("cell", ["XFD1048576", "A1048576", "AAA1", "DA2"])
def test_one_far_cell_is_refused_before_anything_is_allocated(cell):
    data = corrige(
        xlsx([["A"], [1]]),
        FEUILLE,
        lambda text: text.replace('r="A2"', f'r="{cell}"').replace('ref="A1:A2"', 'ref="A1:A2"'),
    )

    assert refuse(data)[0].startswith("Ce fichier a trop de")


@pytest.mark.parametrize("row", ['<row r="1048576" ht="12.8"/>', '<row r="1048576" ht="12.8"><c><v>1</v></c></row>'])
def test_the_empty_last_row_of_libreoffice_is_no_far_row(row):
    data = corrige(xlsx([["A"], [1]]), FEUILLE, lambda text: text.replace("</sheetData>", f"{row}</sheetData>"))

    if row.endswith("/>"):
        assert lire(data) == [["A"], [1]]
    else:
        assert "trop de lignes" in refuse(data)[0]


def test_a_workbook_with_macros_or_in_another_format_says_how_to_save_it():
    def with_part(name: str) -> bytes:
        stream = io.BytesIO(xlsx([["A"]]) if name.startswith("xl/") else b"")
        with zipfile.ZipFile(stream, "a") as archive:
            archive.writestr(name, b"rien")
        return stream.getvalue()

    assert "macros" in refuse(with_part("xl/vbaProject.bin"))[0]
    assert "format ODS" in refuse(with_part("content.xml"))[0]


def test_a_sheet_that_claims_too_much_is_refused():
    claim = corrige(
        xlsx([["A"]]), FEUILLE, lambda text: re.sub('<dimension ref="[^"]*"', '<dimension ref="A1:B900000"', text)
    )

    assert refuse(claim) == ["Ce fichier a trop de lignes\u00a0: 50\u00a0000 au plus. Partagez-le en plusieurs."]


def test_too_many_rows_or_columns_of_a_csv_are_refused(monkeypatch):
    monkeypatch.setattr(enfant, "LIGNES", 3)
    monkeypatch.setattr(enfant, "COLONNES", 2)

    assert "trop de lignes" in refuse(csv("a;b", "1;2", "1;2", "1;2"))[0]
    assert "trop de colonnes" in refuse(csv("a;b;c"))[0]


def test_an_archive_that_swells_is_refused():
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/media/a.bin", b"\0" * (enfant.DECOMPRESSE + 1))

    assert refuse(bomb.getvalue())[0].startswith("Ce fichier est trop grand une fois ouvert")


@pytest.mark.parametrize(
    "run",
    [
        mock.Mock(return_value=subprocess.CompletedProcess([], returncode=-6)),
        mock.Mock(side_effect=subprocess.TimeoutExpired("enfant", 60)),
    ],
    ids=["aborted", "too long"],
)
def test_a_child_that_dies_is_a_file_too_large(monkeypatch, run):
    monkeypatch.setattr(lecture.subprocess, "run", run)

    assert refuse(xlsx([["A"]]))[0].startswith("Ce fichier est trop grand")


def test_a_refusal_reads_as_a_sentence():
    assert (
        str(Refus(12, "Valeur", "la cellule est vide."))
        == "Ligne 12, colonne «\u00a0Valeur\u00a0»\u00a0: la cellule est vide."
    )
    assert str(Refus(0, "Valeur", "la colonne manque.")) == "Colonne «\u00a0Valeur\u00a0»\u00a0: la colonne manque."
    assert str(Refus(0, "", "Ce fichier est vide.")) == "Ce fichier est vide."
