"""Form of a fiche taken from another coopérative: which one, and who will carry the new one."""

from django import forms
from django.db.models import QuerySet

from conventions.models import FicheAction
from conventions.queries.programme import promoteurs_possibles
from coop.journal.actors import Actor
from coop.ui.forms import CoopForm
from cooperatives.models import Cooperative, Membre


class ReprendreForm(CoopForm):
    """`modele` comes from a list the page draws; `promoteur` is a member the person may speak for."""

    modele = forms.ModelChoiceField(label="Fiche à reprendre", queryset=FicheAction.objects.none())
    promoteur = forms.ModelChoiceField(
        label="Promoteur référent de la nouvelle fiche", queryset=Membre.objects.none(), empty_label="À choisir"
    )

    def __init__(self, *args, ca: Cooperative, actor: Actor, modeles: QuerySet[FicheAction], **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["modele"].queryset = modeles
        self.fields["promoteur"].queryset = promoteurs_possibles(ca, actor)
        if len(own := list(self.fields["promoteur"].queryset[:2])) == 1:
            self.fields["promoteur"].initial = own[0]
