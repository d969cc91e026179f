"""Forms of the evaluation set-up."""

from django import forms

from coop.ui.forms import CasesPuces, CoopForm, CoopModelForm, VersionedFormMixin
from evaluation.enums import Registre
from evaluation.models import EvaluationCA, SelectionCritere
from evaluation.queries.evaluation_ca import indicateurs_possibles, libelle_courant

CHOISIR = "Choisissez un indicateur ou écrivez le vôtre."


class CadreForm(VersionedFormMixin, CoopModelForm):
    """Objectives and registers; efficacité and utilité come ticked (R-EVCA-06)."""

    registres = forms.MultipleChoiceField(
        label="Registres questionnés",
        choices=Registre.choices,
        required=False,
        widget=CasesPuces,
        help_text="Il est important que l’on puisse mesurer l’efficacité et l’utilité des coopératives d’acteurs mises en œuvre.",
    )

    class Meta:
        model = EvaluationCA
        fields = ["objectifs"]
        widgets = {"objectifs": forms.Textarea(attrs={"rows": 5})}
        help_texts = {
            "objectifs": "Par exemple\u00a0: mesurer la contribution de la coopérative d’acteurs à la production de certains effets escomptés."
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial["registres"] = [code.value for code in Registre if getattr(self.instance, code.value)]


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
