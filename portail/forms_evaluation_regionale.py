"""Forms of the evaluation of the région."""

from django import forms
from django.db.models import Q

from coop.accounts.enums import RoleMandat
from coop.accounts.models import Mandate
from coop.documents.kinds import get_piece_kind
from coop.documents.pieces import read_checked
from coop.organisations.enums import TypeOrganisation
from coop.organisations.models import Contact
from coop.organisations.queries import search_organisations
from coop.territories.models.geographie import searchable
from coop.ui.forms import CasesPuces, CoopForm, CoopModelForm, DateFr, FichierInput, VersionedFormMixin
from cooperatives.enums import QualiteInstance
from cooperatives.models import Recommandation
from cooperatives.queries.personnes import named
from evaluation.enums import Registre
from evaluation.enums_evaluation import ROLE_DU_CHARGE, Jugement
from evaluation.models import EvaluationExterne, EvaluationRegionale, InstanceRegionale, ReponseRegionale, SiegeRegional
from evaluation.workflows.externes import PIECE

AU_PLUS = 20  # people found at once


class PersonneField(forms.ModelChoiceField):
    def label_from_instance(self, contact: Contact) -> str:
        return named(contact)


def personnes(cherche: str = "") -> list[Contact]:
    """People of the directory whose function or organisation holds the words; without words, those of the agency (1 statement)."""
    rows = Contact.objects.select_related("organisation")
    words = searchable(cherche).strip()
    if words:
        places = search_organisations(cherche).order_by()
        rows = rows.filter(Q(fonction__icontains=cherche.strip()) | Q(organisation__in=places.values("pk")))
    else:
        siege = Mandate.objects.active().filter(role=RoleMandat.SIEGE).order_by()
        rows = rows.filter(Q(organisation__type=TypeOrganisation.ARS) | Q(pk__in=siege.values("contact")))
    return list(rows.order_by("organisation__recherche", "fonction", "pk")[:AU_PLUS])


class CadreRegionalForm(VersionedFormMixin, CoopModelForm):
    """Moment, objectives, registers, who is in charge; efficacité and utilité come ticked (R-EVCA-06)."""

    registres = forms.MultipleChoiceField(
        label="Registres questionnés", choices=Registre.choices, widget=CasesPuces,
        help_text="Il est important que l’on puisse mesurer l’efficacité et l’utilité des coopératives d’acteurs mises en œuvre.",
        error_messages={"required": "Questionnez un registre au moins."},
    )  # fmt: skip
    charge = PersonneField(
        None, label="Chargé d’évaluation", required=False, empty_label="Pas encore désigné",
        help_text=f"{ROLE_DU_CHARGE} Parmi les personnes qui siègent dans une instance régionale.",
    )  # fmt: skip

    class Meta:
        model = EvaluationRegionale
        fields = ["moment", "objectifs", "charge"]
        widgets = {"objectifs": forms.Textarea(attrs={"rows": 5})}
        help_texts = {
            "objectifs": "Par exemple\u00a0: mesurer la contribution des coopératives d’acteurs à la production de certains effets escomptés\u00a0; mesurer les effets de certaines actions pour qu’elles servent d’exemple."
        }

    field_order = ["moment", "objectifs", "registres", "charge"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial["registres"] = [code.value for code in Registre if getattr(self.instance, code.value)]
        seated = SiegeRegional.objects.filter(instance__fin__isnull=True).order_by().values("contact")
        people = Contact.objects.filter(Q(pk__in=seated) | Q(pk=self.instance.charge_id))
        self.fields["charge"].queryset = people.select_related("organisation").order_by(
            "organisation__recherche", "fonction"
        )


class InstanceForm(VersionedFormMixin, CoopModelForm):
    class Meta:
        model = InstanceRegionale
        fields = ["role_ecrit"]
        widgets = {"role_ecrit": forms.Textarea(attrs={"rows": 3})}


class ChercherForm(CoopForm):
    """Who could sit: a word of the function or of the organisation."""

    q = forms.CharField(
        label="Chercher dans l’annuaire", required=False, max_length=100,
        help_text="Un mot de la fonction ou de l’organisation. Sans mot\u00a0: les personnes de l’agence.",
    )  # fmt: skip


class SiegeForm(CoopForm):
    """Somebody among those found, and in what quality."""

    contact = forms.ModelChoiceField(Contact.objects.all(), widget=forms.HiddenInput)
    qualite = forms.ChoiceField(label="Qualité", choices=QualiteInstance.choices, initial=QualiteInstance.MEMBRE)


class ReponseRegionaleForm(VersionedFormMixin, CoopModelForm):
    """What the région finds and judges; nothing is ticked beforehand."""

    jugement = forms.ChoiceField(
        label="Jugement", required=False, widget=forms.RadioSelect,
        choices=[(code.value, str(code.label).capitalize()) for code in Jugement],
    )  # fmt: skip

    class Meta:
        model = ReponseRegionale
        fields = ["constat", "jugement"]
        widgets = {"constat": forms.Textarea(attrs={"rows": 8})}
        help_texts = {"constat": "Ce que l’on observe sur l’ensemble des coopératives, avec ses limites."}


class RecommandationsField(forms.ModelMultipleChoiceField):
    def label_from_instance(self, row: Recommandation) -> str:
        return f"{row.numero}. {row.libelle}"


class ExterneForm(VersionedFormMixin, CoopModelForm):
    """An evaluation made by somebody outside, its report, the recommendations it carries among the twenty-nine."""

    fichier = forms.FileField(label="Rapport", required=False, widget=FichierInput, help_text="PDF, 10 Mo au plus.")
    recommandations = RecommandationsField(
        Recommandation.objects.all(), label="Recommandations qu’elle porte", required=False,
        widget=forms.CheckboxSelectMultiple, help_text="Parmi les vingt-neuf, quand elle les porte ou les reprend.",
    )  # fmt: skip

    class Meta:
        model = EvaluationExterne
        fields = ["intitule", "evaluateur", "moment", "debut", "fin", "entretiens", "deroulement", "livrables"]
        widgets = {name: forms.Textarea(attrs={"rows": 4}) for name in ("deroulement", "livrables")}
        help_texts = {
            "evaluateur": "Le cabinet ou l’organisme, jamais une personne.",
            "deroulement": "Une phase par ligne, avec ses dates.",
            "livrables": "Un par ligne.",
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.initial["recommandations"] = list(self.instance.recommandations.values_list("pk", flat=True))

    def clean_fichier(self):
        upload = self.cleaned_data["fichier"]
        if upload:
            read_checked(upload, get_piece_kind(PIECE).accept)
        return upload


class ValidationForm(CoopForm):
    """The day and the instance that validated."""

    validee_le = DateFr(label="Validée le")
    validee_par = forms.CharField(label="Validée par", max_length=150, initial="Comité de pilotage de l’évaluation")
