"""The repérage: notes, pasted actors, one actor, and what is missing to make it a partant."""

from django import forms

from coop.organisations.enums import TypeOrganisation
from coop.organisations.models import Organisation, Secteur
from coop.territories.models import Commune
from coop.ui.forms import CoopForm, CoopModelForm, VersionedFormMixin
from cooperatives import guide_opportunite as guide
from cooperatives.enums import CategorieActeur, OuiNonAVerifier
from cooperatives.forms import PucesRadio
from cooperatives.models import ActeurRepere, Cooperative, Reperage
from cooperatives.reperage import parse


class NotesForm(VersionedFormMixin, CoopModelForm):
    """Needs, dynamics, e-parcours."""

    dynamique_eparcours = forms.ChoiceField(
        label="Y a-t-il une dynamique e-parcours sur le territoire\u00a0?",
        choices=OuiNonAVerifier.choices, widget=PucesRadio, help_text=guide.EPARCOURS.replace(" :", "\u00a0:"),
    )  # fmt: skip

    class Meta:
        model = Reperage
        fields = ("besoins", "dynamiques", "eparcours")
        widgets = dict.fromkeys(fields, forms.Textarea(attrs={"rows": 4}))
        labels = {
            "besoins": "Besoins non ou insuffisamment couverts",
            "dynamiques": "Dynamiques locales existantes",
            "eparcours": "Ce que l’on sait de l’e-parcours",
        }
        help_texts = {
            "besoins": guide.BESOINS,
            "dynamiques": "Réseaux, collectifs, démarches déjà en route, et qui les anime.",
            "eparcours": "Auprès de qui l’avez-vous vérifié, et quand\u00a0?",
        }

    field_order = ["version", "besoins", "dynamiques", "dynamique_eparcours", "eparcours"]

    def __init__(self, *args, ca: Cooperative, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.initial["dynamique_eparcours"] = ca.dynamique_eparcours

    def values(self) -> dict:
        """What `reperage.write_notes` takes."""
        names = ("besoins", "dynamiques", "eparcours", "dynamique_eparcours", "version")
        return {name: self.cleaned_data[name] for name in names if name in self.fields}


class ActeursForm(CoopForm):
    """Several actors of one category, one a line."""

    categorie = forms.ChoiceField(label="Qui sont-ils\u00a0?", choices=list(guide.TITRES.items()), widget=PucesRadio)
    texte = forms.CharField(
        label="Acteurs, un par ligne", max_length=40_000, widget=forms.Textarea(attrs={"rows": 8}),
        help_text="«\u00a0Structure\u00a0; fonction\u00a0; commune\u00a0; note\u00a0», ou des colonnes copiées d’un tableur. "
        "Pour un élu\u00a0: «\u00a0Fonction\u00a0; commune\u00a0». Une fonction suffit\u00a0: n’écrivez pas le nom d’une personne.",
    )  # fmt: skip

    def clean(self) -> dict:
        data = super().clean()
        if data.get("texte") and data.get("categorie"):
            data["lignes"] = parse(data["texte"], data["categorie"])
            if not data["lignes"]:
                self.add_error("texte", "Aucune ligne à lire\u00a0: écrivez au moins une structure ou une fonction.")
        return data


class ActeurForm(VersionedFormMixin, CoopModelForm):
    """One actor."""

    class Meta:
        model = ActeurRepere
        fields = ("categorie", "libelle", "organisation", "fonction", "commune", "interet", "note")
        widgets = {
            "categorie": PucesRadio,
            "interet": PucesRadio,
            "note": forms.Textarea(attrs={"rows": 3}),
        }
        labels = {"libelle": "Structure, groupe ou collectivité", "interet": "Intérêt pour la démarche"}
        help_texts = {
            "fonction": "Une fonction plutôt qu’un nom. Nécessaire pour un élu.",
            "organisation": "Si la structure est déjà au registre.",
        }

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        ca = self.instance.ca
        communes = Commune.objects.defer("trace")
        here = communes.filter(departement__in=[ca.departement_id]) | communes.filter(pk=self.instance.commune_id)
        self.fields["commune"].queryset = here.distinct()
        self.fields["organisation"].queryset = Organisation.objects.order_by("recherche")

    def values(self) -> dict:
        """What `reperage.update` takes."""
        return {name: self.cleaned_data[name] for name in self.Meta.fields}

    def clean(self) -> dict:
        data = super().clean()
        if data.get("categorie") == CategorieActeur.ELU and not data.get("commune"):
            self.add_error("commune", "Choisissez la commune de l’élu.")
        return data


class PartantForm(CoopForm):
    """Which organisation of the register the actor is, or what the new one is."""

    organisation = forms.ModelChoiceField(
        Organisation.objects.order_by("recherche"), label="Organisation du registre", required=False,
        empty_label="Une nouvelle organisation",
    )  # fmt: skip
    type = forms.ChoiceField(
        label="Type, si elle est nouvelle", required=False,
        choices=[("", "Choisir"), *[choice for choice in TypeOrganisation.choices if choice[0] != "ars"]],
    )  # fmt: skip
    secteur = forms.ModelChoiceField(
        Secteur.objects.filter(archive=False), label="Secteur, si elle est nouvelle", required=False,
        empty_label="Choisir",
    )  # fmt: skip

    def clean(self) -> dict:
        data = super().clean()
        if not data.get("organisation") and not (data.get("type") and data.get("secteur")):
            self.add_error("organisation", "Choisissez l’organisation, ou dites le type et le secteur de la nouvelle.")
        return data
