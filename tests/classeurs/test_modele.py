"""Parsers of cells: what each accepts, and the sentence of what it refuses."""

from datetime import date, datetime
from decimal import Decimal

import pytest

from coop.classeurs import modele
from coop.classeurs.modele import Refuse


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("12,5", "12.500"),
        ("12.5", "12.500"),
        (12.5, "12.500"),
        (2021.0, "2021.000"),
        ("1 200", "1200.000"),
        ("1\u00a0200\u202f000", "1200000.000"),
        ("12 %", "12.000"),
        ("-3", "-3.000"),
        (0.0, "0.000"),
        (12.299999999999999, "12.300"),
    ],
)
def test_a_number_is_read_as_people_write_it(cell, value):
    assert modele.nombre()(cell, None) == Decimal(value)


@pytest.mark.parametrize("cell", ["env. 30", "N/A", "1,2,3", "#N/A", "nan", "inf", "n.d.", date(2021, 1, 1)])
def test_what_is_no_number_is_refused(cell):
    with pytest.raises(Refuse, match="n’est pas un nombre"):
        modele.nombre()(cell, None)


def test_a_number_too_large_is_refused():
    with pytest.raises(Refuse, match="trop grand"):
        modele.nombre(chiffres=3)("1000", None)


@pytest.mark.parametrize(("cell", "value"), [("2021", 2021), (2021.0, 2021), ("2 021", 2021)])
def test_a_whole_number(cell, value):
    assert modele.entier(1990, 2030)(cell, None) == value


@pytest.mark.parametrize("cell", ["2021,5", 1989.0, "2031", "2021-2022"])
def test_a_whole_number_out_of_bounds_or_broken_is_refused(cell):
    with pytest.raises(Refuse):
        modele.entier(1990, 2030)(cell, None)


@pytest.mark.parametrize(("cell", "value"), [("  Val  d’Oise ", "Val d’Oise"), (78621.0, "78621"), (12.5, "12,5")])
def test_a_text_is_trimmed_and_a_number_reads_as_it_shows(cell, value):
    assert modele.texte(20)(cell, None) == value


def test_a_text_too_long_is_refused():
    with pytest.raises(Refuse, match="20 caractères au plus"):
        modele.texte(20)("a" * 21, None)


def test_a_code_is_text_without_spaces():
    assert modele.code(8)(" qn 078 ", None) == "QN078"
    with pytest.raises(Refuse, match="trop long pour un code"):
        modele.code(5)("786210", None)


@pytest.mark.parametrize("cell", ["Non couvert", "non couvert", "NON-COUVERT"])
def test_a_choice_is_written_as_its_label(cell):
    assert modele.choix({"non": "non couvert", "oui": "couvert"})(cell, None) == "non"


def test_another_word_than_the_choices_is_refused_with_the_list():
    with pytest.raises(Refuse, match="n’est pas dans la liste\u00a0: non couvert, couvert"):
        modele.choix({"non": "non couvert", "oui": "couvert"})("peut-être", None)


@pytest.mark.parametrize("cell", ["15/01/2027", "15.1.2027", "2027-01-15", date(2027, 1, 15), datetime(2027, 1, 15, 9)])
def test_a_date_is_read(cell):
    assert modele.jour(cell, None) == date(2027, 1, 15)


@pytest.mark.parametrize("cell", ["31/02/2027", "janvier 2027", 44_000.0])
def test_what_is_no_date_is_refused(cell):
    with pytest.raises(Refuse, match="n’est pas une date"):
        modele.jour(cell, None)


def test_a_code_of_import_is_taken_once(monkeypatch):
    from tests.classeurs.fichiers import Table

    monkeypatch.setattr(modele, "_modeles", {})
    first = Table().modele()
    modele.register(first)
    modele.register(first)

    assert modele.get("essai") is first
    with pytest.raises(ValueError, match="already registered"):
        modele.register(Table().modele())
    with pytest.raises(KeyError):
        modele.get("inconnu")
