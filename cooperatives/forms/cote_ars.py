"""The rows of the registers beside a CA, and the seven conditions."""

from django import forms

from coop import horloge
from coop.ui.forms import CasesPuces, CoopForm, CoopModelForm, VersionedFormMixin
from cooperatives.enums import TypeEffet
from cooperatives.models import (
    CarenceDroitCommun,
    ConditionIntersectorialite,
    Cooperative,
    DemandeReferent,
    EffetEngagement,
    InformationInstance,
    TempsAnimation,
)
from cooperatives.queries.territoire import communes_couvertes
from cooperatives.roles import ACTIFS


class LigneForm(VersionedFormMixin, CoopModelForm):
    """A row of a register; no date of the register is in the future."""

    passees: tuple[str, ...] = ()

    def clean(self) -> dict:
        data = super().clean()
        for name in self.passees:
            if data.get(name) and data[name] > horloge.today():
                self.add_error(name, "Cette date est dans le futur.")
        return data


class TempsForm(LigneForm):
    class Meta:
        model = TempsAnimation
        fields = ("debut", "fin", "jours", "appui")
        widgets = {"appui": forms.Textarea(attrs={"rows": 3})}
        help_texts = {"jours": "Réunions, déplacements, préparation et suivi, en jours de travail."}

    passees = ("debut",)


class DemandeForm(LigneForm):
    class Meta:
        model = DemandeReferent
        fields = ("referent", "sujet", "demandee_le", "reponse", "repondue_le")
        widgets = {"sujet": forms.Textarea(attrs={"rows": 3}), "reponse": forms.Textarea(attrs={"rows": 4})}
        help_texts = {"referent": "Sa fonction, par exemple\u00a0: référent santé mentale."}

    passees = ("demandee_le", "repondue_le")


class CarenceForm(LigneForm):
    class Meta:
        model = CarenceDroitCommun
        fields = ("description", "constatee_le", "remontee_a", "remontee_le", "suite")
        widgets = {"description": forms.Textarea(attrs={"rows": 3}), "suite": forms.Textarea(attrs={"rows": 2})}
        help_texts = {
            "description": "Sans nommer de personne suivie.",
            "remontee_a": "L’institution ou l’instance qui peut agir.",
        }

    passees = ("constatee_le", "remontee_le")


class EffetForm(LigneForm):
    communes = forms.ModelMultipleChoiceField(
        None, label="Communes en concertation", required=False, widget=CasesPuces,
        help_text="Pour une concertation intercommunale\u00a0: deux au moins.",
    )  # fmt: skip

    class Meta:
        model = EffetEngagement
        fields = ("type", "le", "texte", "membre", "communes")
        widgets = {"type": forms.RadioSelect, "texte": forms.Textarea(attrs={"rows": 3})}
        help_texts = {"membre": "Pour un acteur nouveau\u00a0: habituellement éloigné de la promotion de la santé."}

    passees = ("le",)

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        ca = self.instance.ca
        self.fields["type"].choices = TypeEffet.choices
        self.fields["communes"].queryset = communes_couvertes(ca)
        self.fields["membre"].queryset = (
            ca.membres.filter(statut__in=ACTIFS).partenaires().select_related("organisation")
        )
        self.fields["membre"].empty_label = "Aucun"


class InformationForm(LigneForm):
    class Meta:
        model = InformationInstance
        fields = ("instance", "precision", "le", "objet", "cas")
        widgets = {"instance": forms.RadioSelect, "objet": forms.Textarea(attrs={"rows": 3}), "cas": CasesPuces}
        help_texts = {"precision": "Pour un conseil territorial de santé\u00a0: son territoire."}

    passees = ("le",)

    def __init__(self, *args, user, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["instance"].choices = [c for c in self.fields["instance"].choices if c[0]]
        self.fields["cas"].queryset = Cooperative.objects.visible_to(user).select_related("departement")


class ConditionForm(CoopForm):
    """One of the seven conditions; one nobody wrote yet has no version."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    reunie = forms.BooleanField(label="Cette condition est réunie", required=False)
    phrase = forms.CharField(label="En une phrase", required=False, widget=forms.Textarea(attrs={"rows": 2}))

    def __init__(self, *args, row: ConditionIntersectorialite, **kwargs) -> None:
        self.row = row
        initial = {"reunie": row.reunie, "phrase": row.phrase, "version": row.version if row.pk else None}
        super().__init__(*args, prefix=f"c{row.condition}", initial=initial, **kwargs)

    @property
    def change(self) -> bool:
        return bool(set(self.changed_data) - {"version"})

    def clean(self) -> dict:
        data = super().clean()
        if data.get("reunie") and not data.get("phrase", "").strip():
            self.add_error("phrase", "Dites en une phrase ce qui montre que la condition est réunie.")
        return data

    def show_theirs(self, current: ConditionIntersectorialite) -> None:
        """Somebody wrote this condition in between: say what, keep mine, let the next save replace it."""
        told = f"{current.auteur} a écrit entre-temps\u00a0: «\u00a0{current.phrase}\u00a0»."
        self.add_error("phrase", f"{told} Enregistrez à nouveau pour garder votre réponse.")
        self.data = self.data.copy()
        self.data[self.add_prefix("version")] = str(current.version)


def conditions(rows: list[ConditionIntersectorialite], data=None) -> list[ConditionForm]:
    """The seven forms, in order."""
    return [ConditionForm(data, row=row) for row in rows]
