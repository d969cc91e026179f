"""Forms of « Comptes et mandats »: whom to look for, which mandate to give, when it ends, which address is right."""

from datetime import date, timedelta

from django import forms
from django.utils.text import capfirst

from coop import horloge
from coop.accounts.enums import GIVEN_BY_DD, EtatCompte, RoleMandat
from coop.accounts.models import User
from coop.accounts.policies import roles_held
from coop.organisations.models import Contact, Organisation
from coop.territories.models import Departement
from coop.ui.forms import CoopForm, DateFr, FiltreForm
from cooperatives.forms.creation import own_departements

PAR_DEPARTEMENT = frozenset({RoleMandat.COORDINATEUR_DD, RoleMandat.DELEGUE})


class PersonnesForm(FiltreForm):
    """Every filter may be left empty."""

    q = forms.CharField(label="Fonction, nom, adresse ou organisation", required=False)
    role = forms.ChoiceField(label="Mandat", required=False, choices=[("", "Tous"), *RoleMandat.choices])
    etat = forms.ChoiceField(label="Compte", required=False, choices=[("", "Tous"), *EtatCompte.choices])


class MandatForm(CoopForm):
    """A mandate for a person known by its address, or new."""

    email = forms.EmailField(label="Adresse électronique", help_text="Celle avec laquelle la personne se connectera.")
    fonction = forms.CharField(
        label="Fonction",
        max_length=150,
        help_text="Ce que les autres liront\u00a0: «\u00a0Chargée de mission prévention\u00a0».",
    )
    nom = forms.CharField(label="Nom", max_length=120, required=False)
    role = forms.ChoiceField(
        label="Mandat", widget=forms.RadioSelect,
        help_text="La coordination crée et anime les coopératives de son département, le délégué y lit et signe, l’évaluateur y lit "
        "ce qui est transmis et écrit l’évaluation. Le siège suit la région.",
    )  # fmt: skip
    departement = forms.ModelChoiceField(
        Departement.objects.none(), label="Département", required=False,
        help_text="Celui de la coordination, du délégué ou de l’évaluateur.",
    )  # fmt: skip
    organisation = forms.ModelChoiceField(
        Organisation.objects.none(), label="Organisation", required=False,
        help_text="Pour le représentant d’une organisation seulement.",
    )  # fmt: skip
    debut = DateFr(label="À partir du")
    dernier_jour = DateFr(
        label="Jusqu’au", required=False, help_text="Dernier jour du mandat\u00a0; vide\u00a0: sans terme."
    )
    inviter = forms.BooleanField(
        label="L’inviter par courriel à ouvrir son compte", required=False, initial=True,
        help_text="Sans effet si la personne a déjà un compte.",
    )  # fmt: skip

    def __init__(self, *args, user: User, contact: Contact | None = None, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.contact = contact
        regional = user.is_superuser or RoleMandat.SIEGE in roles_held(user)
        self.fields["role"].choices = [
            (r, capfirst(label)) for r, label in RoleMandat.choices if regional or r in GIVEN_BY_DD
        ]
        places = Departement.objects.defer("trace") if regional else own_departements(user)
        self.fields["departement"].queryset = places
        organisations = Organisation.objects.presentes()
        self.fields["organisation"].queryset = (
            organisations if regional else organisations.filter(departement__in=places)
        )
        self.fields["debut"].initial = horloge.today()
        if len(places) == 1:
            self.fields["departement"].initial = places[0]
        if contact:
            self._of(contact)

    def _of(self, contact: Contact) -> None:
        """Somebody known is not written again."""
        for name in ("email", "fonction", "nom"):
            del self.fields[name]
        self.fields["organisation"].initial = contact.organisation_id

    def clean(self) -> dict:
        found = super().clean()
        role = found.get("role")
        if role in PAR_DEPARTEMENT and not found.get("departement"):
            self.add_error("departement", "Choisissez le département de ce mandat.")
        if role == RoleMandat.PARTENAIRE and not found.get("organisation"):
            self.add_error("organisation", "Choisissez l’organisation que la personne représente.")
        if role and role not in {*PAR_DEPARTEMENT, RoleMandat.EVALUATEUR}:
            found["departement"] = None
        if role != RoleMandat.PARTENAIRE:
            found["organisation"] = None
        last, first = found.get("dernier_jour"), found.get("debut")
        if last and first and last < first:
            self.add_error("dernier_jour", "La fin suit le début\u00a0: inversez les deux dates.")
        return found

    def values(self) -> dict:
        """What the verbs take; `fin` is the first day without the mandate."""
        data = dict(self.cleaned_data)
        data["fin"] = lendemain(data.pop("dernier_jour"))
        return data


class FinForm(CoopForm):
    """The last day of a mandate, and why it ends."""

    dernier_jour = DateFr(label="Dernier jour du mandat")
    motif = forms.CharField(label="Motif", required=False, max_length=300, help_text="Conservé au journal.")

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["dernier_jour"].initial = horloge.today()

    @property
    def fin(self) -> date:
        return lendemain(self.cleaned_data["dernier_jour"])


class AdresseForm(CoopForm):
    email = forms.EmailField(label="Nouvelle adresse électronique")


def lendemain(day: date | None) -> date | None:
    return day + timedelta(days=1) if day else None
