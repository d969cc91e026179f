"""Forms of the tableau de bord."""

from django import forms

from coop.ui.forms import CoopForm, CoopModelForm, VersionedFormMixin
from cooperatives.models import Cooperative, Etape, Tache


class EtapeForm(VersionedFormMixin, CoopModelForm):
    class Meta:
        model = Etape
        fields = ("libelle", "responsable", "debut", "fin", "livrables", "statut")
        widgets = {"statut": forms.RadioSelect}
        labels = {"responsable": "Qui\u00a0? Responsable", "livrables": "Livrables\u00a0?"}


class NouvelleEtapeForm(CoopForm):
    libelle = forms.CharField(label="Étape", max_length=150)


class TacheForm(VersionedFormMixin, CoopModelForm):
    """One task, its priority and what it waits for."""

    class Meta:
        model = Tache
        fields = (
            "libelle", "etape", "responsable", "debut", "fin", "livrable", "criticite", "charge_jours", "statut", "dependances",
        )  # fmt: skip
        widgets = {
            "criticite": forms.RadioSelect,
            "statut": forms.RadioSelect,
            "dependances": forms.CheckboxSelectMultiple,
        }
        labels = {"dependances": "Attend la fin de", "charge_jours": "Charge, en jours"}

    def __init__(self, *args, ca: Cooperative, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["etape"].queryset = ca.etapes.order_by("ordre")
        others = Tache.objects.filter(etape__ca=ca).exclude(pk=self.instance.pk).select_related("etape")
        self.fields["dependances"].queryset = others.order_by("etape__ordre", "ordre", "id")
        self.fields["dependances"].label_from_instance = lambda task: f"{task.libelle} ({task.etape.libelle})"
        if not others.exists():
            del self.fields["dependances"]

    def values(self) -> dict:
        """What the verbs take; the model instance is left to them."""
        data = dict(self.cleaned_data)
        data.pop("version", None)
        return data
