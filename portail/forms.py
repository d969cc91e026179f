"""Filters of the carnet (a form read by GET)."""

from django import forms

from coop.ui.forms import DateFr, FiltreForm
from portail.lecture import RUBRIQUES
from portail.queries.carnet import AUTEURS


class CarnetForm(FiltreForm):
    """Every filter may be left empty."""

    rubrique = forms.ChoiceField(
        label="Rubrique", required=False, choices=[("", "Toutes"), *((code, label) for code, label, _, _ in RUBRIQUES)]
    )
    auteur = forms.ChoiceField(label="Par", required=False, choices=[("", "Tous"), *AUTEURS])
    du = DateFr(label="Depuis le", required=False)
    au = DateFr(label="Jusqu’au", required=False)

    def clean(self):
        found = super().clean()
        if found.get("du") and found.get("au") and found["au"] < found["du"]:
            self.add_error("au", "La fin suit le début\u00a0: inversez les deux dates.")
        return found
