"""The sheet of an organisation in the directory of partners."""

from django import forms

from coop.documents.kinds import get_piece_kind
from coop.documents.pieces import read_checked
from coop.organisations.enums import TypeOrganisation
from coop.organisations.models import Organisation, Secteur
from coop.territories.models import Commune
from coop.territories.models.geographie import searchable
from coop.ui.forms import CasesPuces, CoopModelForm, FichierInput, VersionedFormMixin
from cooperatives.pieces import LOGO

LONGS = ("missions", "points_contact", "outils", "besoins_information", "besoins_formation", "besoins_partenariat")
AIDES = {
    "sigle": "S’il sert à la reconnaître.",
    "siret": "Les quatorze chiffres de l’établissement.",
    "rna": "Pour une association\u00a0: W suivi de neuf caractères.",
    "petit_acteur": "Une structure que le soutien habituel de l’Agence sert mal.",
    "points_contact": "À qui et comment s’adresser\u00a0: accueil, permanence, adresse générique. Pas de nom de personne.",
    "outils": "Ce que les autres peuvent utiliser ou emprunter.",
    "autres_noms": "Un par ligne\u00a0: anciens noms, noms d’usage. La recherche les connaît.",
}


class CommuneField(forms.CharField):
    """A commune typed by its name; « Trappes » or « Trappes (78) »."""

    default_error_messages = {
        "unknown": "Aucune commune d’Île-de-France ne porte ce nom\u00a0: vérifiez l’orthographe.",
        "several": "Plusieurs communes portent ce nom\u00a0: ajoutez le département, par exemple «\u00a0{exemple}\u00a0».",
    }

    def prepare_value(self, value):
        if isinstance(value, int):
            row = Commune.objects.select_related("departement").filter(pk=value).first()
            return f"{row.nom} ({row.departement.code})" if row else ""
        return value

    def clean(self, value):
        text = super().clean(value)
        if not text:
            return None
        name, _, place = text.partition("(")
        wanted, code = searchable(name), place.strip(" )")
        rows = Commune.objects.filter(recherche__startswith=wanted).select_related("departement").defer("trace")
        found = [
            row for row in rows if searchable(row.nom) == wanted and (not code or row.departement.code == code[:2])
        ]
        if not found:
            raise forms.ValidationError(self.error_messages["unknown"], code="unknown")
        if len(found) > 1:
            example = f"{found[0].nom} ({found[0].departement.code})"
            raise forms.ValidationError(self.error_messages["several"].format(exemple=example), code="several")
        return found[0]


class OrganisationForm(CoopModelForm):
    """A new organisation: what tells it apart from the others."""

    commune = CommuneField(label="Commune", required=False, max_length=160, help_text="Où elle est installée.")

    class Meta:
        model = Organisation
        fields = ("nom", "sigle", "type", "secteur", "commune", "departement", "siret", "rna", "petit_acteur")
        help_texts = AIDES

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        if "type" in self.fields:
            self.fields["type"].choices = [c for c in TypeOrganisation.choices if c[0] != TypeOrganisation.ARS]
        self.fields["secteur"].queryset = Secteur.objects.filter(archive=False)
        self.fields["secteur"].empty_label = "Choisir un secteur"
        if departement := self.fields.get("departement"):
            departement.queryset = departement.queryset.defer("trace")
            departement.empty_label = "Toute la région, ou hors d’Île-de-France"

    def clean_siret(self) -> str:
        return "".join(self.cleaned_data["siret"].split())

    def clean_rna(self) -> str:
        return "".join(self.cleaned_data["rna"].split()).upper()

    def clean(self) -> dict:
        data = super().clean()
        if data.get("commune") and not data.get("departement"):
            data["departement"] = data["commune"].departement
        return data

    def values(self) -> dict:
        """The fields of the model as typed; valid after `is_valid()`."""
        return {name: self.cleaned_data[name] for name in self._meta.fields if name in self.cleaned_data}


class FicheForm(VersionedFormMixin, OrganisationForm):
    """The whole sheet: who it is, what it does, offers and needs (R-DEF-07)."""

    logo = forms.FileField(
        label="Logo",
        required=False,
        widget=FichierInput(attrs={"accept": "image/png,image/jpeg"}),
        help_text="PNG ou JPEG.",
    )

    class Meta(OrganisationForm.Meta):
        fields = (
            "nom", "sigle", "type", "secteur", "autres_secteurs", "petit_acteur", "missions", "perimetre", "points_contact", "outils",
            "besoins_information", "besoins_formation", "besoins_partenariat", "adresse", "commune", "departement",
            "siret", "rna", "autres_noms",
        )  # fmt: skip
        widgets = {name: forms.Textarea(attrs={"rows": 3}) for name in (*LONGS, "perimetre", "autres_noms")} | {
            "autres_secteurs": CasesPuces
        }
        help_texts = AIDES | {
            "autres_secteurs": "Ceux où elle intervient aussi, en plus du premier.",
            "perimetre": "Le territoire où elle agit\u00a0: quartiers, communes, département…",
        }

    def __init__(self, *args, typable: bool, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["autres_secteurs"].queryset = self.fields["secteur"].queryset
        ars = self.instance.type == TypeOrganisation.ARS
        if ars or not typable:
            del self.fields["type"]
        if ars:
            # The délégation is the one of its département: neither changes here.
            del self.fields["departement"]

    def clean_logo(self):
        upload = self.cleaned_data["logo"]
        if upload:
            read_checked(upload, get_piece_kind(LOGO).accept)
        return upload
