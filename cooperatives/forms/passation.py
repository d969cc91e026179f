"""The lettre de mission and the passation."""

from django import forms

from coop.documents.kinds import get_piece_kind
from coop.documents.pieces import read_checked
from coop.organisations.models import Contact
from coop.territories.models import Departement
from coop.ui.forms import CoopForm, CoopModelForm, VersionedFormMixin
from coop.ui.forms.widgets import FichierInput
from cooperatives.enums import TypeCoordinateur
from cooperatives.forms.creation import people_of_dd
from cooperatives.models import Coordinateur, LettreMission
from cooperatives.models.perimetre import running
from cooperatives.pieces import LETTRE


class LettreForm(VersionedFormMixin, CoopModelForm):
    """What is entrusted, to whom the coordinator reports, the date of the letter and its signed copy."""

    piece_signee = forms.FileField(
        label="Lettre signée", required=False, widget=FichierInput,
        help_text="PDF, PNG ou JPEG. Laissez vide pour garder celle déjà déposée.",
    )  # fmt: skip

    class Meta:
        model = LettreMission
        fields = ("missions", "rattachement", "quotite", "datee_le")
        widgets = {"missions": forms.Textarea(attrs={"rows": 8})}
        help_texts = {"missions": "Une mission par ligne.", "datee_le": "Le jour où la lettre est signée."}

    def clean_piece_signee(self):
        upload = self.cleaned_data["piece_signee"]
        if upload:
            read_checked(upload, get_piece_kind(LETTRE).accept)
        return upload


class PassationForm(CoopForm):
    """Who takes over, and what the one who leaves wants to say."""

    successeur = forms.ModelChoiceField(
        Contact.objects.none(), label="Qui prend la suite\u00a0?", empty_label="Choisissez une personne",
        help_text="Une personne manque\u00a0? Ajoutez-la d’abord aux représentants de son organisation, dans «\u00a0Membres\u00a0».",
    )  # fmt: skip
    mot = forms.CharField(
        label="Mot de passation", required=False, widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Ce qui ne se lit pas ailleurs\u00a0: les relations à soigner, les sujets en attente.",
    )  # fmt: skip

    def __init__(self, *args, leaving: Coordinateur, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        ca = leaving.ca
        if leaving.type == TypeCoordinateur.DD:
            people = people_of_dd(Departement.objects.filter(pk=ca.departement_id))
        else:
            led = ca.copilotes.filter(running()).values("organisation")
            people = Contact.objects.filter(organisation__in=led)
        first = ca.coordinateurs.filter(running()).values("contact")
        self.fields["successeur"].queryset = people.exclude(pk__in=first)
