"""The form of a point d'étape: the path, what follows, and the five elements answered together."""

from django import forms

from coop.ui.forms import CoopModelForm, VersionedFormMixin
from coop.ui.typographie import date_longue
from cooperatives.enums_vie import ElementCollaboratif, TenueElement
from cooperatives.forms import PucesRadio
from cooperatives.models import Cooperative, PointEtape
from cooperatives.queries.gouvernance import TENUES


class PointEtapeForm(VersionedFormMixin, CoopModelForm):
    """The five answers are optional: an evaluation of the process may be made at another stop."""

    class Meta:
        model = PointEtape
        fields = ("chemin_parcouru", "suite", "evaluation_processus", "le", "reunion")
        widgets = {
            "chemin_parcouru": forms.Textarea(attrs={"rows": 9}),
            "suite": forms.Textarea(attrs={"rows": 4}),
            "evaluation_processus": forms.Textarea(attrs={"rows": 3}),
        }
        labels = {"le": "Fait le", "reunion": "En réunion", "evaluation_processus": "Ce que le groupe en dit"}
        help_texts = {
            "chemin_parcouru": "Proposé d’après les réunions, les décisions et les membres de la phase\u00a0: corrigez, complétez.",
            "suite": "Ce que le groupe veut faire, garder ou changer dans la phase qui s’ouvre.",
        }

    def __init__(self, *args, ca: Cooperative, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        held = ca.reunions.filter(statut__in=TENUES).order_by("-tenue_le", "-pk")
        self.fields["reunion"].queryset = held
        self.fields["reunion"].empty_label = "Hors réunion"
        self.fields["reunion"].label_from_instance = lambda row: (
            f"{row.get_type_display()}, {date_longue(row.tenue_le)}"
        )
        known = {row.element: row.tenue for row in self.instance.elements.all()} if self.instance.pk else {}
        for element in ElementCollaboratif:
            self.fields[f"element_{element.value}"] = forms.ChoiceField(
                label=element.label, choices=TenueElement.choices, required=False, widget=PucesRadio,
                initial=known.get(element.value),
            )  # fmt: skip

    def elements_champs(self):
        """The five questions, for the template."""
        return [self[f"element_{element.value}"] for element in ElementCollaboratif]

    def values(self) -> dict:
        """What the verbs take."""
        data = dict(self.cleaned_data)
        data.pop("version", None)
        given = {e: data.pop(f"element_{e.value}") for e in ElementCollaboratif}
        return data | {"elements": {element: TenueElement(answer) for element, answer in given.items() if answer}}
