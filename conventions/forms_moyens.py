"""The lists of a fiche-action as rows: precise places, profiles with their ETP, own contributions."""

from decimal import Decimal

from django import forms
from django.db.models import Q

from conventions.enums import TypeContribution
from conventions.models import FicheAction
from coop.territories.models import Commune
from coop.ui.forms import CoopForm, MontantField, NombreField, coop_formset
from cooperatives.models import Cooperative, Membre
from cooperatives.queries import communes_couvertes


class LieuForm(CoopForm):
    """One precise place, in a commune of the territory."""

    libelle = forms.CharField(label="Lieu précis", max_length=250, required=False, help_text="Le site ou l’adresse.")
    commune = forms.TypedChoiceField(label="Commune", required=False, coerce=int, empty_value=None)

    def __init__(self, *args, communes: list[tuple], **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["commune"].choices = communes

    def clean(self):
        data = super().clean()
        if data.get("commune") and not data.get("libelle"):
            self.add_error("libelle", "Nommez le lieu\u00a0: un site ou une adresse.")
        return data


class MoyenForm(CoopForm):
    """One profile and its ETP."""

    profil = forms.CharField(label="Profil", max_length=120, required=False, help_text="Par exemple\u00a0: infirmière.")
    etp = NombreField(
        label="ETP",
        required=False,
        max_digits=5,
        decimal_places=2,
        min_value=Decimal(0),
        error_messages={"min_value": "Les moyens humains ne peuvent pas être négatifs."},
    )

    def clean(self):
        data = super().clean()
        if data.get("profil") and data.get("etp") is None and "etp" not in self.errors:
            self.add_error("etp", "Indiquez les ETP de ce profil, par exemple 0,50.")
        if data.get("etp") is not None and not data.get("profil"):
            self.add_error("profil", "Nommez le profil\u00a0: médiatrice, coordination…")
        return data


class ContributionForm(CoopForm):
    """What one organisation brings of its own."""

    membre = forms.TypedChoiceField(label="Organisation", required=False, coerce=int, empty_value=None)
    type = forms.ChoiceField(label="Nature", required=False, choices=[("", "À choisir"), *TypeContribution.choices])
    description = forms.CharField(
        label="Description",
        max_length=250,
        required=False,
        help_text="Par exemple\u00a0: salle d’accueil deux demi-journées par semaine.",
    )
    valorisation = MontantField(
        label="Valorisation en euros", required=False, help_text="Une estimation, si vous en avez une."
    )

    def __init__(self, *args, membres: list[tuple[int, str]], **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["membre"].choices = membres if len(membres) == 1 else [("", "À choisir"), *membres]

    def clean(self):
        """A row begun is finished: who, what kind, in words."""
        data = super().clean()
        if not any(data.get(name) for name in ("type", "description", "valorisation")):
            return data
        for name, sentence in (
            ("membre", "Choisissez l’organisation."),
            ("type", "Choisissez la nature de la contribution."),
            ("description", "Décrivez la contribution en quelques mots."),
        ):
            if not data.get(name) and name not in self.errors:
                self.add_error(name, sentence)
        return data


_Lieux = coop_formset(LieuForm, ligne="Lieu", extra=0)
_Moyens = coop_formset(MoyenForm, ligne="Profil", extra=0)
_Contributions = coop_formset(ContributionForm, ligne="Contribution", extra=0)


def lieux_formset(data, ca: Cooperative, action: FicheAction | None):
    """The places of `action` as rows, one empty row when there is none; the communes are read once."""
    known = list(action.lieux.all()) if action else []
    covered = communes_couvertes(ca).order_by().values("pk")
    named = {lieu.commune_id for lieu in known if lieu.commune_id}
    rows = Commune.objects.filter(Q(pk__in=covered) | Q(pk__in=named)).order_by("nom")
    communes = [("", "Non précisée"), *rows.values_list("pk", "nom")]
    initial = [{"libelle": lieu.libelle, "commune": lieu.commune_id} for lieu in known] or [{}]
    return _Lieux(data, initial=initial, prefix="lieux", form_kwargs={"communes": communes})


def lieux_saisis(formset) -> list[tuple[str, Commune | None]]:
    """The rows kept, with their commune."""
    rows = [row for row in _kept(formset) if row.get("libelle")]
    communes = Commune.objects.in_bulk([row["commune"] for row in rows if row["commune"]])
    return [(row["libelle"], communes.get(row["commune"])) for row in rows]


def moyens_formset(data, action: FicheAction | None):
    """The profiles of `action` as rows, one empty row when there is none."""
    known = [{"profil": row.profil, "etp": row.etp} for row in action.moyens.all()] if action else []
    return _Moyens(data, initial=known or [{}], prefix="moyens")


def moyens_saisis(formset) -> list[tuple[str, Decimal]]:
    """The rows kept: profile, ETP."""
    return [(row["profil"].strip(), row["etp"]) for row in _kept(formset) if row.get("profil")]


def contributions_formset(data, action: FicheAction, membres: list[Membre]):
    """What `membres` bring to `action`; the contributions of the others are not shown here."""
    ids = {membre.pk for membre in membres}
    known = [
        {"membre": row.membre_id, "type": row.type, "description": row.description, "valorisation": row.valorisation}
        for row in action.contributions.all()
        if row.membre_id in ids
    ]
    choices = [(membre.pk, membre.organisation.nom) for membre in membres]
    return _Contributions(data, initial=known or [{}], prefix="contributions", form_kwargs={"membres": choices})


def contributions_saisies(formset) -> list[dict]:
    """The rows kept: membre (id), type, description, valorisation."""
    names = ("membre", "type", "description", "valorisation")
    return [{name: row[name] for name in names} for row in _kept(formset) if row.get("description")]


def _kept(formset) -> list[dict]:
    return [form.cleaned_data for form in formset if form.cleaned_data and not form.cleaned_data.get("DELETE")]
