"""Forms of the convention: its own inserts, its parties, its signatures."""

from collections.abc import Iterable

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q

from conventions.enums import TypePartie
from conventions.models import Convention, Partie
from coop import horloge
from coop.accounts.enums import RoleMandat
from coop.organisations.enums import TypeOrganisation
from coop.organisations.models import Contact, Organisation
from coop.ui.forms import CoopForm, CoopModelForm, DateFr, EntierField, FichierInput, VersionedFormMixin


class ElementsForm(VersionedFormMixin, CoopModelForm):
    """The inserts that no other link knows."""

    class Meta:
        model = Convention
        fields = ["preambule", "en_lien_avec", "periodicite_operationnelle", "lieu_signature"]
        help_texts = {
            "preambule": "Proposé à partir du diagnostic validé et de la raison d’être de la coopérative.",
            "en_lien_avec": "Article 4.1. Par exemple\u00a0: le contrat local de santé, l’Atelier Santé Ville.",
            "periodicite_operationnelle": "Imprimé en annexe. Par exemple\u00a0: toutes les six semaines.",
            "lieu_signature": "«\u00a0A …, le …\u00a0» en fin de convention.",
        }

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        # Left empty while one writes, and asked before the signature (R-CONV-14).
        self.fields["preambule"].facultatif = False


