"""Forms of the programme and of its objectives."""

from django import forms

from conventions.enums import NiveauObjectif
from conventions.models import Objectif, Programme
from conventions.queries.programme import besoins_possibles
from coop.ui.forms import CoopModelForm, VersionedFormMixin

RANKS = list(NiveauObjectif)


class ProgrammeForm(VersionedFormMixin, CoopModelForm):
    class Meta:
        model = Programme
        fields = ["intitule", "libelle_deploiement", "raison_etre"]
        widgets = {"raison_etre": forms.Textarea(attrs={"rows": 4})}
        help_texts = {
            "intitule": "Il complète le titre de la convention et l’article 1\u00a0: «\u00a0un programme relatif à…\u00a0».",
            "libelle_deploiement": "Seulement si l’intitulé s’accorde mal après «\u00a0programme de\u00a0».",
            "raison_etre": "Pourquoi ces acteurs se réunissent\u00a0: proposée pour le préambule de la convention.",
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["intitule"].required = True


class CommunicationForm(VersionedFormMixin, CoopModelForm):
    """How the programme is made known; empty is an answer."""

    class Meta:
        model = Programme
        fields = ["plan_communication"]
        help_texts = {
            "plan_communication": "À qui, par quels moyens et à quels moments le programme est fait connaître\u00a0; qui s’en charge."
        }


class ObjectifForm(VersionedFormMixin, CoopModelForm):
    """One objective. Its level is chosen once; a parent stands strictly higher (R-PROG-03)."""

    class Meta:
        model = Objectif
        fields = ["niveau", "libelle", "parent", "besoins"]
        widgets = {
            "niveau": forms.RadioSelect,
            "libelle": forms.Textarea(attrs={"rows": 3}),
            "besoins": forms.CheckboxSelectMultiple,
        }
        help_texts = {
            "libelle": "Un objectif commun à tous les partenaires, tiré du diagnostic.",
            "parent": "Un objectif spécifique se rattache au général, un opérationnel à un spécifique ou au général.",
            "besoins": "Les besoins retenus dans le diagnostic auxquels il répond.",
        }

    def __init__(self, *args, programme: Programme, **kwargs):
        super().__init__(*args, **kwargs)
        own = self.instance.pk
        others = programme.objectifs.exclude(pk=own)
        has_general = others.filter(niveau=NiveauObjectif.GENERAL).exists()
        self.fields["niveau"].choices = [
            choice for choice in NiveauObjectif.choices if not has_general or choice[0] != NiveauObjectif.GENERAL
        ]
        higher = others.exclude(niveau=NiveauObjectif.OPERATIONNEL).order_by("niveau", "numero")
        self.fields["parent"].queryset = higher
        self.fields["parent"].label_from_instance = parent_label
        self.fields["parent"].empty_label = "Aucun"
        self.fields["besoins"].queryset = besoins_possibles(programme.ca, self.instance)
        if not self.fields["besoins"].queryset.exists():
            del self.fields["besoins"]

    def clean(self):
        """The level of the parent, told at the field."""
        data = super().clean()
        niveau, parent = data.get("niveau"), data.get("parent")
        if niveau and parent and RANKS.index(parent.niveau) >= RANKS.index(niveau):
            self.add_error("parent", "Rattachez cet objectif à un objectif de niveau supérieur.")
        return data


def parent_label(objectif: Objectif) -> str:
    """« Objectif spécifique 2 : … », cut for a list."""
    number = "" if objectif.niveau == NiveauObjectif.GENERAL else f" {objectif.numero}"
    return f"{objectif.get_niveau_display().capitalize()}{number}\u00a0: {objectif.libelle[:110]}"
