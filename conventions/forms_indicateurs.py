"""Form of an indicator (R-EVA-09, R-EVA-10, R-EVA-13)."""

from datetime import date

from django import forms
from django.db.models import QuerySet
from django.utils.text import Truncator

from conventions.calendrier import Trimestre
from conventions.enums import Dimension, NatureIndicateur, TypeIndicateur
from conventions.models import Indicateur
from conventions.workflows.indicateurs import FIELDS, IN_WORDS
from coop.ui.forms import CoopForm, CoopModelForm, NombreField, VersionedFormMixin
from coop.ui.typographie import date_longue
from cooperatives.models import Decision

SOUS_TYPE = "Précisez résultat intermédiaire ou final pour un indicateur de résultats, et seulement pour lui."
BENEFICIAIRES = "Seul un indicateur d’activité chiffré peut compter des bénéficiaires."
SANS_PART = "Seul un indicateur chiffré se répartit\u00a0: laissez cette liste vide."
DATE_SEULE = "Donnez la valeur de départ relevée à cette date."
REPARTITION = tuple(f"par_{dimension.value}" for dimension in Dimension)


class IndicateurForm(VersionedFormMixin, CoopModelForm):
    class Meta:
        model = Indicateur
        fields = list(FIELDS)
        widgets = {
            "type": forms.RadioSelect,
            "nature": forms.RadioSelect,
            "sens": forms.RadioSelect,
            "frequence": forms.RadioSelect,
            "sources_methodes": forms.Textarea(attrs={"rows": 3}),
            **{name: forms.Textarea(attrs={"rows": 3}) for name in REPARTITION},
        }
        help_texts = {
            "sous_type": "Pour un indicateur de résultats seulement.",
            "unite": "Par exemple\u00a0: personnes, séances, %.",
            "valeur_initiale": "La situation avant le programme, si elle est connue.",
            "valeur_cible": "Ce qui est prévu à chaque trimestre, pour comparer prévu et réalisé.",
            "beneficiaires": "Il entre dans le total des bénéficiaires de la coopérative.",
            "responsable": "Par exemple\u00a0: coordinatrice des maraudes. Aucun nom de personne.",
            "par_public": "Une part par ligne, par exemple\u00a0: Jeunes.",
            "par_territoire": "Une part par ligne, par exemple le nom d’un quartier.",
            "par_sexe": "Une part par ligne, par exemple\u00a0: Femmes.",
            "par_age": "Une part par ligne, par exemple\u00a0: 18 à 25\u00a0ans.",
            "sources_methodes": "Par exemple\u00a0: feuilles de présence, relevées à chaque séance par l’animatrice.",
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["type"].choices = TypeIndicateur.choices

    def clean(self):
        """What the database would refuse, told at its field."""
        data = super().clean()
        kind, nature = data.get("type"), data.get("nature")
        if kind and (kind == TypeIndicateur.IR) != bool(data.get("sous_type")):
            self.add_error("sous_type", SOUS_TYPE)
        counts = kind == TypeIndicateur.IA and nature == NatureIndicateur.QUANTITATIF
        if data.get("beneficiaires") and kind and nature and not counts:
            self.add_error("beneficiaires", BENEFICIAIRES)
        if nature == NatureIndicateur.QUALITATIF:
            for name in ("valeur_initiale", "valeur_cible"):
                if data.get(name) is not None:
                    self.add_error(name, IN_WORDS)
            for name in REPARTITION:
                if data.get(name):
                    self.add_error(name, SANS_PART)
        if data.get("valeur_initiale_le") and data.get("valeur_initiale") is None:
            self.add_error("valeur_initiale", DATE_SEULE)
        return data

    @property
    def repartition(self) -> list:
        """The four lists of parts, as bound fields."""
        return [self[name] for name in REPARTITION]

    @property
    def repartition_ouverte(self) -> bool:
        """Whether a part is named, or a list is wrong: the page then shows them at once."""
        return any(field.value() or field.errors for field in self.repartition)


class CibleForm(CoopForm):
    """Another target, from a quarter, with the decision that says so (decisions.md 16)."""

    valeur = NombreField(label="Nouvelle valeur prévue par trimestre", min_value=0, max_digits=12, decimal_places=2)
    depuis = forms.ChoiceField(label="À partir du trimestre")
    decision = forms.ModelChoiceField(
        label="Décision citée", queryset=Decision.objects.none(), empty_label="Choisir une décision"
    )
    motif = forms.CharField(
        label="Motif", max_length=1000, widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Pourquoi la valeur change, en une ou deux phrases. Aucun nom de personne.",
    )  # fmt: skip

    def __init__(self, *args, indicateur: Indicateur, quarts: list[Trimestre], decisions: QuerySet[Decision], **kwargs):
        super().__init__(*args, **kwargs)
        if indicateur.unite:
            self.fields["valeur"].help_text = f"En {indicateur.unite}."
        self.fields["depuis"].choices = [(q.debut.isoformat(), _quart(q)) for q in quarts]
        self.fields["decision"].queryset = decisions
        self.fields["decision"].label_from_instance = _decision

    def clean_depuis(self) -> date:
        return date.fromisoformat(self.cleaned_data["depuis"])


def _quart(quart: Trimestre) -> str:
    return f"T{quart.numero}, du {date_longue(quart.debut)} au {date_longue(quart.dernier_jour)}"


def _decision(decision: Decision) -> str:
    return f"{decision.numero} – {Truncator(decision.texte).chars(110)}"
