"""The register of local schemes: one scheme, one of its fiches."""

from django import forms
from django.db.models import QuerySet

from coop.classeurs.forms import DepotForm
from coop.organisations.models import Organisation
from coop.territories.models import Commune, Departement, Quartier
from coop.ui.forms import CasesPuces, CoopModelForm, VersionedFormMixin
from cooperatives.forms.territoire import TerritoireMixin
from cooperatives.models import DispositifLocal, FicheDispositif, Thematique
from cooperatives.queries.lieux import resolve


class DispositifForm(VersionedFormMixin, TerritoireMixin, CoopModelForm):
    """A scheme, its places, who coordinates it."""

    coordination_fonction = forms.CharField(
        label="Fonction de la personne qui le coordonne", max_length=150, required=False
    )
    coordination_email = forms.EmailField(
        label="Son adresse électronique", required=False, help_text="Lue par les délégations et le siège seulement."
    )

    class Meta:
        model = DispositifLocal
        fields = ("type", "nom", "departement", "structure_porteuse", "debut", "fin")
        labels = {"fin": "Fin (dernier jour)"}

    def __init__(self, *args, departements: QuerySet[Departement], **kwargs) -> None:
        row = kwargs.get("instance")
        initial = kwargs.setdefault("initial", {})
        if row is not None and row.pk:
            initial["lieux"] = [f"commune:{pk}" for pk in row.communes.values_list("pk", flat=True)]
            if row.coordinateur:
                initial |= {
                    "coordination_fonction": row.coordinateur.fonction,
                    "coordination_email": row.coordinateur.email,
                }
        super().__init__(*args, **kwargs)
        self.fields["departement"].queryset = departements
        self.fields["departement"].empty_label = None
        self.fields["structure_porteuse"].queryset = Organisation.objects.order_by("recherche")
        self.fields["lieux"].label = "Communes couvertes"

    def values(self) -> dict:
        """What the verbs of the register take."""
        given = {name: self.cleaned_data[name] for name in self.Meta.fields}
        coordination = (self.cleaned_data["coordination_fonction"], self.cleaned_data["coordination_email"].lower())
        return given | {"communes": communes_de(self.cleaned_data["lieux"]), "coordination": coordination}


class FicheForm(VersionedFormMixin, TerritoireMixin, CoopModelForm):
    """A fiche-action of a scheme, its themes; without a place it covers the whole scheme."""

    class Meta:
        model = FicheDispositif
        fields = ("intitule", "thematiques")
        widgets = {"thematiques": CasesPuces}
        help_texts = {"thematiques": "Celles dont la fiche se charge\u00a0: elles servent à repérer les doublons."}

    def __init__(self, *args, **kwargs) -> None:
        row = kwargs.get("instance")
        if row is not None and row.pk:
            kwargs.setdefault("initial", {})["lieux"] = [
                *(f"commune:{pk}" for pk in row.communes.values_list("pk", flat=True)),
                *(f"quartier:{pk}" for pk in row.quartiers.values_list("pk", flat=True)),
            ]
        super().__init__(*args, **kwargs)
        self.fields["thematiques"].required = True
        self.fields["thematiques"].queryset = Thematique.objects.filter(archive=False)
        self.fields["lieux"].label = "Lieux de la fiche"
        self.fields["recherche_lieu"].help_text = "Seulement si la fiche ne couvre pas tout le dispositif."

    def values(self) -> dict:
        """What `write_fiche` takes."""
        chosen = resolve(self.cleaned_data["lieux"])
        quartiers: list[Quartier] = chosen["quartiers"]
        return {
            "intitule": self.cleaned_data["intitule"],
            "thematiques": self.cleaned_data["thematiques"],
            "communes": [*chosen["communes"], *_of_epci(chosen)],
            "quartiers": quartiers,
        }


class ImportForm(DepotForm):
    """A file, and the département it speaks of; the whole région for those who keep it."""

    departement = forms.ModelChoiceField(Departement.objects.none(), label="Pour", empty_label="Toute la région")
    field_order = ["departement", "fichier"]

    def __init__(self, *args, departements: QuerySet[Departement], region: bool, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["departement"]
        field.queryset, field.required = departements, not region
        field.facultatif = False
        if not region:
            field.empty_label = None


def communes_de(lieux: list[str]) -> list[Commune]:
    """The communes of the places ticked: chosen, of an intercommunalité, of a quartier."""
    chosen = resolve(lieux)
    of_quartiers = Commune.objects.filter(quartiers__in=chosen["quartiers"]).defer("trace")
    found = {row.pk: row for row in (*chosen["communes"], *_of_epci(chosen), *of_quartiers)}
    return list(found.values())


def _of_epci(chosen: dict[str, list]) -> QuerySet[Commune]:
    return Commune.objects.filter(intercommunalites__in=chosen["intercommunalites"]).defer("trace").distinct()
