"""The seven points de vigilance on one page, and the answer to a warning."""

from django import forms

from coop.ui.forms import CoopForm
from cooperatives.enums import PointVigilance, StatutVigilance
from cooperatives.forms import PucesRadio
from cooperatives.guide_opportunite import POINTS
from cooperatives.models import Cooperative, VigilanceSuivi
from cooperatives.queries.avertissements_lecture import Avertissement


class VigilanceForm(CoopForm):
    """One point; a point nobody wrote yet has no version."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    statut = forms.ChoiceField(label="Où en est-on\u00a0?", choices=StatutVigilance.choices, widget=PucesRadio)
    commentaire = forms.CharField(
        label="Commentaire", required=False, widget=forms.Textarea(attrs={"rows": 2}),
        help_text="En une phrase quand le point est traité.",
    )  # fmt: skip

    def __init__(self, *args, row: VigilanceSuivi, **kwargs) -> None:
        self.row, self.point = row, POINTS[row.point]
        initial = {"statut": row.statut, "commentaire": row.commentaire, "version": row.version if row.pk else None}
        super().__init__(*args, prefix=f"v{row.point}", initial=initial, **kwargs)

    @property
    def change(self) -> bool:
        """Something was typed beside the version."""
        return bool(set(self.changed_data) - {"version"})

    @property
    def ouvert(self) -> bool:
        """The comment shows at once: it is written, or the answer or an error asks for it."""
        return bool(self["commentaire"].value() or self.errors) or self["statut"].value() != StatutVigilance.NON_TRAITE

    def clean(self) -> dict:
        data = super().clean()
        if data.get("statut") == StatutVigilance.TRAITE and not data.get("commentaire", "").strip():
            self.add_error("commentaire", "Dites en une phrase comment ce point est traité.")
        return data

    def show_theirs(self, current: VigilanceSuivi) -> None:
        """Somebody wrote this point in between: say what, keep mine, let the next save replace it."""
        told = f"{current.auteur} a écrit entre-temps\u00a0: «\u00a0{current.get_statut_display()}\u00a0». {current.commentaire}"
        self.add_error("commentaire", f"{told} Enregistrez à nouveau pour garder votre réponse.")
        self.data = self.data.copy()
        self.data[self.add_prefix("version")] = str(current.version)


def vigilances(ca: Cooperative, data=None) -> list[VigilanceForm]:
    """The seven forms, in the guide's order (1 statement)."""
    known = {row.point: row for row in ca.vigilances.all()}
    return [VigilanceForm(data, row=known.get(p) or VigilanceSuivi(ca=ca, point=p)) for p in PointVigilance]


class ReponseForm(CoopForm):
    """The sentence that answers one warning."""

    reponse = forms.CharField(label="Votre réponse, en une phrase", widget=forms.Textarea(attrs={"rows": 2}))
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, avertissement: Avertissement, **kwargs) -> None:
        self.avertissement = avertissement
        known = avertissement.reponse
        initial = {"reponse": known.reponse, "version": known.version} if known else {}
        super().__init__(*args, prefix=avertissement.ancre, initial=initial, **kwargs)
        self.fields["reponse"].error_messages["required"] = "Répondez en une phrase."
