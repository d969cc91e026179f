"""Forms of the tableau de bord: whole pages, and the short ones of a row edited in place."""

from django import forms
from django.db.models import Q

from coop.organisations.models import Contact
from coop.ui.forms import CoopForm, CoopModelForm, EntierField, VersionedFormMixin
from coop.versions import StaleVersion
from cooperatives.enums import Decalage, StatutTache
from cooperatives.models import Cooperative, Etape, Tache
from cooperatives.queries.personnes import named, people_of
from cooperatives.rules_tableau import agree

QUI = {"contact": "Qui\u00a0? Personne responsable", "responsable": "Qui d’autre\u00a0?"}
PERSONNE_VIDE = "Personne pour le moment"


class LigneForm(VersionedFormMixin, CoopModelForm):
    """A stage or a task whose person responsible is chosen among those of the coopérative."""

    def __init__(self, *args, ca: Cooperative, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["contact"]
        kept = Q(pk__in=people_of(ca).order_by().values("pk")) | Q(pk=self.instance.contact_id)
        people = Contact.objects.filter(kept).select_related("organisation")
        field.queryset = people.order_by("organisation__recherche", "fonction", "pk")
        field.label_from_instance, field.empty_label = named, PERSONNE_VIDE
        self.fields["libelle"].widget.attrs["autofocus"] = True

    def values(self) -> dict:
        """What the verbs take; the model instance is left to them."""
        data = dict(self.cleaned_data)
        data.pop("version", None)
        return data

    def overtake(self, stale: StaleVersion) -> None:
        """Somebody saved this row meanwhile: say what it holds, keep what is typed, let the next sending prevail."""
        told = [f"{row.label}\u00a0: {row.theirs}" for row in self.conflicts(stale.current)]
        held = f"Elle contient\u00a0: {' · '.join(told)}. " if told else ""
        self.data = self.data.copy()
        self.data[self.add_prefix("version")] = str(stale.current.version)
        self.add_error(
            None,
            f"Quelqu’un d’autre vient d’enregistrer cette ligne. {held}"
            "Votre saisie est gardée\u00a0: enregistrez de nouveau pour la faire valoir.",
        )


class EtapeForm(LigneForm):
    avancement = EntierField(
        label="Avancement, en\u00a0%", max_value=100, required=False,
        help_text="Laissez vide pour suivre l’avancement de ses tâches.",
    )  # fmt: skip

    class Meta:
        model = Etape
        fields = ("libelle", "contact", "responsable", "debut", "fin", "livrables", "avancement", "statut")
        widgets = {"statut": forms.RadioSelect}
        labels = {**QUI, "livrables": "Livrables\u00a0?"}


class EtapeLigneForm(EtapeForm):
    class Meta(EtapeForm.Meta):
        fields = ("libelle", "contact", "responsable", "debut", "fin", "livrables", "avancement")


class NouvelleEtapeForm(CoopForm):
    libelle = forms.CharField(label="Étape", max_length=150)


class TacheForm(LigneForm):
    """One task, its priority and what it waits for."""

    avancement = EntierField(label="Avancement, en\u00a0%", max_value=100, initial=0)

    class Meta:
        model = Tache
        fields = (
            "libelle", "etape", "contact", "responsable", "debut", "fin", "livrable", "avancement", "statut", "criticite",
            "charge_jours", "dependances",
        )  # fmt: skip
        widgets = {
            "criticite": forms.RadioSelect,
            "statut": forms.RadioSelect,
            "dependances": forms.CheckboxSelectMultiple,
        }
        labels = {**QUI, "dependances": "Attend la fin de", "charge_jours": "Charge, en jours"}

    def __init__(self, *args, ca: Cooperative, **kwargs) -> None:
        super().__init__(*args, ca=ca, **kwargs)
        self.fields["etape"].queryset = ca.etapes.order_by("ordre")
        others = Tache.objects.filter(etape__ca=ca).exclude(pk=self.instance.pk).select_related("etape")
        self.fields["dependances"].queryset = others.order_by("etape__ordre", "ordre", "id")
        self.fields["dependances"].label_from_instance = lambda task: f"{task.libelle} ({task.etape.libelle})"
        if not others.exists():
            del self.fields["dependances"]

    def clean(self) -> dict:
        data = super().clean()
        if data.get("statut") and data.get("avancement") is not None:
            before = (self.initial.get("statut", StatutTache.A_FAIRE), self.initial.get("avancement", 0))
            data["statut"], data["avancement"] = agree(data["statut"], data["avancement"], before)
        return data


class TacheLigneForm(LigneForm):
    """What is changed most often, in the row itself."""

    avancement = EntierField(label="Avancement, en\u00a0%", max_value=100)

    class Meta:
        model = Tache
        fields = ("libelle", "contact", "responsable", "debut", "fin", "livrable", "avancement")
        labels = QUI


class AvancementForm(VersionedFormMixin, CoopModelForm):
    """For the person responsible: how far the task is, nothing else."""

    avancement = EntierField(
        label="Avancement, en\u00a0%", max_value=100, help_text="De 0 à 100\u00a0; à 100, la tâche est terminée."
    )

    class Meta:
        model = Tache
        fields = ("avancement",)

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["avancement"].widget.attrs["autofocus"] = True

    overtake = LigneForm.overtake


class DecalerForm(forms.Form):
    """One of the four buttons; the others that follow move too when ticked."""

    pas = forms.ChoiceField(choices=Decalage.choices)
    suivantes = forms.BooleanField(required=False)
    version = forms.IntegerField(min_value=1)


class PlacerForm(forms.Form):
    """Where a bar was put."""

    debut = forms.DateField(required=False)
    fin = forms.DateField(required=False)
    version = forms.IntegerField(min_value=1)


class ReferenceForm(CoopForm):
    """« Fixer le calendrier de référence »: the first time needs no reason."""

    motif = forms.CharField(
        label="Motif",
        max_length=250,
        help_text="Par exemple\u00a0: nouveau calendrier validé par le comité de pilotage.",
    )

    def __init__(self, *args, fixe: bool, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["motif"].required = fixe
