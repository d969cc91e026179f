"""Forms of an answer to the référentiel, and of an opinion on its faisabilité."""

from django import forms

from coop.documents.kinds import get_piece_kind
from coop.documents.pieces import read_checked
from coop.ui.forms import CoopModelForm, FichierInput, OuiNonWidget, VersionedFormMixin
from evaluation.enums import Reponse
from evaluation.enums_evaluation import Jugement
from evaluation.models import AvisFaisabilite, ItemFaisabilite, ReponseReferentiel
from evaluation.workflows.reponses import PIECE


class ReponseForm(VersionedFormMixin, CoopModelForm):
    """What is found, what is judged, and a piece to join; nothing is ticked beforehand."""

    jugement = forms.ChoiceField(
        label="Jugement",
        choices=[(code.value, str(code.label).capitalize()) for code in Jugement],
        required=False,
        widget=forms.RadioSelect,
    )
    intitule = forms.CharField(label="Intitulé de la pièce", required=False, max_length=200)
    fichier = forms.FileField(
        label="Joindre une pièce",
        required=False,
        widget=FichierInput,
        help_text="PDF, image ou classeur, 10 Mo au plus.",
    )

    class Meta:
        model = ReponseReferentiel
        fields = ["constat", "jugement"]
        widgets = {"constat": forms.Textarea(attrs={"rows": 6})}
        help_texts = {"constat": "Ce que l’on observe, avec ses limites."}

    field_order = ["constat", "jugement", "fichier", "intitule"]

    def clean_fichier(self):
        upload = self.cleaned_data["fichier"]
        if upload:
            read_checked(upload, get_piece_kind(PIECE).accept)
        return upload


class AvisForm(VersionedFormMixin, CoopModelForm):
    """One answer and one comment for each of the nine items."""

    class Meta:
        model = AvisFaisabilite
        fields = []

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.items = list(ItemFaisabilite.objects.filter(archive=False).select_related("question"))
        rows = self.instance.appreciations.all() if self.instance.pk else ()
        told = {row.item_id: row for row in rows}
        for item in self.items:
            row = told.get(item.pk)
            # `help_text` tells which question the item belongs to.
            self.fields[f"i{item.pk}"] = forms.ChoiceField(
                label=item.libelle, choices=Reponse.choices, required=False, widget=OuiNonWidget,
                initial=row.faisable if row else None, help_text=f"Question {item.question.numero}. Est-ce faisable ici\u00a0?",
            )  # fmt: skip
            self.fields[f"c{item.pk}"] = forms.CharField(
                label="Commentaire", required=False, max_length=2000, initial=row.commentaire if row else "",
                widget=forms.Textarea(attrs={"rows": 2}),
            )  # fmt: skip

    def clean(self):
        data = super().clean()
        for item in self.items:
            if data.get(f"c{item.pk}") and not data.get(f"i{item.pk}"):
                self.add_error(f"i{item.pk}", "Répondez aussi par oui, en partie ou non.")
        return data

    def conflicts(self, current) -> list:
        """What the organisation answered since, item by item."""
        told = {row.item_id: row for row in current.appreciations.all()}
        for item in self.items:
            row = told.get(item.pk)
            setattr(current, f"i{item.pk}", row.faisable if row else "")
            setattr(current, f"c{item.pk}", row.commentaire if row else "")
        return super().conflicts(current)

    @property
    def reponses(self) -> dict[ItemFaisabilite, tuple[str, str]]:
        """What the verb takes (after validation)."""
        data = self.cleaned_data
        return {item: (data[f"i{item.pk}"], data[f"c{item.pk}"]) for item in self.items}
