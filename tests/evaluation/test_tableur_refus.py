"""The workbook of a bilan that is not the one given out: another file, another party, another shape."""

import io
import zipfile

import pytest

from coop.classeurs.models import ClasseurRemis, Retour
from evaluation.models import VersionBilan
from tests.classeurs.fichiers import corrige
from tests.evaluation.scene_bilan import scene  # noqa: F401
from tests.evaluation.tableur_rempli import Tableur, ouvrir, played, text  # noqa: F401

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("spoil", "sentence"),
    [
        (lambda book: book["Action 1"].delete_cols(3), "la colonne « Votre réponse » manque"),
        (lambda book: book["Action 1"].delete_cols(6), "les repères cachés de cette feuille ont disparu"),
        (lambda book: book["Action 1"].delete_rows(20, 2), "2 lignes ne sont plus dans cette feuille"),
        (lambda book: book.book.remove(book["Action 2"]), "cette feuille n’est plus dans le classeur"),
        (lambda book: book["Action 1"].insert_cols(4) or setattr(book["Action 1"]["D9"], "value", "Ma note"), "« Ma note »"),
        (lambda book: setattr(book["Action 1"]["C90"], "value", "En bas"), "« En bas » n’est pas repris"),
        (lambda book: setattr(book.book.create_sheet("Notes")["A1"], "value", "Libre"), "cette feuille n’est pas du bilan"),
        (lambda book: book.ecrire("Action 1", **{"fixe:4": "Autre chose"}), "vient de la fiche-action"),
        (lambda book: book.book.copy_worksheet(book["Action 1"]), "cette feuille répète « Action 1 »"),
    ],
    ids=["no answers", "no keys", "rows", "sheet", "column", "row", "other sheet", "locked", "twice"],
)  # fmt: skip
def test_a_workbook_changed_in_its_shape_says_what_is_not_read_and_reads_the_rest(ouvrir, scene, spoil, sentence):  # noqa: F811
    book = ouvrir().ecrire("Pour finir", faits_marquants="Un fait.")
    spoil(book)

    shown = text(book.deposer())

    assert sentence in shown
    assert "<b>1</b> case changée" in shown
    book.enregistrer()
    assert VersionBilan.objects.get().faits_marquants == "Un fait."


@pytest.mark.parametrize(
    ("octets", "sentence"),
    [
        (b"%PDF-1.7 rien", "Ce fichier n’est pas un classeur XLSX"),
        (b"Code;Nom\n1;2", "Ce fichier n’est pas un classeur XLSX"),
        (b"PK\x03\x04 rien", "Ce classeur est abîmé"),
        (b"", "Ce fichier est vide"),
    ],
)
def test_a_file_that_is_no_workbook_is_refused_at_its_field(ouvrir, octets, sentence):  # noqa: F811
    response = ouvrir().deposer(octets)

    assert sentence in text(response)
    assert not Retour.objects.exists()


def test_too_big_a_file_is_refused(ouvrir, settings):  # noqa: F811
    settings.COOP_UPLOAD_MAX_BYTES = 1024

    assert "Ce fichier dépasse" in text(ouvrir().deposer())


def test_macros_are_refused(ouvrir):  # noqa: F811
    book = ouvrir()
    data = corrige(book.octets, "docProps/app.xml", lambda part: part)
    stream = io.BytesIO(data)
    with zipfile.ZipFile(stream, "a") as archive:
        archive.writestr("xl/vbaProject.bin", b"rien")

    assert "Ce classeur contient des macros" in text(book.deposer(stream.getvalue(), "bilan.xlsm"))


def test_the_workbook_of_another_quarter_names_it_and_of_another_party_tells_nothing(ouvrir, scene):  # noqa: F811
    first = ouvrir(trimestre=1)
    second = ouvrir(trimestre=2)
    assert "celui du trimestre 1 (15/01/2026)" in text(second.deposer(first.octets))
    other = ouvrir(scene.asso_b).octets

    shown = text(ouvrir(scene.asso_a).deposer(other))

    assert "Ce classeur n’a pas été fait pour ce bilan." in shown
    assert scene.asso_b.contact.organisation.nom not in shown
    assert not Retour.objects.exists()


def test_the_workbook_of_a_colleague_and_one_that_mixes_two_are_refused(ouvrir, scene):  # noqa: F811
    book = ouvrir()
    ClasseurRemis.objects.update(contact=scene.dd.contact)
    assert "Ce classeur a été fait pour quelqu’un d’autre" in text(book.deposer())
    other = ouvrir()
    other["Action 2"]["F3"].value = book["Action 2"]["F3"].value

    assert "plusieurs classeurs" in text(other.deposer())
    assert "pas celui d’un bilan" in text(other.deposer(_sans_reperes(other)))


def _sans_reperes(book: Tableur) -> bytes:
    for sheet in book.book.worksheets[1:4]:
        sheet.delete_cols(6)
    return book.octets
