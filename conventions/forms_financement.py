"""Forms of the financing: budget of a year, its rows, a commitment and the acts of its life, other funding."""

from decimal import Decimal

from django import forms

from conventions.enums_financement import Instrument
from conventions.models import AutreFinancement, Budget, EngagementFinancier, FicheAction
from coop import horloge
from coop.documents import kinds, pieces
from coop.organisations.models import Organisation
from coop.ui.forms import (
    CasesPuces,
    CoopForm,
    CoopModelForm,
    DateFr,
    FichierInput,
    MontantField,
    VersionedFormMixin,
    coop_formset,
)
from cooperatives.models import Cooperative

PIECE = "courrier_subvention"
COORDINATION = "coordination"
AVANT, APRES = 2, 5


def annees(*also: int) -> list[tuple[int, str]]:
    """The years one may choose, around this one, and those already written."""
    today = horloge.today().year
    return [(year, str(year)) for year in sorted({*range(today - AVANT, today + APRES + 1), *also})]


class OrganisationChoice(forms.ModelChoiceField):
    def label_from_instance(self, obj: Organisation) -> str:
        return obj.nom


class ActionChoices(forms.ModelMultipleChoiceField):
    def label_from_instance(self, obj: FicheAction) -> str:
        return f"Action {obj.numero}. {obj.intitule}"


def membres(ca: Cooperative):
    """The organisations of the CA."""
    return Organisation.objects.filter(participations__ca=ca).distinct().order_by("recherche")


def actions_of(ca: Cooperative):
    return FicheAction.objects.en_cours().filter(programme__ca=ca).select_related("programme").order_by("numero")


class BudgetForm(VersionedFormMixin, CoopModelForm):
    class Meta:
        model = Budget
        fields = ["montant"]
        help_texts = {"montant": "En euros, pour l’année entière."}


class VersionForm(VersionedFormMixin, CoopForm):
    """Only the version of the budget that was open."""


