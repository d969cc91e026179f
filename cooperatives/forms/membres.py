"""Members, their role, the people who represent them, the coordination."""

from collections.abc import Iterable

from django import forms
from django.db.models import Q

from coop import horloge
from coop.documents.kinds import get_piece_kind
from coop.documents.pieces import read_checked
from coop.organisations.models import Contact, Organisation
from coop.ui.forms import CasesPuces, CoopForm, CoopModelForm, DateFr, VersionedFormMixin
from coop.ui.forms.widgets import DateInput, FichierInput
from cooperatives.enums import AncienTitulaire, TypeCoordinateur
from cooperatives.forms import PucesRadio
from cooperatives.forms.creation import people_of_dd
from cooperatives.models import Cooperative, EluAssocie, Membre, Representant
from cooperatives.models.membres import reste
from cooperatives.models.perimetre import running
from cooperatives.pieces import ENGAGEMENT
from cooperatives.queries.membres import titulaires
from cooperatives.queries.territoire import communes_couvertes
from cooperatives.vie_membre import AVANT, CLOS


class RoleForm(VersionedFormMixin, CoopModelForm):
    """« Qui fait quoi ? » of one member, how it combines with the others, and the word of its direction."""

    engagement = forms.FileField(
        label="Engagement écrit de la direction", required=False, widget=FichierInput,
        help_text="La lettre ou l’acte signé\u00a0: PDF, PNG ou JPEG.",
    )  # fmt: skip

    class Meta:
        model = Membre
        fields = ("role_mission", "positionnement", "positionnement_texte", "engagement_direction_le")
        widgets = {
            "role_mission": forms.Textarea(attrs={"rows": 4}),
            "positionnement": PucesRadio,
            "positionnement_texte": forms.Textarea(attrs={"rows": 3}),
        }
        labels = {
            "role_mission": "Rôle et missions (qui fait quoi\u00a0?)",
            "positionnement": "Son positionnement parmi les membres",
            "positionnement_texte": "Effets de complémentarité et de subsidiarité attendus",
            "engagement_direction_le": "La direction s’est engagée le",
        }
        help_texts = {
            "positionnement": "Négocié selon les compétences et les missions de chacun.",
            "engagement_direction_le": "L’engagement n’est pas seulement technique\u00a0: il est pris en compte dès le lancement.",
        }

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["positionnement"].choices = [c for c in self.fields["positionnement"].choices if c[0]]

    def clean_engagement(self):
        upload = self.cleaned_data["engagement"]
        if upload:
            read_checked(upload, get_piece_kind(ENGAGEMENT).accept)
        return upload


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
    ancien = forms.ChoiceField(choices=AncienTitulaire, required=False, widget=forms.RadioSelect)
    raison_second = forms.CharField(
        label="S’ils sont deux titulaires, pourquoi", required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    mandat = forms.CharField(
        label="Mandat confié par sa structure", required=False, widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Ce que la personne peut dire et jusqu’où elle peut s’engager.",
    )  # fmt: skip
    peut_engager = forms.BooleanField(label="Peut engager sa structure", required=False)
    engagements = forms.CharField(
        label="Ce que la personne peut engager", max_length=250, required=False,
        help_text="Par exemple\u00a0: du temps d’équipe, une salle, une décision en comité de pilotage.",
    )  # fmt: skip

    def __init__(self, *args, membre: Membre, known: Representant | None = None, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        own = Q(organisation=membre.organisation_id) | Q(pk=known.contact_id if known else None)
        self.fields["contact"].queryset = Contact.objects.filter(own)
        self.fields["contact"].label_from_instance = lambda contact: (
            str(known) if known and contact.pk == known.contact_id else contact.fonction
        )
        self.fields["contact"].facultatif = False  # « Une personne à ajouter » is an answer too.
        self._ask_of_the_first(titulaires(membre).exclude(contact=known.contact_id if known else None))

    def _ask_of_the_first(self, others: Iterable[Representant]) -> None:
        """One titulaire and a suppléant (R-ENG-07): the question exists when somebody is titulaire already."""
        names = ", ".join(map(str, others))
        if not names:
            del self.fields["ancien"], self.fields["raison_second"]
            return
        self.fields["ancien"].label = f"{names}, titulaire aujourd’hui"
        self.fields["ancien"].help_text = "À dire si la personne ci-dessus devient titulaire."

    def clean(self) -> dict:
        data = super().clean()
        if not data.get("contact") and not data.get("fonction"):
            self.add_error("contact", "Choisissez une personne ou donnez la fonction de celle à ajouter.")
        return data

    def named(self) -> dict:
        """What the verb receives beside the person; valid after `is_valid()`."""
        names = ("titulaire", "mandat", "peut_engager", "engagements", "ancien", "raison_second")
        return {name: self.cleaned_data[name] for name in names if name in self.cleaned_data}


class PlusieursForm(CoopForm):
    """Several organisations awaited that answer at once, at the end of a first meeting."""

    membres = forms.ModelMultipleChoiceField(
        Membre.objects.none(), label="Organisations", widget=CasesPuces,
        error_messages={"required": "Cochez au moins une organisation."},
    )  # fmt: skip

    def __init__(self, *args, ca: Cooperative, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        awaited = ca.membres.filter(statut__in=AVANT, organisation__fusionnee_dans__isnull=True)
        self.fields["membres"].queryset = awaited.select_related("organisation").order_by("organisation__recherche")
        self.fields["membres"].label_from_instance = lambda row: (
            f"{row.organisation} ({row.get_statut_display().lower()})"
        )


class RefusForm(CoopForm):
    motif = forms.CharField(label="Pourquoi l’organisation ne participe pas", widget=forms.Textarea(attrs={"rows": 2}))


class ReponseForm(CoopForm):
    """What the organisation itself answers."""

    reponse = forms.ChoiceField(
        label="Votre réponse", widget=PucesRadio,
        choices=[("partant", "Nous sommes partants"), ("refus", "Nous ne participerons pas")],
    )  # fmt: skip
    motif = forms.CharField(
        label="Si vous ne participez pas, pourquoi", required=False, widget=forms.Textarea(attrs={"rows": 2}),
        help_text="La coordination le lira.",
    )  # fmt: skip


class EntreeForm(CoopForm):
    date_entree = DateFr(label="Membre depuis le", widget=DateInput)


class SortieForm(CoopForm):
    """A member that is no party leaves after concertation (R-ENG-05)."""

    concertation_le = DateFr(label="Concertation avec la délégation départementale le", widget=DateInput)
    date_sortie = DateFr(
        label="Sortie le", widget=DateInput, initial=horloge.today,
        help_text="Ses représentants ne siègent plus dans les instances et ne sont plus convoqués.",
    )  # fmt: skip
    motif = forms.CharField(label="Pourquoi l’organisation s’en va", widget=forms.Textarea(attrs={"rows": 2}))


class AjoutForm(CoopForm):
    """An organisation of the directory, among those a search found, and what it could do."""

    organisation = forms.ModelChoiceField(
        Organisation.objects.none(), label="Organisation de l’annuaire", empty_label=None, widget=forms.RadioSelect
    )
    role_mission = forms.CharField(label="Rôle pressenti", required=False, widget=forms.Textarea(attrs={"rows": 2}))

    def __init__(self, *args, ca: Cooperative, found: Iterable[Organisation] = (), **kwargs) -> None:
        super().__init__(*args, **kwargs)
        present = ca.membres.filter(reste()).exclude(statut__in=CLOS).values("organisation")
        field = self.fields["organisation"]
        field.queryset = Organisation.objects.presentes().exclude(pk__in=present)
        field.widget.choices = [(row.pk, described(row)) for row in found]


def described(row: Organisation) -> str:
    """An organisation as a choice among others: its name and where it is."""
    place = row.commune or row.departement
    return f"{row} ({row.get_type_display()}{', ' + str(place) if place else ''})"


class EluForm(CoopModelForm):
    """An elected official, by function; a commune of the territory, or another local authority in words."""

    class Meta:
        model = EluAssocie
        fields = ("fonction", "commune", "collectivite", "modalites", "depuis")
        widgets = {"modalites": forms.Textarea(attrs={"rows": 2})}
        labels = {"collectivite": "Ou autre collectivité", "depuis": "Depuis le"}
        help_texts = {
            "fonction": "La fonction seule, sans nom\u00a0: adjointe au maire chargée de la santé…",
            "collectivite": "Si ce n’est pas une commune du territoire\u00a0: conseil départemental, intercommunalité…",
        }

    def __init__(self, *args, ca: Cooperative, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["commune"].queryset = communes_couvertes(ca).order_by("recherche")
        self.fields["commune"].empty_label = "Aucune des communes du territoire"


class CopiloteForm(CoopForm):
    organisation = forms.ModelChoiceField(Organisation.objects.none(), label="Organisation co-pilote")

    def __init__(self, *args, ca: Cooperative, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        leaders = ca.copilotes.filter(running()).values("organisation")
        self.fields["organisation"].queryset = (
            Organisation.objects.presentes().exclude(type="ars").exclude(pk__in=leaders)
        )


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
