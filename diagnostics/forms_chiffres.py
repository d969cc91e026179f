"""The form of a typed figure."""

from django import forms

from coop import horloge
from coop.ui.forms import CoopModelForm, VersionedFormMixin
from diagnostics.models import Donnee


class DonneeForm(VersionedFormMixin, CoopModelForm):
    """A figure typed, or one brought by a file and mended: the place the file named stays."""

    class Meta:
        model = Donnee
        fields = ["libelle", "valeur", "raison_absence", "unite", "territoire", "annee", "source", "niveau"]
        help_texts = {
            "valeur": "Un nombre, par exemple 12,5. Une valeur non publiée n’est pas un zéro\u00a0: donnez alors la raison.",
            "raison_absence": "Seulement s’il n’y a pas de valeur.",
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.code_territoire:
            del self.fields["territoire"]

    def clean_annee(self):
        year = self.cleaned_data["annee"]
        if year > horloge.today().year:
            raise forms.ValidationError("Cette année est à venir.")
        return year
