"""The header found, each refusal at its row and column, the rows compared with the base."""

from decimal import Decimal

import pytest

from coop.classeurs.controle import comparer, controler
from coop.classeurs.refus import Illisible
from tests.classeurs.fichiers import TITRES, Table, ligne

TRAPPES = ["78621", "Trappes", "12,5", "2021"]


def controle(*rows, modele=None):
    return controler(modele or Table().modele(), list(rows), None)


def phrases(*rows, modele=None) -> list[str]:
    return [str(refus) for refus in controle(*rows, modele=modele).refus]


def illisible(*rows, modele=None) -> list[str]:
    with pytest.raises(Illisible) as caught:
        controle(*rows, modele=modele)
    return [str(refus) for refus in caught.value.refus]


def test_rows_are_read_under_the_titles_in_any_order():
    found = controle(["année", "VALEUR", "code", "Libellé", "Note"], ["2021", "12,5", "78621", "Trappes", "x"])

    assert found.lignes == {("78621",): (2, ligne())}
    assert found.ignorees == ["Note"]
    assert not found.refus


def test_a_note_may_stand_above_the_titles_and_blank_rows_are_passed():
    found = controle(["Chiffres de la coopérative"], [], TITRES, ["", " ", None], TRAPPES)

    assert found.lignes == {("78621",): (5, ligne())}


def test_an_optional_column_may_be_absent_or_empty():
    assert controle(["Code", "Nom", "Année"], ["78621", "Trappes", "2021"]).lignes[("78621",)][1]["valeur"] is None
    assert controle(TITRES, ["78621", "Trappes", "", "2021"]).lignes[("78621",)][1]["valeur"] is None


def test_a_short_row_lacks_its_last_cells():
    assert phrases(TITRES, ["78621", "Trappes"]) == ["Ligne 2, colonne «\u00a0Année\u00a0»\u00a0: la cellule est vide."]


def test_every_fault_of_every_row_is_told():
    found = controle(TITRES, ["78621", "", "douze", "2021"], ["78297", "Guyancourt", "3", "1880"])

    assert [(r.ligne, r.colonne) for r in found.refus] == [(2, "Nom"), (2, "Valeur"), (3, "Année")]
    assert found.lignes_refusees == 2
    assert found.lignes == {}


def test_a_repeated_row_names_the_first_one():
    assert phrases(TITRES, TRAPPES, TRAPPES) == [
        "Ligne 3\u00a0: cette ligne répète la ligne 2\u00a0: gardez-en une seule."
    ]


def test_a_rule_between_cells_is_told_at_its_column():
    def verifier(valeurs, contexte):
        return [("valeur", "la valeur passe 10.")] if valeurs["valeur"] > 10 else []

    table = Table().modele(verifier=verifier)

    assert phrases(TITRES, TRAPPES, modele=table) == [
        "Ligne 2, colonne «\u00a0Valeur\u00a0»\u00a0: la valeur passe 10."
    ]


def test_missing_titles_are_told_one_by_one():
    assert illisible(["Code", "Valeur"], ["78621", "1"]) == [
        "Ligne 1, colonne «\u00a0Nom\u00a0»\u00a0: la colonne manque.",
        "Ligne 1, colonne «\u00a0Année\u00a0»\u00a0: la colonne manque.",
    ]


def test_a_title_given_twice_is_refused():
    assert illisible([*TITRES, "Millésime"], TRAPPES) == [
        "Ligne 1, colonne «\u00a0Année\u00a0»\u00a0: cette colonne est donnée deux fois."
    ]


def test_a_file_without_titles_says_what_is_expected():
    assert illisible(TRAPPES) == [
        "Ligne 1\u00a0: les titres de colonnes manquent. Attendus\u00a0: «\u00a0Code\u00a0», «\u00a0Nom\u00a0», «\u00a0Année\u00a0»."
    ]


def test_a_file_without_rows_or_with_too_many_is_refused():
    assert illisible(TITRES) == ["Ce fichier n’a aucune ligne sous ses titres de colonnes."]
    assert illisible(TITRES, TRAPPES, TRAPPES, modele=Table().modele(lignes_max=1)) == [
        "Ce fichier a 2 lignes\u00a0: 1 au plus."
    ]


def test_a_true_cell_is_not_the_number_one():
    assert phrases(TITRES, ["1", "Un", 1.0, "2021"], ["2", "Deux", True, "2021"]) == [
        "Ligne 3, colonne «\u00a0Valeur\u00a0»\u00a0: «\u00a0oui\u00a0» n’est pas un nombre."
    ]


def test_comparison_tells_added_changed_and_unchanged():
    table = Table()
    table.rows = {("A",): ligne("A"), ("B",): ligne("B"), ("Z",): ligne("Z")}
    rows = [(2, ligne("A")), (3, ligne("B", valeur="13")), (4, ligne("C"))]

    found = comparer(table.modele(), rows, None)

    assert found.inchangees == 1
    assert found.modifications == [(3, ligne("B", valeur="13"), ligne("B"))]
    assert found.ajouts == [(4, ligne("C"))]
    assert found.ajouts[0][1]["valeur"] == Decimal("12.50")
