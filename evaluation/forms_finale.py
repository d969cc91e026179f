"""Form of the évaluation finale."""

from django import forms

from coop.documents.kinds import get_piece_kind
from coop.documents.pieces import read_checked
from coop.ui.forms import CasesPuces, CoopModelForm, FichierInput, VersionedFormMixin
from evaluation.models import EvaluationFinale
from evaluation.models.finale import VOLETS
from evaluation.workflows.finale import PIECE


class FinaleForm(VersionedFormMixin, CoopModelForm):
    """The day and the instance that validated it, what it bears on, its document."""

    volets = forms.MultipleChoiceField(
        label="Elle porte sur",
        choices=[(name, EvaluationFinale._meta.get_field(name).verbose_name) for name in VOLETS],
        widget=CasesPuces,
        error_messages={"required": "Dites sur quoi porte l’évaluation finale."},
    )
    fichier = forms.FileField(
        label="Document", required=False, widget=FichierInput, help_text="PDF ou image, 10 Mo au plus."
    )

    class Meta:
        model = EvaluationFinale
        fields = ["validee_le", "instance"]
        help_texts = {"instance": "Par exemple\u00a0: le comité de pilotage."}
        error_messages = {"instance": {"required": "Dites quelle instance a validé l’évaluation finale."}}

    field_order = ["volets", "validee_le", "instance", "fichier"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial["volets"] = [name for name in VOLETS if getattr(self.instance, name)]
        if not self.instance.pk:
            self.initial["instance"] = "Comité de pilotage"

    def clean_fichier(self):
        upload = self.cleaned_data["fichier"]
        if upload:
            read_checked(upload, get_piece_kind(PIECE).accept)
        return upload

    def _post_clean(self) -> None:
        """The verb writes the row and checks it whole: here, its two columns only."""
        for name in VOLETS:
            setattr(self.instance, name, name in self.cleaned_data.get("volets", ()))
        super()._post_clean()

    @property
    def donnees(self) -> dict:
        """What the verb takes (after validation)."""
        data = self.cleaned_data
        return {
            "validee_le": data["validee_le"], "instance": data["instance"], "volets": set(data["volets"]),
            "document": data["fichier"],
        }  # fmt: skip
