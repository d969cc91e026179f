"""Fields that read what a French person types: « 1 200 », « 12,5 », « 23 000 € », « 15 janvier 2027 »."""

import re
from datetime import date
from decimal import Decimal

from django import forms
from django.core.exceptions import ValidationError

from coop.ui.forms.widgets import DateInput, OuiNonWidget
from coop.ui.typographie import MOIS, MOIS_COURTS, nombre

_ESPACES = re.compile(r"[\s\u00a0\u202f']")
_DATE_MOTS = re.compile(r"^(\d{1,2})(?:er)?\s+([^\W\d]+\.?)\s+(\d{4})$")
_DATE_CHIFFRES = re.compile(r"^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$")


def nettoyer_nombre(text: str) -> str:
    """« 1 200,50 € » → « 1200.50 »: spaces, the euro sign and the percent sign go, the comma becomes a point."""
    return _ESPACES.sub("", text).removesuffix("€").removesuffix("%").replace(",", ".")


BORNES = {
    "min_value": "Indiquez un nombre d’au moins %(limit_value)s.",
    "max_value": "Indiquez un nombre d’au plus %(limit_value)s.",
}


class _Chiffres:
    """Typed as text (a `type=number` refuses the comma and the space), shown again in French."""

    inputmode = "decimal"

    def to_python(self, value):
        return super().to_python(nettoyer_nombre(value) if isinstance(value, str) else value)

    def widget_attrs(self, widget) -> dict:
        return {"inputmode": self.inputmode, "autocomplete": "off"}

    def prepare_value(self, value):
        return nombre(value) if isinstance(value, int | Decimal) and not isinstance(value, bool) else value

    def has_changed(self, initial, data) -> bool:
        """« 1 200 » typed over 1200 is no change."""
        try:
            return self.to_python(initial) != self.to_python(data)
        except ValidationError:
            return True


class EntierField(_Chiffres, forms.IntegerField):
    """A whole number, zero or more unless `min_value` says otherwise."""

    inputmode = "numeric"
    widget = forms.TextInput
    default_error_messages = BORNES | {"invalid": "Indiquez un nombre entier, par exemple 231."}

    def __init__(self, *, min_value=0, **kwargs) -> None:
        super().__init__(min_value=min_value, localize=False, **kwargs)


class NombreField(_Chiffres, forms.DecimalField):
    """A number with or without decimals."""

    widget = forms.TextInput
    default_error_messages = BORNES | {
        "invalid": "Indiquez un nombre, par exemple 12,5.",
        "max_decimal_places": "Gardez %(max)s décimale(s) au plus.",
        "max_whole_digits": "Ce nombre est trop grand : %(max)s chiffre(s) au plus avant la virgule.",
        "max_digits": "Ce nombre a trop de chiffres : %(max)s au plus.",
    }

    def prepare_value(self, value):
        """Stored zeros at the end (12.50) are not shown: « 12,5 »."""
        return super().prepare_value(value)


class MontantField(NombreField):
    """An amount in euros, two decimals at most, positive or zero."""

    default_error_messages = {"invalid": "Indiquez un montant en euros, par exemple 23\u00a0000 ou 1\u00a0250,50."}

    def __init__(self, *, min_value=0, max_digits=12, decimal_places=2, **kwargs) -> None:
        super().__init__(min_value=min_value, max_digits=max_digits, decimal_places=decimal_places, **kwargs)


class DateFr(forms.DateField):
    """A date from the calendar (2027-01-15) or typed: 15/01/2027, 15.01.2027, « 15 janvier 2027 », « 1er mars 2027 »."""

    widget = DateInput
    default_error_messages = {
        "invalid": "Indiquez une date qui existe, par exemple 15/01/2027.",
    }

    def to_python(self, value):
        if isinstance(value, str) and value.strip():
            value = self._lire(value.strip().lower().replace("\u00a0", " "))
        return super().to_python(value)

    def _lire(self, text: str) -> str | date:
        """A date when the text is one of our French forms; the text itself otherwise (ISO)."""
        mots, chiffres = _DATE_MOTS.match(text), _DATE_CHIFFRES.match(text)
        if mots:
            jour, mois, annee = int(mots[1]), _mois(mots[2]), int(mots[3])
        elif chiffres:
            jour, mois, annee = (int(g) for g in chiffres.groups())
        else:
            return text
        try:
            return date(annee, mois, jour)
        except ValueError:
            raise ValidationError(self.error_messages["invalid"], code="invalid") from None


def _mois(word: str) -> int:
    """1 to 12, or 0 (no such month) for a word that is not a month."""
    for names in (MOIS, MOIS_COURTS):
        if word in names:
            return names.index(word) + 1
    return 0


class OuiNonField(forms.ChoiceField):
    """Yes, partly, no as a segmented row; an enum's `choices` are given without a blank one."""

    widget = OuiNonWidget
