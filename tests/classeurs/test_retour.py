"""A workbook handed out and its return, held by the database; a form that comes back, whatever wrote it."""

import pytest
from django.core.exceptions import ValidationError

from coop import horloge
from coop.classeurs import formulaire
from coop.classeurs.formulaire import Feuillet, Genre, Notice, Question, Section
from coop.classeurs.lecture import FeuilleLue, lire_feuilles
from coop.classeurs.models import ClasseurRemis, Retour
from coop.classeurs.refus import Refus
from coop.classeurs.relecture import relire, texte_de
from coop.documents.models import Piece
from tests.classeurs.fichiers import corrige


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "fields"),
    [
        ("retour_enregistre_a_sa_date", {"etat": "enregistre"}),
        ("retour_enregistre_a_sa_date", {"etat": "lu", "enregistre_le": horloge.now}),
        ("retour_defait_a_sa_date", {"etat": "defait", "enregistre_le": horloge.now}),
        ("retour_defait_a_sa_date", {"etat": "enregistre", "enregistre_le": horloge.now, "defait_le": horloge.now}),
    ],
)
def test_a_return_has_the_dates_of_its_state(name, fields):
    remis = ClasseurRemis.objects.create(modele="essai", cible="1", base="{}")
    piece = Piece.objects.create(kind="import", subject_id="1", original_name="a.xlsx", size=1, sha256="0" * 64)
    values = {key: value() if callable(value) else value for key, value in fields.items()}
    row = Retour(remis=remis, piece=piece, depose_par="Essai", lecture="{}", **values)
    constraint = next(c for c in Retour._meta.constraints if c.name == name)

    with pytest.raises(ValidationError, match=constraint.violation_error_message):
        row.full_clean()


def test_references_are_long_and_never_the_same():
    found = {ClasseurRemis().reference for _ in range(50)}

    assert len(found) == 50
    assert {len(reference) for reference in found} == {16}


@pytest.fixture
def octets() -> bytes:
    rows = [
        Section("Chiffres"),
        Question("p.n", "Combien ?", Genre.NOMBRE, 12),
        Question("p.t", "Dites", valeur="=A1\nb"),
    ]
    return formulaire.formulaire("abc", Notice("Essai", [], []), [Feuillet("p", "Une", "Une feuille", rows)])


def test_a_form_comes_back_as_it_was(octets):
    found = relire(lire_feuilles(octets))

    assert (found.references, found.feuilles, found.refus) == ({"abc"}, {"p": "Une"}, [])
    assert {cle: cell.texte for cle, cell in found.cellules.items()} == {"p.n": "12", "p.t": "=A1\nb"}
    assert found.cellules["p.n"].ligne == 5


def test_a_formula_keeps_the_value_it_showed_and_says_its_fault(octets):
    spoiled = corrige(octets, "xl/worksheets/sheet2.xml", lambda text: text.replace("<v>12</v>", "<f>6+6</f><v>12</v>"))

    cell = relire(lire_feuilles(spoiled)).cellules["p.n"]

    assert cell.texte == "12"
    assert cell.faute.startswith("cette cellule contient une formule")


def test_the_header_is_found_under_rows_somebody_added(octets):
    [_, sheet, _] = lire_feuilles(octets)
    moved = FeuilleLue(sheet.nom, [[""] * len(sheet.lignes[0])] * 3 + sheet.lignes)

    assert relire([moved]).cellules["p.n"].ligne == 8


@pytest.mark.parametrize(
    ("cell", "text"),
    [(12.0, "12"), (0.1 + 0.2, "0,3"), (True, "oui"), (None, ""), (" a\r\nb ", "a\nb"), (horloge.now().date, None)],
)
def test_a_cell_reads_as_it_shows(cell, text):
    if callable(cell):
        cell = cell()
        text = cell.strftime("%d/%m/%Y")
    assert texte_de(cell) == text


def test_a_place_names_its_sheet():
    assert (
        Refus(3, "Votre réponse", "non.", "Action 1").lieu
        == "Feuille «\xa0Action 1\xa0», ligne 3, colonne «\xa0Votre réponse\xa0»"
    )
