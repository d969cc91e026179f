"""Forms of the échéance: meeting, decision per action, exit asked; and of the résiliation."""

from django import forms

from conventions.enums import SuiteResiliation
from conventions.models import DecisionReconduction, DemandeSortie, Resiliation, ReunionAnnuelle
from coop.ui.forms import CoopForm, CoopModelForm, DateFr, FichierInput, VersionedFormMixin
from coop.ui.typographie import date_longue
from cooperatives.models import Decision, Reunion


class _ReunionChoice(forms.ModelChoiceField):
    def label_from_instance(self, reunion: Reunion) -> str:
        return f"Réunion élargie du {date_longue(reunion.tenue_le)}"


class ReunionForm(VersionedFormMixin, CoopModelForm):
    """Which meeting was the réunion élargie, and why that early."""

    reunion = _ReunionChoice(Reunion.objects.none(), label="Réunion élargie tenue", empty_label="Choisir")

    class Meta:
        model = ReunionAnnuelle
        fields = ["reunion", "motif"]
        labels = {"motif": "Pourquoi cette date"}
        help_texts = {"motif": "Demandé quand la réunion s’est tenue plus de trois mois avant l’échéance."}
        widgets = {"motif": forms.Textarea(attrs={"rows": 4})}

    def __init__(self, *args, tenues: list[Reunion], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reunion"].queryset = Reunion.objects.filter(pk__in=[r.pk for r in tenues]).order_by(
            "tenue_le", "pk"
        )


class _SeanceChoice(forms.ModelChoiceField):
    def label_from_instance(self, decision: Decision) -> str:
        return f"{decision.numero}, {decision.texte}"[:140]


class DecisionForm(VersionedFormMixin, CoopModelForm):
    """What the parties decided of one action."""

    seance = _SeanceChoice(
        Decision.objects.none(), label="Décision de la réunion", required=False, empty_label="Aucune décision citée"
    )

    class Meta:
        model = DecisionReconduction
        fields = ["decision", "motif", "seance"]
        labels = {"decision": "Pour l’année qui vient, cette action est"}
        help_texts = {
            "motif": "Demandé quand l’action est modifiée ou n’est pas reconduite. L’avenant de reconduction le reprend."
        }
        widgets = {"decision": forms.RadioSelect, "motif": forms.Textarea(attrs={"rows": 4})}

    def __init__(self, *args, reunion: Reunion | None, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        choices = self.fields["decision"]
        choices.choices = [choice for choice in choices.choices if choice[0]]
        self.fields["seance"].queryset = Decision.objects.filter(reunion=reunion).order_by("numero")
        if not self.fields["seance"].queryset.exists():
            del self.fields["seance"]


class SortieForm(CoopModelForm):
    """A party asks to leave."""

    class Meta:
        model = DemandeSortie
        fields = ["demandee_le", "motif"]
        labels = {"demandee_le": "Date de la demande", "motif": "Pourquoi la partie souhaite sortir"}
        widgets = {"motif": forms.Textarea(attrs={"rows": 4})}


class ConcertationForm(VersionedFormMixin, CoopModelForm):
    """The concertation that comes before the exit."""

    concertation_le = DateFr(label="Concertation tenue le")

    class Meta:
        model = DemandeSortie
        fields = ["concertation_le"]


class RenonciationForm(VersionedFormMixin, CoopModelForm):
    """Nothing to write: the version read, so that nobody takes back what another has just changed."""

    class Meta:
        model = DemandeSortie
        fields = []


class ResiliationForm(CoopForm):
    """The registered letter of a party; the coordination alone says what it ends."""

    envoyee_le = DateFr(label="Date d’envoi de la lettre recommandée")
    motif = forms.CharField(
        label="Motif", required=False, widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Celui que dit la lettre. Les membres de la coopérative le lisent.",
    )  # fmt: skip
    suite = forms.ChoiceField(
        label="Ce qui prend fin", choices=SuiteResiliation.choices, widget=forms.RadioSelect,
        initial=SuiteResiliation.CONVENTION, required=False,
        help_text="Si l’avenant n’est pas signé de toutes les autres parties avant la date d’effet, toute la convention prend fin.",
    )  # fmt: skip

    def __init__(self, *args, coordonne: bool, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["suite"].facultatif = False  # an answer is ticked
        if not coordonne:
            del self.fields["suite"]

    def clean_suite(self) -> str:
        return self.cleaned_data["suite"] or SuiteResiliation.CONVENTION


class SuiteForm(VersionedFormMixin, CoopModelForm):
    """What the letter ends, until it does."""

    class Meta:
        model = Resiliation
        fields = ["suite"]
        widgets = {"suite": forms.RadioSelect}
        help_texts = {
            "suite": "Si l’avenant n’est pas signé de toutes les autres parties avant la date d’effet, toute la convention prend fin."
        }


class AvisForm(CoopForm):
    """The receipt of one party."""

    recu_le = DateFr(label="Lettre reçue le", help_text="La date portée sur l’avis de réception.")
    numero_lrar = forms.CharField(label="Numéro de la lettre recommandée", max_length=30, required=False)
    scan = forms.FileField(label="Avis de réception (PDF ou image)", required=False, widget=FichierInput)
