"""Forms of an avenant: why, a text, an action, a party, what was signed before the tool."""

from django import forms

from conventions.enums import TypePartie
from conventions.forms_convention import ContactChoice, DelegationForm, NouvellePartieForm, contacts_of
from conventions.models import Avenant, Convention, Partie
from conventions.queries.programme import promoteurs_possibles
from coop import horloge
from coop.journal.actors import Actor
from coop.ui.forms import CoopForm, CoopModelForm, DateFr, FichierInput, FiltreForm, VersionedFormMixin
from cooperatives.models import Cooperative


class MotifAvenantForm(VersionedFormMixin, CoopModelForm):
    """What no form computes: the reason, the money, other clauses."""

    class Meta:
        model = Avenant
        fields = ["motif", "consequences_financieres", "autres_dispositions"]
        help_texts = {
            "motif": "Imprimé à l’article 1 de l’avenant.",
            "consequences_financieres": "La nouvelle répartition, si elle change. Vide\u00a0: l’avenant n’en parle pas.",
            "autres_dispositions": "Ce que ni les fiches, ni les textes, ni les parties ne disent. Vide le plus souvent.",
        }
        widgets = {
            "motif": forms.Textarea(attrs={"rows": 3}),
            "consequences_financieres": forms.Textarea(attrs={"rows": 4}),
            "autres_dispositions": forms.Textarea(attrs={"rows": 4}),
        }


class TexteForm(CoopForm):
    """The new wording of one text."""

    valeur = forms.CharField(
        label="Nouvelle rédaction", required=False, widget=forms.Textarea(attrs={"rows": 6}),
        help_text="Remettre les mots d’origine retire la modification.",
    )  # fmt: skip


class NouvelleActionForm(CoopForm):
    """The title and the promoteur are enough to open the fiche."""

    intitule = forms.CharField(label="Intitulé de l’action", max_length=200)
    promoteur = forms.ModelChoiceField(None, label="Promoteur référent", empty_label="Choisir")

    def __init__(self, *args, ca: Cooperative, actor: Actor, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["promoteur"].queryset = promoteurs_possibles(ca, actor)


class RetraitForm(CoopForm):
    """Why an action stops."""

    motif = forms.CharField(
        label="Pourquoi l’action est retirée", widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Imprimé dans l’avenant.",
    )  # fmt: skip


class EntreeForm(NouvellePartieForm):
    """An organisation that becomes a party; who signs for it is asked next."""

    def __init__(self, *args, convention: Convention, **kwargs) -> None:
        super().__init__(*args, convention=convention, **kwargs)
        self.fields["type"].choices = [c for c in TypePartie.choices if c[0] != TypePartie.ARS]


class SortieForm(CoopForm):
    """A party that leaves at the échéance."""

    partie = forms.ModelChoiceField(None, label="Partie qui sort", empty_label="Choisir")
    concertation_le = DateFr(
        label="Concertation avec la délégation départementale le", help_text="Elle précède la sortie."
    )

    def __init__(self, *args, convention: Convention, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        rows = convention.parties.en_cours().exclude(type=TypePartie.ARS).select_related("organisation")
        self.fields["partie"].queryset = rows


class SignataireAvenantForm(DelegationForm):
    """Who signs the avenant for a party."""

    contact = ContactChoice(
        None, label="Personne qui signe", required=False, empty_label="Signera sur papier, sans courriel",
        help_text="Cette personne reçoit le lien pour lire et signer.",
    )  # fmt: skip
    qualite = forms.CharField(label="Qualité imprimée sous la signature", max_length=150)
    field_order = ("contact", "qualite")

    def __init__(self, *args, partie: Partie, **kwargs) -> None:
        signer = partie.signataires.filter(retire_le__isnull=True).order_by("id").first()
        kwargs["initial"] = {
            "contact": signer.contact_id if signer else None,
            "qualite": signer.qualite if signer else partie.qualite_representant,
            "par_delegation": bool(signer and signer.par_delegation),
            "delegation": signer.delegation if signer else "",
        }
        super().__init__(*args, **kwargs)
        self.fields["contact"].queryset = contacts_of(partie)


class MotifFinForm(CoopForm):
    """Why an avenant is reopened or given up: those who were asked to sign read it."""

    motif = forms.CharField(
        label="Pourquoi", widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Les signataires déjà sollicités le lisent dans le courriel qui les prévient.",
    )  # fmt: skip


class RepriseForm(CoopForm):
    """An avenant signed outside the tool."""

    signe_le = DateFr(label="Date de la dernière signature")
    date_effet = DateFr(
        label="Prend effet le", required=False, help_text="Vide\u00a0: à la date de la dernière signature."
    )
    reconduction = forms.BooleanField(
        label="Cet avenant reconduit la convention pour un an",
        required=False,
        help_text="L’année suivante s’ouvre à l’échéance actuelle, et ses bilans trimestriels avec elle.",
    )
    resume = forms.CharField(
        label="Ce que change l’avenant", widget=forms.Textarea(attrs={"rows": 5}),
        help_text="En quelques phrases\u00a0: l’exemplaire signé fait foi.",
    )  # fmt: skip
    scan = forms.FileField(
        label="Exemplaire signé (PDF)", widget=FichierInput(attrs={"accept": "application/pdf,.pdf"})
    )


class LeForm(FiltreForm):
    """The text on a day."""

    le = DateFr(label="Texte applicable le", required=False)


class EntreForm(FiltreForm):
    """What changed between two days."""

    debut = DateFr(label="Entre le", required=False)
    fin = DateFr(label="et le", required=False)

    def clean(self):
        data = super().clean()
        if data.get("debut") and data.get("fin") and data["fin"] < data["debut"]:
            self.add_error("fin", "La seconde date suit la première.")
        if data.get("fin") and data["fin"] > horloge.today():
            self.add_error("fin", "Cette date n’est pas encore venue.")
        return data
