"""Forms of the instances."""

from django import forms

from coop.organisations.models import Contact
from coop.ui.forms import CoopForm, CoopModelForm, VersionedFormMixin
from cooperatives.enums import QualiteInstance
from cooperatives.models import Cooperative, Instance
from cooperatives.queries.participants import representatives


class InstanceForm(CoopModelForm):
    """A new instance; the comité de pilotage has its own button."""

    class Meta:
        model = Instance
        fields = ("type", "nom", "role_ecrit", "periodicite_jours")
        widgets = {"role_ecrit": forms.Textarea(attrs={"rows": 4})}
        help_texts = {
            "nom": "Si le type ne suffit pas à la reconnaître.",
            "role_ecrit": "À quoi sert l’instance, ce qu’elle décide\u00a0: un texte lisible par tous.",
            "periodicite_jours": "Nombre de jours entre deux réunions, décidé ensemble.",
        }

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["nom"].required = False


class RoleInstanceForm(VersionedFormMixin, InstanceForm):
    class Meta(InstanceForm.Meta):
        fields = ("nom", "role_ecrit", "periodicite_jours")

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["nom"].required = True


class SiegeForm(CoopForm):
    """A representative of a member, a person known of the CA, or somebody to add by function."""

    contact = forms.ModelChoiceField(
        Contact.objects.none(), label="Personne", required=False, empty_label="Une personne à ajouter"
    )
    fonction = forms.CharField(
        label="Fonction de la personne à ajouter", max_length=150, required=False,
        help_text="Acteur local stratégique, élu, habitant\u00a0: une fonction suffit, sans nom.",
    )  # fmt: skip
    email = forms.EmailField(label="Son adresse électronique", required=False)
    qualite = forms.ChoiceField(label="Qualité", choices=QualiteInstance.choices, initial=QualiteInstance.MEMBRE)

    def __init__(self, *args, ca: Cooperative, instance: Instance, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["contact"]
        people = representatives(ca).order_by().values("contact")
        seated = instance.participants.order_by().values("contact")
        field.queryset = Contact.objects.filter(pk__in=people).exclude(pk__in=seated).select_related("organisation")
        field.label_from_instance = lambda contact: f"{contact.fonction}, {contact.organisation or 'sans organisation'}"
        self.fields["contact"].facultatif = False  # « Une personne à ajouter » is an answer too.

    def clean(self) -> dict:
        data = super().clean()
        if not data.get("contact") and not data.get("fonction"):
            self.add_error("contact", "Choisissez une personne ou donnez la fonction de celle à ajouter.")
        if not data.get("contact") and data.get("qualite") == QualiteInstance.MEMBRE:
            self.add_error("qualite", "Une personne ajoutée ici siège en une autre qualité que «\u00a0membre\u00a0».")
        return data


class EquipeForm(VersionedFormMixin, CoopModelForm):
    class Meta:
        model = Cooperative
        fields = ("equipe_evaluation",)
        widgets = {"equipe_evaluation": forms.Textarea(attrs={"rows": 4})}
        help_texts = {
            "equipe_evaluation": "Qui est en charge du suivi et de l’évaluation de l’ensemble du projet\u00a0: des fonctions, pas de noms."
        }

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["equipe_evaluation"].required = True
