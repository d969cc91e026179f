"""One form makes a coopérative: at most six answers are required (design.md, decisions.md 8)."""

from django import forms
from django.db.models import Q, QuerySet

from coop.accounts.enums import RoleMandat
from coop.accounts.models import Mandate
from coop.organisations.enums import TypeOrganisation
from coop.organisations.models import Contact
from coop.territories.models import Departement
from coop.ui.forms import CasesPuces, CoopForm
from cooperatives.forms.territoire import TerritoireMixin, lignes
from cooperatives.models import Public, Thematique
from cooperatives.queries.lieux import resolve


def own_departements(user) -> QuerySet[Departement]:
    """Where the account may create: its own départements, all of them for an administrator."""
    rows = Departement.objects.defer("trace")
    if user.is_superuser:
        return rows
    mandates = Mandate.objects.active().filter(contact_id=user.contact_id, role=RoleMandat.COORDINATEUR_DD)
    return rows.filter(pk__in=mandates.values("departement"))


def people_of_dd(departements: QuerySet[Departement]) -> QuerySet[Contact]:
    """Contacts of the délégations of `departements`, by organisation or by mandate."""
    mandates = Mandate.objects.active().filter(role=RoleMandat.COORDINATEUR_DD, departement__in=departements)
    employed = Q(organisation__type=TypeOrganisation.ARS, organisation__departement__in=departements)
    return Contact.objects.filter(employed | Q(pk__in=mandates.values("contact"))).select_related("organisation")


class CreationForm(TerritoireMixin, CoopForm):
    """Intitulé, thème ou public, territoire; the département and the coordinator are filled in."""

    intitule = forms.CharField(
        label="Intitulé", max_length=250, help_text="Le nom sous lequel les acteurs la connaîtront."
    )
    departement = forms.ModelChoiceField(Departement.objects.none(), label="Département", empty_label=None)
    coordinateur = forms.ModelChoiceField(
        Contact.objects.none(),
        label="Coordinateur de la délégation",
        help_text="La délégation départementale est obligatoirement la première à coordonner.",
    )
    thematiques = forms.ModelMultipleChoiceField(
        Thematique.objects.filter(archive=False), label="Thématiques", required=False, widget=CasesPuces,
        help_text="Au moins une thématique ou un public, même provisoire.",
    )  # fmt: skip
    publics = forms.ModelMultipleChoiceField(
        Public.objects.filter(archive=False), label="Publics", required=False, widget=CasesPuces
    )
    libelle_territoire = forms.CharField(
        label="Nom du territoire",
        max_length=200,
        required=False,
        help_text="Par exemple\u00a0: Saint-Quentin-en-Yvelines.",
    )
    sites = forms.CharField(
        label="Sites ou milieux de vie précis",
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Un par ligne.",
    )
    objectif_public = forms.CharField(
        label="Objectif en une phrase", required=False, widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Lisible par tous, y compris hors de la coopérative.",
    )  # fmt: skip

    def __init__(self, *args, user, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        departements = own_departements(user)
        for name in ("thematiques", "publics", "recherche_lieu"):
            self.fields[name].facultatif = False  # One of the two is required, and a territory: none is « facultatif ».
        self.order_fields(["intitule", "departement", "coordinateur", "thematiques", "publics"])
        self.fields["departement"].queryset = departements
        self.fields["coordinateur"].queryset = people_of_dd(departements)
        self.fields["coordinateur"].label_from_instance = lambda contact: (
            f"{contact.fonction} ({contact.organisation or contact})"
        )
        if user.contact_id:
            self.initial.setdefault("coordinateur", user.contact_id)

    def clean(self) -> dict:
        data = super().clean()
        if not data.get("thematiques") and not data.get("publics"):
            self.add_error("thematiques", "Choisissez au moins une thématique ou un public, même provisoire.")
        if not data.get("lieux") and not data.get("sites") and not data.get("libelle_territoire"):
            self.add_error("recherche_lieu", "Dites sur quel territoire\u00a0: cherchez un lieu et cochez-le.")
        return data

    def values(self) -> dict:
        """What `creation.create` takes."""
        names = (
            "intitule",
            "departement",
            "coordinateur",
            "thematiques",
            "publics",
            "libelle_territoire",
            "objectif_public",
        )
        given = {name: self.cleaned_data[name] for name in names}
        return given | resolve(self.cleaned_data["lieux"]) | {"sites": lignes(self.cleaned_data["sites"])}
