"""What our fields read and show."""

from datetime import date
from decimal import Decimal

import pytest
from django import forms
from django.core.exceptions import ValidationError

from coop.ui.forms import CoopForm, DateFr, EntierField, MontantField, NombreField

N = "\u00a0"


@pytest.mark.parametrize(("typed", "expected"), [("231", 231), ("1 200", 1200), (f"1{N}200", 1200), (" 0 ", 0)])
def test_entier_reads_spaces(typed, expected):
    assert EntierField().clean(typed) == expected


@pytest.mark.parametrize("typed", ["env. 230", "12,5", "-1", "1e3", "١٢x"])
def test_entier_refuses_what_is_no_count(typed):
    with pytest.raises(ValidationError):
        EntierField().clean(typed)


@pytest.mark.parametrize(
    ("typed", "expected"), [("12,5", "12.5"), ("12.5", "12.5"), ("1 200,75", "1200.75"), ("-3", "-3"), ("33 %", "33")]
)
def test_nombre_reads_a_comma(typed, expected):
    assert NombreField(max_digits=12, decimal_places=2).clean(typed) == Decimal(expected)


@pytest.mark.parametrize(("typed", "expected"), [("23 000 €", "23000"), (f"1{N}250,50{N}€", "1250.50"), ("0", "0")])
def test_montant_reads_euros(typed, expected):
    assert MontantField().clean(typed) == Decimal(expected)


@pytest.mark.parametrize("typed", ["-1", "12,345", "beaucoup", "NaN", "Infinity"])
def test_montant_refuses_what_is_no_amount(typed):
    with pytest.raises(ValidationError):
        MontantField().clean(typed)


@pytest.mark.parametrize(
    "typed",
    [
        "2027-03-01",
        "01/03/2027",
        "1/3/2027",
        "1.3.2027",
        "01-03-2027",
        "1er mars 2027",
        "1 mars 2027",
        f"1er{N}Mars{N}2027",
    ],
)
def test_date_reads_french_forms(typed):
    assert DateFr().clean(typed) == date(2027, 3, 1)


def test_date_reads_short_months():
    assert DateFr().clean("15 janv. 2027") == date(2027, 1, 15)


@pytest.mark.parametrize("typed", ["31/02/2027", "30 février 2027", "15 brumaire 2027", "demain"])
def test_date_refuses_what_does_not_exist_with_an_example(typed):
    with pytest.raises(ValidationError, match="15/01/2027"):
        DateFr().clean(typed)


class Saisie(CoopForm):
    effectif = EntierField(label="Effectif")
    taux = NombreField(label="Taux", required=False)
    debut = DateFr(label="Début", required=False)


def test_numbers_are_shown_in_french():
    html = str(Saisie(initial={"effectif": 1200, "taux": Decimal("12.50")}))
    assert f'value="1{N}200"' in html
    assert 'value="12,5"' in html


def test_a_number_shown_and_sent_back_has_not_changed():
    form = Saisie({"effectif": f"1{N}200", "taux": "12,5"}, initial={"effectif": 1200, "taux": Decimal("12.50")})
    assert form.changed_data == []


def test_a_date_is_given_to_the_calendar_as_iso():
    assert 'type="date" name="debut" value="2027-01-15"' in str(Saisie(initial={"debut": date(2027, 1, 15)}))


def test_a_date_that_is_no_date_is_shown_again_in_a_text_field():
    assert 'type="text" name="debut" value="mi-janvier"' in str(Saisie({"debut": "mi-janvier"}))


@pytest.mark.parametrize(
    ("field", "sentence"),
    [
        (forms.CharField(), "Renseignez ce champ."),
        (forms.ChoiceField(choices=[("a", "A")]), "Choisissez une réponse."),
        (forms.BooleanField(), "Cochez cette case."),
        (forms.FileField(), "Choisissez un fichier."),
        (forms.CharField(error_messages={"required": "Donnez un titre."}), "Donnez un titre."),
    ],
)
def test_an_empty_obligatory_field_says_what_to_do(field, sentence):
    form = type("F", (CoopForm,), {"x": field})({})
    assert form.errors["x"] == [sentence]


def test_a_text_too_long_says_by_how_much():
    form = type("F", (CoopForm,), {"x": forms.CharField(max_length=5)})({"x": "trop long"})
    assert form.errors["x"] == [f"Ce texte est trop long{N}: 5 caractères au plus, vous en avez écrit 9."]


def test_help_shows_what_people_typed_as_text():
    """The unit of an indicator is typed by a member, and stands in the help of a field."""

    class Releve(CoopForm):
        valeur = NombreField(
            label="Valeur", max_digits=12, decimal_places=2, help_text='En <a href="//pirate">euros</a>.'
        )

    html = str(Releve())

    assert "&lt;a href=" in html
    assert '<a href="//pirate"' not in html


def test_a_number_out_of_bounds_is_refused_in_plain_words():
    with pytest.raises(ValidationError, match="Indiquez un nombre d’au moins 0."):
        EntierField().clean("-5")