class LigneForm(CoopForm):
    """One row of the distribution; one without amount is left out."""

    beneficiaire = forms.TypedChoiceField(label="Organisme", required=False, coerce=int, empty_value=None)
    action = forms.ChoiceField(label="Pour", required=False)
    montant = MontantField(label="Montant", required=False, min_value=None)
    motif = forms.CharField(label="Raison", max_length=250, required=False)

    def __init__(self, *args, organismes: list[tuple], actions: list[tuple], **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["beneficiaire"].choices = [("", "À choisir"), *organismes]
        self.fields["action"].choices = [("", "À choisir"), *actions, (COORDINATION, "Coordination et ingénierie")]

    def clean(self):
        data = super().clean()
        if data.get("montant") is None:
            return data
        if data["montant"] <= 0:
            self.add_error("montant", "Un montant est supérieur à zéro\u00a0: laissez vide pour ne rien allouer.")
        for name, sentence in (
            ("beneficiaire", "Choisissez qui reçoit ce montant."),
            ("action", "Choisissez une action, ou la coordination et l’ingénierie."),
            ("motif", "Dites ce qui justifie ce montant."),
        ):
            if not data.get(name):
                self.add_error(name, sentence)
        return data


LigneFormSet = coop_formset(LigneForm, ligne="Ligne", extra=0, max_num=200, absolute_max=200)


class ValiderForm(VersionedFormMixin, CoopForm):
    motif_egalite = forms.CharField(
        label="Pourquoi des parts égales\u00a0?", max_length=1000, widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Les contributions diffèrent et les parts sont égales. Une phrase suffit, tous les membres la lisent.",
    )  # fmt: skip


class EngagementForm(VersionedFormMixin, CoopForm):
    """A proposal. The act is computed from the year's cumulation when nothing is wished."""

    organisation = OrganisationChoice(Organisation.objects.none(), label="Organisme", empty_label="Choisir")
    annee = forms.TypedChoiceField(label="Première année", coerce=int)
    derniere_annee = forms.TypedChoiceField(
        label="Dernière année", required=False, coerce=int, empty_value=None, help_text="Vide pour une seule année."
    )
    montant = MontantField(label="Montant par an", min_value=Decimal("0.01"))
    instrument = forms.ChoiceField(
        label="Acte",
        required=False,
        choices=[
            ("", "Selon le seuil de l’année (recommandé)"),
            *((i.value, i.label.capitalize()) for i in Instrument),
        ],
        widget=forms.RadioSelect,
        help_text="Sous le seuil, une convention «\u00a0classique\u00a0» reste possible.",
    )
    actions = ActionChoices(FicheAction.objects.none(), label="Actions financées", required=False, widget=CasesPuces)
    objet = forms.CharField(
        label="Objet et engagements de l’organisme", required=False, max_length=3000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Description minimale, imprimée dans le projet d’acte. Vide\u00a0: le contenu des fiches-action est repris.",
    )  # fmt: skip

    def __init__(self, *args, ca: Cooperative, engagement: EngagementFinancier | None = None, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["organisation"].queryset = membres(ca)
        self.fields["actions"].queryset = actions_of(ca)
        known = (engagement.annee, engagement.derniere_annee) if engagement else ()
        self.fields["annee"].choices = annees(*known)
        self.fields["derniere_annee"].choices = [("", "Une seule année"), *annees(*known)]
        if engagement is None:
            del self.fields["version"]
        else:
            del self.fields["organisation"]

    @property
    def fields_of_verb(self) -> dict:
        """What `engagements.proposer` and `modifier` take."""
        return {name: value for name, value in self.cleaned_data.items() if name != "version"}


class DeciderForm(CoopForm):
    le = DateFr(label="Date de l’acte signé")
    numero_acte = forms.CharField(label="Numéro de l’acte", max_length=60, required=False)


class DateForm(CoopForm):
    le = DateFr(label="Date")


class CompteRenduForm(CoopForm):
    annee = forms.TypedChoiceField(label="Exercice", coerce=int)
    le = DateFr(label="Reçu le")

    def __init__(self, *args, annees: list[int], **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["annee"].choices = [(year, str(year)) for year in annees]


class MotifForm(CoopForm):
    motif = forms.CharField(label="Motif", max_length=1000, widget=forms.Textarea(attrs={"rows": 3}))


class DossierForm(CoopForm):
    demande_le = DateFr(
        label="Demande de subvention reçue le",
        required=False,
        help_text="Formulaire Cerfa n°\u00a012156 pour une association.",
    )
    republicain_le = DateFr(
        label="Contrat d’engagement républicain souscrit le",
        required=False,
        help_text="Pour une association ou une fondation.",
    )


class CourrierForm(CoopForm):
    """The letter of request that stands for the convention (R-FIN-04)."""

    courrier = forms.FileField(label="Courrier signé (PDF ou image)", widget=FichierInput)
    courrier_date = DateFr(label="Date du courrier")
    courrier_qualite = forms.CharField(
        label="Signé par (qualité)",
        max_length=150,
        help_text="Une fonction\u00a0: «\u00a0Présidence\u00a0», «\u00a0Maire\u00a0».",
    )

    def clean_courrier(self):
        upload = self.cleaned_data["courrier"]
        pieces.read_checked(upload, kinds.get_piece_kind(PIECE).accept)
        return upload


class AutreForm(VersionedFormMixin, CoopModelForm):
    annee = forms.TypedChoiceField(label="Année", coerce=int)

    class Meta:
        model = AutreFinancement
        fields = ["annee", "financeur", "origine", "montant", "beneficiaire", "action", "precision"]
        widgets = {"origine": forms.RadioSelect}
        help_texts = {
            "financeur": "Par exemple\u00a0: la ville, le Département, la CPAM. Aucun nom de personne.",
            "precision": "Par exemple\u00a0: poste de médiatrice, mise à disposition valorisée.",
        }

    def __init__(self, *args, ca: Cooperative, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["annee"].choices = annees(self.instance.annee)
        self.fields["beneficiaire"].queryset = membres(ca)
        self.fields["action"].queryset = actions_of(ca)
