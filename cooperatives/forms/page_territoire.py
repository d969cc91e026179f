"""Choosing the territory: by ticking on the map and its lists, or by search; nothing typed is lost between two looks."""

from django import forms

from coop.ui.forms import CoopModelForm, VersionedFormMixin
from cooperatives.forms.territoire import PRIORITE, TerritoireMixin
from cooperatives.models import Cooperative
from cooperatives.queries.lieux import resolve


class TerritoireForm(VersionedFormMixin, TerritoireMixin, CoopModelForm):
    """`cochees`: the values ticked, as posted or as stored. `voir` asks for another département, and saves nothing."""

    class Meta:
        model = Cooperative
        fields = (
            "libelle_territoire", "justification_perimetre", "priorite_coordination", "priorite_coordination_texte",
        )  # fmt: skip
        widgets = {
            name: forms.Textarea(attrs={"rows": 3})
            for name in ("justification_perimetre", "priorite_coordination_texte")
        }
        help_texts = {
            "libelle_territoire": "Le nom que la coopérative donne à son territoire\u00a0: il est libre.",
            "justification_perimetre": "Nécessaire si le territoire compte moins de deux communes.",
            "priorite_coordination": PRIORITE,
        }

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.searching = self.searching or (self.is_bound and "voir" in self.data)
        if self.searching:
            self._errors = forms.utils.ErrorDict()
        self.cochees = self.data.getlist("lieux") if self.is_bound else list(self.initial.get("lieux", []))

    def montrer(self, displayed: set[str]) -> None:
        """Keep as chips the places that no list of the page shows."""
        field = self.fields["lieux"]
        field.choices = [choice for choice in field.choices if choice[0] not in displayed]

    def values(self) -> dict:
        """What `identite.update` takes."""
        given = {name: self.cleaned_data[name] for name in self.Meta.fields}
        return given | resolve(self.cleaned_data["lieux"])
