"""Members, their role, the people who represent them, the coordination."""

from django import forms

from coop.organisations.models import Contact, Organisation
from coop.ui.forms import CoopForm, CoopModelForm, VersionedFormMixin
from cooperatives.enums import TypeCoordinateur
from cooperatives.forms.creation import people_of_dd
from cooperatives.models import Cooperative, Membre
from cooperatives.models.perimetre import running


class RoleForm(VersionedFormMixin, CoopModelForm):
    """« Qui fait quoi ? » of one member."""

    class Meta:
        model = Membre
        fields = ("role_mission", "engagement_direction_le")
        widgets = {"role_mission": forms.Textarea(attrs={"rows": 4})}
        labels = {
            "role_mission": "Rôle et missions (qui fait quoi\u00a0?)",
            "engagement_direction_le": "La direction s’est engagée le",
        }


class RepresentantForm(CoopForm):
    """A person of the organisation, known or new, and what its structure entrusts it."""

    contact = forms.ModelChoiceField(
        Contact.objects.none(), label="Personne", required=False, empty_label="Une personne à ajouter"
    )
    fonction = forms.CharField(label="Fonction de la personne à ajouter", max_length=150, required=False)
    email = forms.EmailField(label="Son adresse électronique", required=False)
    titulaire = forms.TypedChoiceField(
        label="Siège comme",
        choices=[("1", "titulaire"), ("0", "suppléant")],
        coerce=lambda v: v == "1",
        widget=forms.RadioSelect,
    )
    mandat = forms.CharField(
        label="Mandat confié par sa structure", required=False, widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Ce que la personne peut dire et jusqu’où elle peut s’engager.",
    )  # fmt: skip
    peut_engager = forms.BooleanField(label="Peut engager sa structure", required=False)

    def __init__(self, *args, membre: Membre, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["contact"].queryset = Contact.objects.filter(organisation=membre.organisation_id)
        self.fields["contact"].label_from_instance = lambda contact: contact.fonction

    def clean(self) -> dict:
        data = super().clean()
        if not data.get("contact") and not data.get("fonction"):
            self.add_error("contact", "Choisissez une personne ou donnez la fonction de celle à ajouter.")
        return data


class RefusForm(CoopForm):
    motif = forms.CharField(label="Pourquoi l’organisation ne participe pas", widget=forms.Textarea(attrs={"rows": 2}))


class AjoutForm(CoopForm):
    """An organisation of the register, invited or only spotted."""

    organisation = forms.ModelChoiceField(Organisation.objects.none(), label="Organisation du registre")
    role_mission = forms.CharField(label="Rôle pressenti", required=False, widget=forms.Textarea(attrs={"rows": 2}))

    def __init__(self, *args, ca: Cooperative, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        present = ca.membres.exclude(statut__in=["sorti", "refus"]).values("organisation")
        self.fields["organisation"].queryset = Organisation.objects.exclude(pk__in=present)


class CopiloteForm(CoopForm):
    organisation = forms.ModelChoiceField(Organisation.objects.none(), label="Organisation co-pilote")

    def __init__(self, *args, ca: Cooperative, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        leaders = ca.copilotes.filter(running()).values("organisation")
        self.fields["organisation"].queryset = Organisation.objects.exclude(type="ars").exclude(pk__in=leaders)


class PremierForm(CoopForm):
    contact = forms.ModelChoiceField(Contact.objects.none(), label="Premier coordinateur, de la délégation")

    def __init__(self, *args, ca: Cooperative, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["contact"].queryset = people_of_dd(type(ca.departement).objects.filter(pk=ca.departement_id))
        self.fields["contact"].label_from_instance = lambda contact: contact.fonction


class SecondForm(CoopForm):
    """Somebody of the DD or of a co-pilote organisation: the type follows from the person."""

    contact = forms.ModelChoiceField(Contact.objects.none(), label="Second coordinateur")

    def __init__(self, *args, ca: Cooperative, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        dd = people_of_dd(type(ca.departement).objects.filter(pk=ca.departement_id))
        leaders = Contact.objects.filter(organisation__in=ca.copilotes.filter(running()).values("organisation"))
        self.of_dd = set(dd.values_list("pk", flat=True))
        ids = {*self.of_dd, *leaders.values_list("pk", flat=True)}
        self.fields["contact"].queryset = Contact.objects.filter(pk__in=ids).select_related("organisation")
        self.fields["contact"].label_from_instance = lambda contact: (
            f"{contact.fonction} ({contact.organisation or contact})"
        )

    @property
    def type(self) -> TypeCoordinateur:
        """Au titre de quoi; valid after `is_valid()`."""
        return TypeCoordinateur.DD if self.cleaned_data["contact"].pk in self.of_dd else TypeCoordinateur.COPILOTE
