"""The few steps of a reprise: where the CA stands, its members, its convention, the titles of its actions."""

from django import forms

from coop.documents.kinds import get_piece_kind
from coop.documents.pieces import read_checked
from coop.organisations.models import Organisation
from coop.ui.forms import CoopForm, CoopModelForm, DateFr, VersionedFormMixin
from coop.ui.forms.widgets import DateInput, FichierInput
from cooperatives import guide
from cooperatives.enums import Phase
from cooperatives.forms.membres import described
from cooperatives.models import Reprise
from cooperatives.models.reprise import DATES
from cooperatives.pieces import REPRISE
from cooperatives.workflows.reprise import carriers


class EtapeForm(VersionedFormMixin, CoopModelForm):
    """The real stage, and the day each stage began; those after it are left empty."""

    class Meta:
        model = Reprise
        fields = ("phase", "creation", *DATES.values())
        widgets = {"phase": forms.RadioSelect}

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["phase"].choices = [(p, Phase(p).label) for p in guide.PHASES[1:]]
        self.fields["phase"].required = self.fields["creation"].required = True
        self.fields["creation"].help_text = "Le début de la préfiguration."

    def clean(self) -> dict:
        data = super().clean()
        if not data.get("phase"):
            return data
        here = guide.PHASES.index(Phase(data["phase"]))
        for index, phase in enumerate(guide.PHASES[1:], start=1):
            name = DATES[Phase(phase)]
            if index > here:
                data[name] = None
            elif not data.get(name) and name not in self.errors:
                self.add_error(name, "Donnez cette date\u00a0: la coopérative est passée par cette étape.")
        return data


class MembreForm(CoopForm):
    """An organisation of the directory, since when it is a member, whether it signed."""

    organisation = forms.ModelChoiceField(
        Organisation.objects.none(), label="Organisation de l’annuaire", empty_label=None, widget=forms.RadioSelect
    )
    entree_le = DateFr(label="Membre depuis le", widget=DateInput)
    role = forms.ChoiceField(
        label="Dans la convention",
        choices=[("partenaire", "signataire"), ("financeur", "signataire, autre financeur"), ("non", "n’a pas signé")],
        initial="partenaire", widget=forms.RadioSelect,
    )  # fmt: skip
    qualite = forms.CharField(
        label="Représentée à la signature par", max_length=150, required=False,
        help_text="La qualité, par exemple\u00a0: son président.",
    )  # fmt: skip

    def __init__(self, *args, found: list[Organisation], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["organisation"]
        field.queryset = Organisation.objects.presentes()
        field.widget.choices = [(row.pk, described(row)) for row in found]


class ConventionForm(VersionedFormMixin, CoopModelForm):
    """The signed convention: its effect date, the annual period under way, its PDF."""

    pdf = forms.FileField(
        label="Convention signée", required=False, widget=FichierInput(attrs={"accept": "application/pdf,.pdf"}),
        help_text="En PDF. Laissez vide pour garder celle déjà déposée.",
    )  # fmt: skip

    class Meta:
        model = Reprise
        fields = ("intitule_programme", "date_effet", "annee")
        help_texts = {
            "date_effet": "Le jour de la dernière signature.",
            "annee": "1 pour la première année, 2 si elle a été reconduite une fois…",
        }

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["date_effet"].required = True
        self.fields["pdf"].required = self.instance.scan_id is None

    def clean_pdf(self):
        upload = self.cleaned_data["pdf"]
        if upload:
            read_checked(upload, get_piece_kind(REPRISE).accept)
        return upload


class ActionForm(CoopForm):
    """The title of one action, and who carries it."""

    intitule = forms.CharField(label="Intitulé de l’action", max_length=200)
    organisation = forms.ModelChoiceField(
        Organisation.objects.none(), label="Promoteur référent", empty_label="Choisissez un membre"
    )

    def __init__(self, *args, reprise: Reprise, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisation"].queryset = carriers(reprise)
