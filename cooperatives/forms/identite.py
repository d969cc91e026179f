"""The identity and the territory of a coopérative."""

from django import forms

from coop.ui.forms import CasesPuces, CoopModelForm, VersionedFormMixin
from cooperatives.forms import PucesRadio
from cooperatives.forms.territoire import PRIORITE, TerritoireMixin, lignes
from cooperatives.models import Cooperative
from cooperatives.queries.lieux import resolve
from cooperatives.workflows.identite import TEXTS

PUCES = ("thematiques", "publics", "determinants", "departements_vises")


class IdentiteForm(VersionedFormMixin, TerritoireMixin, CoopModelForm):
    """Everything of the fiche except places, which are chosen by search."""

    sites = forms.CharField(
        label="Sites ou milieux de vie précis",
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Un par ligne.",
    )

    class Meta:
        model = Cooperative
        fields = (*TEXTS, *PUCES)
        widgets = {
            **dict.fromkeys(PUCES, CasesPuces),
            **{
                name: forms.Textarea(attrs={"rows": 4})
                for name in (
                    "enonce_ists",
                    "plus_value_existant",
                    "argumentaire_thematique",
                    "justification_perimetre",
                    "priorite_coordination_texte",
                )
            },
            "objectif_public": forms.Textarea(attrs={"rows": 2}),
            "couverture_locale": PucesRadio,
            "dynamique_eparcours": PucesRadio,
        }
        help_texts = {
            "enonce_ists": "Quelles inégalités sociales et territoriales de santé la coopérative veut-elle réduire\u00a0?",
            "plus_value_existant": "Ce qu’elle apporte de plus, sans redondance ni concurrence avec l’existant.",
            "argumentaire_thematique": "Pourquoi ce thème, non ou peu couvert par les niveaux locaux.",
            "justification_perimetre": "Nécessaire si le territoire compte moins de deux communes.",
            "priorite_coordination": PRIORITE,
            "departements_vises": "Quand un département entier est visé.",
        }

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["departements_vises"].queryset = self.fields["departements_vises"].queryset.defer("trace")
        for name in ("thematiques", "publics", "determinants"):
            field = self.fields[name]
            used = getattr(self.instance, name).values("pk")
            field.queryset = field.queryset.filter(archive=False) | field.queryset.model.objects.filter(pk__in=used)

    def values(self) -> dict:
        """What `identite.update` takes."""
        given = {name: self.cleaned_data[name] for name in (*TEXTS, *PUCES)}
        return given | resolve(self.cleaned_data["lieux"]) | {"sites": lignes(self.cleaned_data["sites"])}
