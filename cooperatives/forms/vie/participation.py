"""Forms of the participation of the inhabitants."""

from django import forms

from coop.ui.forms import CoopModelForm, VersionedFormMixin
from cooperatives.enums_vie import NiveauParticipation
from cooperatives.forms import PucesRadio
from cooperatives.models import ActiviteParticipation, StrategieParticipation

NIVEAUX = {
    NiveauParticipation.INFORMATION: "on leur dit",
    NiveauParticipation.CONSULTATION: "on les écoute",
    NiveauParticipation.IMPLICATION: "ils prennent part",
    NiveauParticipation.COLLABORATION: "ils construisent avec nous",
    NiveauParticipation.CODECISION: "ils décident avec nous",
}
CHOIX_NIVEAUX = [(n.value, f"{n.label}\u00a0: {words}") for n, words in NIVEAUX.items()]


class StrategieForm(VersionedFormMixin, CoopModelForm):
    """The four components are asked for together; the reflections may come later."""

    class Meta:
        model = StrategieParticipation
        fields = (
            "objectifs", "niveau_attendu", "modalites_mobilisation", "suivi_evaluation",
            "gouvernance", "temps_appropriation", "formation_habitants", "modalites_association", "espaces_existants",
        )  # fmt: skip
        widgets = {"niveau_attendu": forms.RadioSelect} | {
            name: forms.Textarea(attrs={"rows": 3})
            for name in (
                "objectifs", "modalites_mobilisation", "suivi_evaluation", "gouvernance", "temps_appropriation",
                "formation_habitants", "modalites_association", "espaces_existants",
            )
        }  # fmt: skip
        help_texts = {
            "espaces_existants": "Conseils de quartiers, conseils citoyens, conseils de la vie sociale…",
            "modalites_mobilisation": "Par qui, où, comment\u00a0: volontariat, tirage au sort, relais du quartier…",
        }

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["niveau_attendu"].choices = CHOIX_NIVEAUX

    def values(self) -> dict:
        return dict(self.cleaned_data)


class ActiviteForm(VersionedFormMixin, CoopModelForm):
    class Meta:
        model = ActiviteParticipation
        fields = (
            "intitule", "type", "le", "espace", "contenu", "mobilisation", "niveau_prevu", "niveau_reel",
            "nb_habitants", "enseignements",
        )  # fmt: skip
        widgets = {
            "type": PucesRadio,
            "mobilisation": PucesRadio,
            "niveau_prevu": PucesRadio,
            "niveau_reel": PucesRadio,
            "contenu": forms.Textarea(attrs={"rows": 3}),
            "enseignements": forms.Textarea(attrs={"rows": 3}),
        }
        help_texts = {
            "espace": "Un espace où les gens sont déjà\u00a0: conseil de quartier, conseil citoyen, conseil de la vie sociale…",
            "niveau_reel": "Une fois l’activité faite.",
            "nb_habitants": "Un nombre, jamais de noms.",
        }

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        for name in ("type", "mobilisation", "niveau_prevu", "niveau_reel"):
            self.fields[name].choices = [c for c in self.fields[name].choices if c[0]]

    def values(self) -> dict:
        data = dict(self.cleaned_data)
        data.pop("version", None)
        return data
