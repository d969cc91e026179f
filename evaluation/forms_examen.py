"""The forms around a bilan: its end, and what the coordination answers, asks, reopens or types for a party."""

from django import forms

from coop.ui.forms import CoopForm, CoopModelForm, DateFr, VersionedFormMixin
from coop.ui.typographie import date_longue
from evaluation.forms_bilan import LONGUEUR, PRUDENCE
from evaluation.models import SaisiePourCompte, VersionBilan


class SyntheseForm(VersionedFormMixin, CoopModelForm):
    """« Pour finir »: what the party adds for the ARS."""

    class Meta:
        model = VersionBilan
        fields = ["faits_marquants", "besoins_ars"]
        widgets = {name: forms.Textarea(attrs={"rows": 3}) for name in fields}
        help_texts = {
            "faits_marquants": PRUDENCE,
            "besoins_ars": "Ce que vous attendez de la délégation au prochain trimestre.",
        }

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        for name in self.Meta.fields:
            self.fields[name].max_length = LONGUEUR


class ComplementForm(CoopForm):
    """What the coordination asks to complete; the questions already asked are enough."""

    commentaire = forms.CharField(
        label="Que faut-il compléter\u00a0?", max_length=2000, widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Le partenaire reçoit ces mots avec son lien.",
    )  # fmt: skip

    def __init__(self, *args, questions: bool = False, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        if questions:
            self.fields["commentaire"].required = False
            self.fields["commentaire"].label = "Un mot avec vos questions"


class QuestionForm(CoopForm):
    """One question on one field."""

    question = forms.CharField(label="Votre question", max_length=1000, widget=forms.Textarea(attrs={"rows": 2}))


class ReouvrirForm(CoopForm):
    """A window to correct what was sent."""

    jusqu_au = DateFr(label="Ouvert jusqu’au", help_text="Passé ce jour, ce qui était transmis reste valable.")
    motif = forms.CharField(label="Motif", max_length=2000, widget=forms.Textarea(attrs={"rows": 3}),
                            help_text="Le partenaire reçoit ces mots avec son lien.")  # fmt: skip


class PourCompteForm(CoopModelForm):
    """Who told the answers, when and how (decisions.md 27)."""

    class Meta:
        model = SaisiePourCompte
        fields = ["informateur", "recueilli_le", "canal"]
        labels = {
            "informateur": "Qui vous a donné les réponses\u00a0?",
            "recueilli_le": "Quel jour\u00a0?",
            "canal": "Comment\u00a0?",
        }
        help_texts = {
            "informateur": "Sa fonction dans l’organisation, par exemple «\u00a0responsable des maraudes\u00a0»."
        }


class PeriodeForm(CoopForm):
    """From which quarter to which, among those that were sent; all of them by default."""

    debut = forms.ChoiceField(label="Du trimestre commencé le")
    fin = forms.ChoiceField(label="au trimestre fini le")

    def __init__(self, rendus: list, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["debut"].choices = [(f"{row.bilan.debut:%Y-%m-%d}", date_longue(row.bilan.debut)) for row in rendus]
        last_days = [(f"{row.dernier_jour:%Y-%m-%d}", date_longue(row.dernier_jour)) for row in reversed(rendus)]
        self.fields["fin"].choices = last_days

    def clean(self) -> dict:
        data = super().clean()
        if data.get("debut") and data.get("fin") and data["debut"] > data["fin"]:
            self.add_error("fin", "La fin de la période suit son début.")
        return data

    @property
    def params(self) -> dict:
        """The two days, for the document."""
        return {"debut": self.cleaned_data["debut"], "fin": self.cleaned_data["fin"]}
