"""Forms of the evaluation set-up."""

from django import forms

from coop.ui.forms import CasesPuces, CoopForm, CoopModelForm, VersionedFormMixin
from cooperatives.queries.personnes import named, people_of
from evaluation.enums import Registre
from evaluation.enums_evaluation import DIMENSIONS, ObjetEvaluation, QualiteCritere
from evaluation.models import EvaluationCA, SelectionCritere
from evaluation.queries.evaluation_ca import indicateurs_possibles, libelle_courant

CHOISIR = "Choisissez un indicateur ou écrivez le vôtre."


class PersonneField(forms.ModelChoiceField):
    def label_from_instance(self, contact) -> str:
        return named(contact)


class CadreForm(VersionedFormMixin, CoopModelForm):
    """Object, moment, objectives, registers and who is in charge; efficacité and utilité come ticked (R-EVCA-06)."""

    objet = forms.ChoiceField(
        label="Ce que l’on évalue",
        # The coopératives of the région together are evaluated by the siège.
        choices=[(code.value, code.label) for code in ObjetEvaluation if code != ObjetEvaluation.REGION],
        required=False,
        widget=forms.RadioSelect,
    )
    registres = forms.MultipleChoiceField(
        label="Registres questionnés",
        choices=Registre.choices,
        required=False,
        widget=CasesPuces,
        help_text="Il est important que l’on puisse mesurer l’efficacité et l’utilité des coopératives d’acteurs mises en œuvre.",
    )
    charge = PersonneField(
        None,
        label="Chargé d’évaluation",
        required=False,
        empty_label="Pas encore désigné",
        help_text="Fait l’interface entre le niveau stratégique et le niveau opérationnel, et s’assure de la cohérence globale de la démarche.",
    )

    class Meta:
        model = EvaluationCA
        fields = ["objet", "moment", "objectifs", "charge"]
        widgets = {"objectifs": forms.Textarea(attrs={"rows": 5})}
        help_texts = {
            "objectifs": "Par exemple\u00a0: mesurer la contribution de la coopérative d’acteurs à la production de certains effets escomptés."
        }

    field_order = ["objet", "moment", "objectifs", "registres", "charge"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial["registres"] = [code.value for code in Registre if getattr(self.instance, code.value)]
        self.fields["charge"].queryset = people_of(self.instance.ca)


class CritereForm(CoopForm):
    """A critère of the coopérative's own, or one of the six dimensions of the renewal (R-EVCA-16)."""

    libelle = forms.CharField(
        label="Votre critère",
        required=False,
        max_length=250,
        help_text="Un critère est clair, précis, simple, plus technique que la question évaluative et fidèle à elle.",
    )
    dimension = forms.ChoiceField(
        label="Ou une dimension du renouvellement évaluatif",
        required=False,
        choices=[(label, label) for label in DIMENSIONS],
        widget=forms.RadioSelect,
    )

    def clean(self):
        data = super().clean()
        own, chosen = data.get("libelle", "").strip(), data.get("dimension", "")
        if not self.errors and bool(own) == bool(chosen):
            raise forms.ValidationError(
                "Écrivez un critère ou choisissez une dimension."
                if not own
                else "Écrivez un critère ou choisissez une dimension\u00a0: l’un après l’autre."
            )
        return data

    @property
    def choix(self) -> str:
        return self.cleaned_data["libelle"].strip() or self.cleaned_data["dimension"]


class QualitesForm(VersionedFormMixin, CoopModelForm):
    """The five qualities of a critère (R-EVCA-09)."""

    qualites = forms.MultipleChoiceField(
        label="Ce critère est",
        choices=QualiteCritere.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Il fonde le jugement sur des bases explicites, validées et acceptées\u00a0; il évite la subjectivité.",
    )

    class Meta:
        model = SelectionCritere
        fields = []

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial["qualites"] = self._vues(self.instance)

    @staticmethod
    def _vues(row: SelectionCritere) -> list[str]:
        return [name for name in QualiteCritere.values if getattr(row, name)]

    def conflicts(self, current) -> list:
        """One field for five columns."""
        current.qualites = self._vues(current)
        return super().conflicts(current)


class IndicateurForm(CoopForm):
    """An indicator of the framework, or one's own: critère first, then indicator."""

    indicateur = forms.ChoiceField(label="Indicateur du référentiel", required=False, widget=forms.RadioSelect)
    libelle_libre = forms.CharField(label="Ou un indicateur propre à la coopérative", required=False, max_length=250)

    def __init__(self, *args, selection: SelectionCritere, **kwargs):
        super().__init__(*args, **kwargs)
        self.possibles = {str(row.pk): row for row in indicateurs_possibles(selection)}
        self.fields["indicateur"].choices = [(pk, libelle_courant(row)) for pk, row in self.possibles.items()]

    def clean(self):
        data = super().clean()
        chosen, own = data.get("indicateur", ""), data.get("libelle_libre", "").strip()
        if not self.errors and bool(chosen) == bool(own):
            raise forms.ValidationError(
                CHOISIR if not chosen else "Choisissez l’un ou l’autre\u00a0: ajoutez-les l’un après l’autre."
            )
        return data

    @property
    def choix(self) -> dict:
        """What the verb takes (after validation)."""
        chosen = self.cleaned_data["indicateur"]
        return {"indicateur": self.possibles.get(chosen), "libelle_libre": self.cleaned_data["libelle_libre"]}
