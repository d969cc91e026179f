"""Forms of the note régionale: which one, and what the siège writes in it."""

from django import forms

from coop.territories.models import Departement
from coop.ui.forms import CoopForm, CoopModelForm, VersionedFormMixin
from portail.models import REGION, NoteRegionale
from portail.note_regionale.modele import TRIMESTRES, Exercice


class ChoixForm(CoopForm):
    """A territory and a period: the address of the note to prepare."""

    territoire = forms.ChoiceField(label="Territoire")
    periode = forms.ChoiceField(label="Période")

    def __init__(self, *args, annee: int, courant: str, **kwargs) -> None:
        super().__init__(*args, initial={"territoire": REGION, "periode": courant}, **kwargs)
        places = Departement.objects.order_by("code").values_list("code", "nom")
        self.fields["territoire"].choices = [
            (REGION, "Île-de-France"),
            *((code, f"{nom} ({code})") for code, nom in places),
        ]
        periods = [Exercice(year, quarter) for year in (annee, annee - 1) for quarter in (0, *TRIMESTRES)]
        self.fields["periode"].choices = [(p.code, p.nom.capitalize()) for p in periods]


class NoteForm(VersionedFormMixin, CoopModelForm):
    class Meta:
        model = NoteRegionale
        fields = ["introduction", "decisions"]
        widgets = {"introduction": forms.Textarea(attrs={"rows": 5}), "decisions": forms.Textarea(attrs={"rows": 5})}
        help_texts = {
            "introduction": "Ouvre la note. Les chiffres viennent seuls\u00a0: ne les recopiez pas.",
            "decisions": "Ferme la note\u00a0: un point par ligne.",
        }
