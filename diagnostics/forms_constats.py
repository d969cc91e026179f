"""Forms of the descriptive parts, findings, documents and resources."""

from django import forms

from coop.documents.pieces import read_checked
from coop.organisations.models import Organisation
from coop.territories.models import Commune
from coop.ui.forms import CasesPuces, CoopForm, CoopModelForm, EntierField, FichierInput, FiltreForm, VersionedFormMixin
from coop.ui.forms.widgets import PDF_OU_IMAGE
from cooperatives.models import Public
from cooperatives.queries import communes_couvertes
from diagnostics.enums import Niveau, TypeRessource, Volet
from diagnostics.forms import PHRASE, PRUDENCE
from diagnostics.models import Constat, Diagnostic, DocumentAppui, RessourceLocale, VoletDescriptif
from diagnostics.queries.chaine import voix_citables
from diagnostics.queries.parties import COURTS

ACCEPT = ("pdf", "png", "jpeg", "docx", "xlsx")
ORIGINE_ETHNIQUE = (
    "Le guide cite aussi l’origine ethnique\u00a0: ce n’est pas une catégorie de données, rien ne s’y rapporte ici."
)


class VoletForm(VersionedFormMixin, CoopModelForm):
    class Meta:
        model = VoletDescriptif
        fields = ["contenu", "phrase"]
        widgets = {"contenu": forms.Textarea(attrs={"rows": 10}), "phrase": forms.Textarea(attrs={"rows": 2})}
        help_texts = {"contenu": PRUDENCE, "phrase": PHRASE}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["contenu"].required = True
        if self.instance.volet == Volet.INEGALITES:
            self.fields["contenu"].help_text = (
                "Sont-elles liées au niveau socio-économique, au territoire, à la profession, à une situation de "
                f"handicap\u00a0? {ORIGINE_ETHNIQUE} {PRUDENCE}"
            )


class ConstatForm(VersionedFormMixin, CoopModelForm):
    class Meta:
        model = Constat
        fields = ["texte", "niveau", "volet", "donnees", "avis", "documents", "nature_inegalite"]
        widgets = {
            "texte": forms.Textarea(attrs={"rows": 3}),
            "donnees": forms.CheckboxSelectMultiple,
            "avis": forms.CheckboxSelectMultiple,
            "documents": forms.CheckboxSelectMultiple,
        }
        help_texts = {
            "texte": PRUDENCE,
            "donnees": "Les chiffres qui le montrent.",
            "avis": "Les paroles qui le disent.",
            "documents": "Les documents qui l’établissent.",
            "nature_inegalite": f"Seulement si ce constat décrit une inégalité. {ORIGINE_ETHNIQUE}",
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        diagnostic = self.instance.diagnostic
        self.fields["donnees"].queryset = diagnostic.donnees.order_by("id")
        self.fields["avis"].queryset = voix_citables(diagnostic)
        self.fields["avis"].label_from_instance = _voice
        self.fields["documents"].queryset = diagnostic.documents.all()
        _short_parts(self)
        for name in ("donnees", "avis", "documents"):
            if not self.fields[name].queryset.exists():
                del self.fields[name]


def _voice(avis) -> str:
    return f"Voix {avis.numero}\u00a0: «\u00a0{avis.extrait}\u00a0» ({avis.signature})"


def _short_parts(form: forms.Form) -> None:
    """The nine parts by their short names: the guide's sentences are read on their pages."""
    form.fields["volet"].choices = [("", "Aucune en particulier"), *((v.value, COURTS[v]) for v in Volet)]


class DocumentForm(CoopModelForm):
    fichier = forms.FileField(
        label="Fichier", required=False, widget=FichierInput(attrs={"accept": f"{PDF_OU_IMAGE},.docx,.xlsx"})
    )

    class Meta:
        model = DocumentAppui
        fields = ["titre", "origine", "annee", "niveau", "volet"]
        help_texts = {
            "origine": "Qui l’a établi\u00a0: contrat local de santé, atelier santé ville, observatoire…",
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        _short_parts(self)
        self.fields["annee"] = EntierField(label="Année", min_value=1990, max_value=2100)
        self.fields["fichier"].help_text = "PDF, image, DOCX ou XLSX. Sans aucune donnée individuelle de santé."

    def clean_fichier(self):
        upload = self.cleaned_data["fichier"]
        if upload:
            read_checked(upload, ACCEPT)
        return upload


class RessourceForm(VersionedFormMixin, CoopModelForm):
    class Meta:
        model = RessourceLocale
        fields = ["libelle", "niveau", "type", "etat", "organisation", "communes", "publics", "precision"]
        widgets = {
            "niveau": forms.RadioSelect,
            "etat": forms.RadioSelect,
            "communes": CasesPuces,
            "publics": CasesPuces,
            "precision": forms.Textarea(attrs={"rows": 3}),
        }
        help_texts = {
            "communes": "Où elle se trouve, ou les communes qu’elle couvre.",
            "organisation": "Si elle est portée par un membre de la coopérative.",
            "precision": PRUDENCE,
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        ca = self.instance.diagnostic.ca
        self.fields["organisation"].queryset = Organisation.objects.filter(participations__ca=ca).distinct()
        self.fields["communes"].queryset = communes_couvertes(ca).order_by("recherche")


class FiltreRessources(FiltreForm):
    """By kind, commune and public."""

    niveau = forms.ChoiceField(
        label="Ressources ou offre",
        choices=[("", "Toutes"), (Niveau.RESSOURCES.value, "Ressources"), (Niveau.OFFRE.value, "Offre")],
        required=False,
    )
    type = forms.ChoiceField(label="Type", choices=[("", "Tous"), *TypeRessource.choices], required=False)
    commune = forms.ModelChoiceField(
        label="Commune", queryset=Commune.objects.none(), to_field_name="code", empty_label="Toutes", required=False
    )
    public = forms.ModelChoiceField(
        label="Public", queryset=Public.objects.all(), to_field_name="code", empty_label="Tous", required=False
    )

    def __init__(self, *args, diagnostic: Diagnostic, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["commune"].queryset = communes_couvertes(diagnostic.ca).order_by("recherche")


class MotifForm(CoopForm):
    """Why something is set aside."""

    motif = forms.CharField(
        label="Pourquoi cet avis est-il écarté\u00a0?",
        max_length=300,
        help_text="Par exemple\u00a0: il nomme une personne, il porte sur la santé de quelqu’un, il est reçu deux fois.",
    )
