"""Forms of the trainings and of the exchanges of practice."""

from decimal import Decimal

from django import forms

from coop.organisations.models import Contact
from coop.territories.models import Departement
from coop.ui.forms import CoopForm, CoopModelForm, DateFr, NombreField, VersionedFormMixin
from coop.ui.forms.widgets import CasesPuces, DateInput
from cooperatives.enums import ModeElaboration
from cooperatives.enums_vie import TypeFormation
from cooperatives.models import Cooperative, EchangePratiques, Formation
from cooperatives.models.formations import LIVRABLES
from cooperatives.queries.participants import representatives


class FormationForm(VersionedFormMixin, CoopModelForm):
    class Meta:
        model = Formation
        fields = ("type", "intitule", "focus", "formateur", "contenu")
        widgets = {"type": forms.RadioSelect, "contenu": forms.Textarea(attrs={"rows": 4})}
        help_texts = {
            "focus": "Par exemple la mobilisation des habitants, des parents…",
            "formateur": "L’accompagnement se fait avec un formateur extérieur.",
        }

    def __init__(self, *args, regionale: bool = False, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        without = {"", TypeFormation.ACCOMPAGNEMENT if regionale else ""}
        self.fields["type"].choices = [c for c in self.fields["type"].choices if c[0] not in without]

    def values(self) -> dict:
        data = dict(self.cleaned_data)
        data.pop("version", None)
        return data


class ElaborationForm(VersionedFormMixin, CoopModelForm):
    """How the programme is worked out, and when the group decided it (R-FORM-07)."""

    class Meta:
        model = Cooperative
        fields = ("mode_elaboration", "mode_elaboration_texte", "mode_elaboration_le")
        widgets = {"mode_elaboration": forms.RadioSelect, "mode_elaboration_texte": forms.Textarea(attrs={"rows": 3})}
        labels = {"mode_elaboration": "Le programme s’élabore"}
        help_texts = {
            "mode_elaboration_texte": "Nécessaire pour une autre façon\u00a0: ateliers, groupe de rédaction, appui d’un partenaire…",
            "mode_elaboration_le": "Le jour où le groupe de pilotage l’a décidé.",
        }

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["mode_elaboration"].required = True
        self.fields["mode_elaboration"].choices = ModeElaboration.choices

    def values(self) -> dict:
        return {name: self.cleaned_data[name] for name in self._meta.fields}


class LivrablesForm(VersionedFormMixin, CoopModelForm):
    """The four outputs expected of the accompagnement (R-FORM-04)."""

    class Meta:
        model = Formation
        fields = LIVRABLES

    def values(self) -> dict:
        return {name: self.cleaned_data[name] for name in LIVRABLES}


class SessionForm(CoopForm):
    le = DateFr(label="Date", widget=DateInput)
    duree_jours = NombreField(
        label="Durée, en jours", initial=Decimal(1), min_value=Decimal("0.5"), max_value=Decimal(5)
    )
    lieu = forms.CharField(label="Lieu", max_length=150, required=False)


class InscrireForm(CoopForm):
    """Somebody of the coopérative to put on the list."""

    contact = forms.ModelChoiceField(Contact.objects.none(), label="Inscrire une personne", empty_label="Choisir")

    def __init__(self, *args, ca: Cooperative, formation: Formation, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        people = representatives(ca).order_by().values("contact")
        known = formation.inscriptions.order_by().values("contact")
        field = self.fields["contact"]
        field.queryset = Contact.objects.filter(pk__in=people).exclude(pk__in=known).select_related("organisation")
        field.label_from_instance = lambda contact: f"{contact.fonction}, {contact.organisation or 'sans organisation'}"


class EchangeForm(VersionedFormMixin, CoopModelForm):
    class Meta:
        model = EchangePratiques
        fields = ("theme", "type", "le", "departements", "participants", "compte_rendu")
        widgets = {
            "type": forms.RadioSelect,
            "departements": CasesPuces,
            "participants": forms.Textarea(attrs={"rows": 2}),
            "compte_rendu": forms.Textarea(attrs={"rows": 5}),
        }
        help_texts = {"participants": "Des organisations ou des fonctions, pas de noms."}

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["type"].choices = [c for c in self.fields["type"].choices if c[0]]
        self.fields["departements"].queryset = Departement.objects.order_by("code")
        self.fields["departements"].label_from_instance = lambda row: row.nom

    def values(self) -> dict:
        data = dict(self.cleaned_data)
        data.pop("version", None)
        return data | {"departements": list(data["departements"])}
