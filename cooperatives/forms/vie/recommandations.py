"""Where one stands on a recommendation."""

from django import forms

from coop import horloge
from coop.ui.forms import CoopForm, DateFr
from coop.ui.forms.widgets import DateInput
from cooperatives.enums_vie import StatutRecommandation
from cooperatives.forms import PucesRadio
from cooperatives.models import SuiviRecommandation


class SuiviForm(CoopForm):
    """A recommendation nobody followed yet has no version."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    statut = forms.ChoiceField(label="Où en est-on\u00a0?", choices=StatutRecommandation.choices, widget=PucesRadio)
    preuve = forms.CharField(
        label="Ce qui le montre", required=False, widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Un document, une réunion, une décision\u00a0: nécessaire pour une recommandation suivie.",
    )  # fmt: skip
    le = DateFr(label="Date", widget=DateInput)

    def __init__(self, *args, suivi: SuiviRecommandation | None, **kwargs) -> None:
        initial = {"le": horloge.today()}
        if suivi is not None:
            initial = {"version": suivi.version, "statut": suivi.statut, "preuve": suivi.preuve, "le": suivi.le}
        super().__init__(*args, initial=initial, **kwargs)

    def clean(self) -> dict:
        data = super().clean()
        if data.get("statut") == StatutRecommandation.SUIVIE and not data.get("preuve", "").strip():
            self.add_error("preuve", "Dites ce qui montre que la recommandation est suivie.")
        return data

    def show_theirs(self, current: SuiviRecommandation) -> None:
        """Somebody wrote in between: say what, keep mine, let the next save replace it."""
        told = f"{current.auteur} a écrit entre-temps\u00a0: «\u00a0{current.get_statut_display()}\u00a0». {current.preuve}"
        self.add_error("preuve", f"{told} Enregistrez à nouveau pour garder votre réponse.")
        self.data = self.data.copy()
        self.data[self.add_prefix("version")] = str(current.version)
