"""Form of an indicator (R-EVA-09, R-EVA-10, R-EVA-13)."""

from django import forms

from conventions.enums import NatureIndicateur, TypeIndicateur
from conventions.models import Indicateur
from coop.ui.forms import CoopModelForm, VersionedFormMixin

SOUS_TYPE = "Précisez résultat intermédiaire ou final pour un indicateur de résultats, et seulement pour lui."
BENEFICIAIRES = "Seul un indicateur d’activité chiffré peut compter des bénéficiaires."
EN_MOTS = "Un indicateur qualitatif se lit en mots\u00a0: laissez cette valeur vide."


class IndicateurForm(VersionedFormMixin, CoopModelForm):
    class Meta:
        model = Indicateur
        fields = [
            "type",
            "sous_type",
            "libelle",
            "nature",
            "unite",
            "sens",
            "valeur_initiale",
            "valeur_cible",
            "beneficiaires",
            "sources_methodes",
        ]
        widgets = {
            "type": forms.RadioSelect,
            "nature": forms.RadioSelect,
            "sens": forms.RadioSelect,
            "sources_methodes": forms.Textarea(attrs={"rows": 3}),
        }
        help_texts = {
            "sous_type": "Pour un indicateur de résultats seulement.",
            "unite": "Par exemple\u00a0: personnes, séances, %.",
            "valeur_initiale": "La situation avant le programme, si elle est connue.",
            "valeur_cible": "Ce qui est prévu à chaque trimestre, pour comparer prévu et réalisé.",
            "beneficiaires": "Il entre dans le total des bénéficiaires de la coopérative.",
            "sources_methodes": "Par exemple\u00a0: feuilles de présence, relevées à chaque séance par l’animatrice.",
        }

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
                    self.add_error(name, EN_MOTS)
        return data
