"""Dates, numbers, amounts and delays as French readers write them."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from coop.ui import typographie as t

N = "\u00a0"


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (0, "0"),
        (999, "999"),
        (1266, f"1{N}266"),
        (1234567, f"1{N}234{N}567"),
        (Decimal("12.50"), "12,5"),
        (Decimal("100"), "100"),
        (Decimal("1200.00"), f"1{N}200"),
        (-3, "−3"),
        ("n.d.", "n.d."),
        (float("nan"), "n.d."),
    ],
)
def test_nombre_is_french(value, expected):
    assert t.nombre(value) == expected


def test_nombre_rounds_half_up_to_the_decimals_asked():
    assert t.nombre(Decimal("2.345"), 2) == "2,35"
    assert t.nombre(Decimal("2.5"), 0) == "3"
    assert t.nombre(2, 1) == "2,0"


@pytest.mark.parametrize(
    ("value", "expected"),
    [("23000", f"23{N}000{N}€"), ("12.5", f"12,50{N}€"), ("0", f"0{N}€"), ("1234.567", f"1{N}234,57{N}€")],
)
def test_euros_shows_cents_only_when_there_are_some(value, expected):
    assert t.euros(Decimal(value)) == expected


def test_pourcentage_has_a_no_break_space():
    assert t.pourcentage(88) == f"88{N}%"
    assert t.pourcentage(Decimal("33.333"), 1) == f"33,3{N}%"


def test_first_of_the_month_is_premier():
    assert t.date_longue(date(2027, 3, 1)) == f"1er{N}mars{N}2027"
    assert t.date_courte(date(2027, 1, 15)) == f"15{N}janv."
    assert t.date_courte(date(2027, 1, 15), annee=True) == f"15{N}janv.{N}2027"


def test_a_moment_is_read_in_paris():
    moment = datetime(2026, 7, 31, 22, 30, tzinfo=UTC)
    assert t.date_longue(moment) == f"1er{N}août{N}2026"
    assert t.date_heure(moment) == f"1er{N}août{N}2026 à 0{N}h{N}30"


@pytest.mark.parametrize(("count", "expected"), [(0, "bilan"), (1, "bilan"), (Decimal("1.9"), "bilan"), (2, "bilans")])
def test_plural_starts_at_two(count, expected):
    assert t.pluriel(count, "bilan,bilans") == expected


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2026, 10, 14), f"6{N}jours de retard"),
        (date(2026, 10, 19), f"1{N}jour de retard"),
        (date(2026, 10, 20), "aujourd’hui"),
        (date(2026, 10, 21), "demain"),
        (date(2026, 10, 29), f"dans 9{N}jours"),
    ],
)
def test_echeance_says_how_far(day, expected):
    assert t.echeance(day, date(2026, 10, 20)) == expected


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2026, 10, 20), "aujourd’hui"),
        (date(2026, 10, 19), "hier"),
        (date(2026, 10, 17), f"il y a 3{N}jours"),
        (date(2026, 9, 1), f"le 1er{N}septembre{N}2026"),
        (date(2026, 10, 25), f"le 25{N}octobre{N}2026"),
    ],
)
def test_depuis_says_how_long_ago(day, expected):
    assert t.depuis(day, date(2026, 10, 20)) == expected


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("Pourquoi ?", f"Pourquoi{N}?"),
        ("« Oui »", f"«{N}Oui{N}»"),
        ("«Oui »", f"«{N}Oui{N}»"),
        ("l'action", "l’action"),
        ("88 % ; 12 €", f"88{N}%{N}; 12{N}€"),
        ("voir https://exemple.invalid/a?b=1", "voir https://exemple.invalid/a?b=1"),
    ],
)
def test_typo_mends_typed_text(typed, expected):
    assert t.typo(typed) == expected


@pytest.mark.parametrize(
    ("nom", "attendu"),
    [
        ("Association fictive A", "d’Association fictive A"),
        ("Épicerie solidaire", "d’Épicerie solidaire"),
        ("Mission santé", "de Mission santé"),
        ("Le Relais", "du Relais"),
        ("Les Amis", "des Amis"),
        ("La Ruche", "de La Ruche"),
        ("ARS Île-de-France", "de l’ARS Île-de-France"),
    ],
)
def test_a_name_after_de_is_elided_or_contracted(nom, attendu):
    assert t.de(nom) == attendu
