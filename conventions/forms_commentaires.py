"""Forms of the comments on a fiche-action."""

from django import forms

from conventions.champs import RUBRIQUES
from coop.ui.forms import CoopForm


class CommentaireForm(CoopForm):
    """A new comment on a row of the fiche; the box « interne » is the ARS's."""

    champ = forms.ChoiceField(label="Rubrique", choices=list(RUBRIQUES.items()))
    texte = forms.CharField(label="Commentaire", max_length=4000, widget=forms.Textarea(attrs={"rows": 3}))
    interne = forms.BooleanField(
        label="Interne à l’ARS",
        required=False,
        help_text="Seules les personnes du siège et de la délégation départementale le liront.",
    )

    def __init__(self, *args, interne: bool, **kwargs):
        super().__init__(*args, **kwargs)
        if not interne:
            del self.fields["interne"]


class ReponseForm(CoopForm):
    """An answer in a thread."""

    texte = forms.CharField(label="Réponse", max_length=4000, widget=forms.Textarea(attrs={"rows": 2}))
