"""The form of a process reading: a quarter, what was observed, a figure when there is one."""

from django import forms

from conventions.models import Indicateur
from coop.ui.forms import CoopForm, NombreField
from coop.ui.typographie import date_longue
from evaluation.queries.copil import Quart


class ReleveProcessusForm(CoopForm):
    quart = forms.ChoiceField(label="Trimestre")
    constat = forms.CharField(
        label="Constat",
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=4000,
        help_text="Ce qui se met en place\u00a0: réunions tenues, partenaires mobilisés, outils prêts. Aucun nom de personne.",
    )
    valeur = NombreField(label="Valeur", required=False, max_digits=14, decimal_places=2)

    def __init__(self, *args, indicateur: Indicateur, quarts: list[Quart], **kwargs):
        """With a single quarter, nothing is left to choose: it travels hidden."""
        super().__init__(*args, **kwargs)
        if len(quarts) == 1:
            self.fields["quart"].widget = forms.HiddenInput()
        self.quarts = {quart.code: quart for quart in quarts}
        self.fields["quart"].choices = [(quart.code, _label(quart)) for quart in quarts]
        self.fields["valeur"].help_text = f"En {indicateur.unite}." if indicateur.unite else ""

    @property
    def choisi(self) -> Quart:
        """The quarter chosen (after validation)."""
        return self.quarts[self.cleaned_data["quart"]]


def _label(quart: Quart) -> str:
    return f"T{quart.trimestre}, année\u00a0{quart.periode.numero} (à partir du {date_longue(quart.debut)})"