class NouvellePartieForm(CoopForm):
    """An organisation of the CA, its département's ARS, or another funder."""

    organisation = forms.ModelChoiceField(Organisation.objects.none(), label="Organisation", empty_label="Choisir")
    type = forms.ChoiceField(label="Signe comme", choices=TypePartie.choices, initial=TypePartie.PARTENAIRE)
    qualite_representant = forms.CharField(
        label="Représentée par (qualité)",
        max_length=150,
        help_text="Une fonction\u00a0: «\u00a0Présidence\u00a0», «\u00a0Maire\u00a0».",
    )

    def __init__(self, *args, convention: Convention, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        ca = convention.ca
        already = convention.parties.filter(sortie_le__isnull=True).values("organisation")
        near = Q(participations__ca=ca) | Q(departement=ca.departement) | Q(departement__isnull=True)
        rows = Organisation.objects.filter(near).exclude(pk__in=already)
        # The ARS of another département never signs here.
        rows = rows.exclude(Q(type=TypeOrganisation.ARS) & ~Q(departement=ca.departement))
        self.fields["organisation"].queryset = rows.distinct().order_by("recherche")


class ContactChoice(forms.ModelChoiceField):
    """A person is shown by function, with what tells two apart."""

    def label_from_instance(self, contact: Contact) -> str:
        name = f"{contact.fonction} ({contact.nom})" if contact.nom else contact.fonction
        return name if contact.email else f"{name}, sans adresse électronique"


def contacts_of(partie: Partie):
    """Who may sign for a party: the people of the organisation, and for the ARS those mandated as délégué."""
    who = Q(organisation=partie.organisation_id)
    if partie.type == TypePartie.ARS:
        departement = partie.convention.ca.departement_id
        who |= Q(mandates__role=RoleMandat.DELEGUE, mandates__departement=departement)
    return Contact.objects.filter(who).distinct().order_by("fonction", "id")


class AdresseForm(CoopForm):
    """Where the link of a signatory goes."""

    email = forms.EmailField(label="Adresse électronique de la personne qui signe")


class DelegationForm(CoopForm):
    """A signature by delegation names the act that delegates it; without delegation there is no act to print."""

    # Nobody chosen is an answer (« sur papier »), and the act is asked of a delegation only: neither is « facultatif ».
    REPONDUS = frozenset({"contact", "delegation"})

    par_delegation = forms.BooleanField(label="Signe par délégation", required=False)
    delegation = forms.CharField(
        label="Acte de délégation", max_length=200, required=False,
        help_text="Si la personne signe par délégation. Par exemple\u00a0: arrêté n°\u00a02026-41 du 2 mars 2026.",
    )  # fmt: skip

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        for name in self.REPONDUS & set(self.fields):
            self.fields[name].facultatif = False

    def clean(self) -> dict:
        data = super().clean()
        if not data.get("par_delegation"):
            return data | {"delegation": ""}
        if not data.get("delegation") and "delegation" not in self.errors:
            self.add_error("delegation", "Citez l’acte qui délègue la signature\u00a0: il est imprimé sous la qualité.")
        return data


class SignataireForm(DelegationForm):
    """Who signs for a party: one more person in a draft, another one at the signature (with its `initial`)."""

    contact = ContactChoice(
        Contact.objects.none(), label="Personne qui signe", required=False,
        empty_label="Signera sur papier, sans courriel",
    )  # fmt: skip
    qualite = forms.CharField(label="Qualité imprimée sous la signature", max_length=150)
    field_order = ("contact", "qualite")

    def __init__(self, *args, partie: Partie, **kwargs) -> None:
        super().__init__(*args, **{"prefix": "autre"} | kwargs)
        self.fields["contact"].queryset = contacts_of(partie)


class PartieForm(VersionedFormMixin, DelegationForm):
    """The quality under which a party is represented, and its first signatory."""

    type = forms.ChoiceField(label="Signe comme", choices=TypePartie.choices)
    qualite_representant = forms.CharField(label="Représentée par (qualité)", max_length=150)
    contact = ContactChoice(
        Contact.objects.none(),
        label="Personne qui signe",
        required=False,
        empty_label="Signera sur papier, sans courriel",
        help_text="Cette personne reçoit le lien pour lire et signer.",
    )
    field_order = ("type", "qualite_representant", "contact")

    def __init__(self, *args, partie: Partie, **kwargs) -> None:
        signer = partie.signataires.filter(retire_le__isnull=True).order_by("id").first()
        kwargs["initial"] = {
            "version": partie.version,
            "type": partie.type,
            "qualite_representant": partie.qualite_representant,
            "contact": signer.contact_id if signer else None,
            "par_delegation": bool(signer and signer.par_delegation),
            "delegation": signer.delegation if signer else "",
        }
        super().__init__(*args, **kwargs)
        self.fields["contact"].queryset = contacts_of(partie)

    @property
    def fields_of_verb(self) -> dict:
        """What `parties.set_partie` takes."""
        return {name: value for name, value in self.cleaned_data.items() if name != "version"}

    @property
    def changes_the_text(self) -> bool:
        """Whether what is printed of the party, and signed by all, would change."""
        return bool({"type", "qualite_representant"} & set(self.changed_data))

    def fields_of_signatory(self, qualite: str) -> dict:
        """What `remplacement.remplacer` takes; the same person keeps the quality it signs in, `qualite`."""
        if "contact" in self.changed_data:
            qualite = self.cleaned_data["qualite_representant"]
        known = {name: self.cleaned_data[name] for name in ("contact", "par_delegation", "delegation")}
        return known | {"qualite": qualite}


class MotifForm(CoopForm):
    """A reason that others will read."""

    motif = forms.CharField(
        label="Pourquoi rouvrir la convention", widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Les signataires le lisent dans le courriel qui les prévient.",
    )  # fmt: skip


class OrdreForm(CoopForm):
    """Together, or one after the other: chosen when the text is put to the signature."""

    filtre = True  # nothing chosen is « together »
    ENSEMBLE, ARS_A_LA_FIN, CHOISI = "ensemble", "ars_a_la_fin", "choisi"
    ordre = forms.ChoiceField(
        label="Dans quel ordre les parties signent", required=False, widget=forms.RadioSelect, initial=ENSEMBLE,
        choices=[
            (ENSEMBLE, "Toutes en même temps"),
            (ARS_A_LA_FIN, "Toutes les autres ensemble, puis l’ARS en dernier"),
            (CHOISI, "Dans un ordre que vous numérotez"),
        ],
    )  # fmt: skip

    def __init__(self, *args, parties: Iterable[dict], **kwargs) -> None:
        """`parties` are those of the content to sign."""
        super().__init__(*args, **kwargs)
        self.parties = sorted(parties, key=lambda partie: partie["type"] == TypePartie.ARS)
        for place, partie in enumerate(self.parties, start=1):
            self.fields[f"rang_{partie['id']}"] = EntierField(
                label=partie["denomination"], min_value=1, max_value=99, required=False, initial=place
            )

    @property
    def numeros(self) -> list:
        """The numbers, drawn apart from the choice: they serve it alone."""
        return [self[f"rang_{partie['id']}"] for partie in self.parties]

    @property
    def rangs(self) -> dict[int, int]:
        """Party → rank, as the verbs take it; empty when everybody signs at once."""
        ordre = self.cleaned_data["ordre"]
        if ordre == self.ARS_A_LA_FIN:
            return {p["id"]: 2 if p["type"] == TypePartie.ARS else 1 for p in self.parties}
        if ordre != self.CHOISI:
            return {}
        typed = {p["id"]: self.cleaned_data[f"rang_{p['id']}"] or place for place, p in enumerate(self.parties, 1)}
        ranks = sorted(set(typed.values()))
        return {pk: ranks.index(value) + 1 for pk, value in typed.items()}


class PapierForm(CoopForm):
    """A signature given on paper: its date, its place, the scanned copy."""

    signee_le = DateFr(label="Date de la signature", help_text="Celle qui est écrite à côté de la signature.")
    lieu = forms.CharField(label="Lieu", max_length=100, required=False)
    scan = forms.FileField(
        label="Exemplaire signé (PDF ou image)", required=False, widget=FichierInput
    )  # fmt: skip

    def clean_signee_le(self):
        day = self.cleaned_data["signee_le"]
        if day > horloge.today():
            raise ValidationError("La date de signature ne peut pas être dans le futur.")
        return day


class RefusForm(CoopForm):
    """Why a party does not sign, as the coordination was told."""

    motif = forms.CharField(
        label="Raison donnée", widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Les autres signataires et la coordination la liront.",
    )  # fmt: skip


class SignerForm(CoopForm):
    """The answer of a signatory: the one-time code received by mail, and nothing written against."""

    code = forms.CharField(
        label="Code reçu par courriel", max_length=12, help_text="Six chiffres, valables dix minutes.",
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "one-time-code"}),
    )  # fmt: skip
    motif = forms.CharField(
        label="Pourquoi vous ne signez pas", required=False, widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Les autres signataires et la coordination le liront.",
    )  # fmt: skip

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["motif"].facultatif = False  # read by one of the two buttons only

    def clean_motif(self) -> str:
        if self.cleaned_data["motif"]:
            raise ValidationError(
                "Vous avez écrit pourquoi vous ne signez pas\u00a0: effacez ce texte pour signer, ou choisissez «\u00a0Refuser de signer\u00a0»."
            )
        return ""


class RefuserForm(SignerForm):
    """The same code, and why a signatory does not sign."""

    def clean_motif(self) -> str:
        motif = self.cleaned_data["motif"]
        if not motif:
            raise ValidationError("Dites pourquoi\u00a0: les autres parties le liront.")
        return motif
