"""Forms by which people speak. None asks who an inhabitant is."""

from datetime import timedelta

from django import forms

from coop import horloge
from coop.organisations.models import Contact
from coop.ui.forms import CoopForm, DateFr, EntierField
from diagnostics.enums import ModeAvis, Niveau, OrigineAvis, Volet
from diagnostics.queries.parties import COURTS

SANTE = (
    "Ne parlez pas de la santé d’une personne en particulier, ni de la vôtre, et ne nommez personne\u00a0: "
    "dites ce qui se vit ici."
)
QUESTION = "Qu’est-ce qui aide, et qu’est-ce qui manque, pour être en bonne santé là où vous vivez\u00a0?"


class ParoleForm(CoopForm):
    """The shared page: a text and whose voice it is, nothing else."""

    texte = forms.CharField(
        label="Ce que vous voulez dire", max_length=4000, help_text=SANTE, widget=forms.Textarea(attrs={"rows": 7})
    )
    origine = forms.ChoiceField(
        label="Vous répondez",
        choices=[
            (OrigineAvis.HABITANTS.value, "en tant qu’habitant"),
            (OrigineAvis.PROFESSIONNELS.value, "en tant que professionnel ou bénévole"),
        ],
        widget=forms.RadioSelect,
    )


def _volets():
    return [("", "Aucune en particulier"), *((v.value, COURTS[v]) for v in Volet)]


class AvisForm(ParoleForm):
    """A signed opinion: what it is about may be said."""

    niveau = forms.ChoiceField(label="Cela concerne surtout", choices=Niveau.choices, initial=Niveau.DEMANDE)
    volet = forms.ChoiceField(label="Partie du diagnostic", choices=_volets, required=False)


class SaisieAvisForm(AvisForm):
    """What was said on paper or during an exchange, typed by the animation as it was said."""

    mode = forms.ChoiceField(
        label="Comment cela a été recueilli",
        choices=[(m.value, m.label.capitalize()) for m in (ModeAvis.PAPIER, ModeAvis.ECHANGE)],
        widget=forms.RadioSelect,
    )
    le = DateFr(label="Jour du recueil")
    nombre_personnes = EntierField(label="Nombre de personnes", min_value=1, max_value=5000, initial=1)
    attribution = forms.CharField(
        label="Dit par",
        max_length=200,
        required=False,
        help_text="Une structure ou un groupe qui le souhaite, jamais le nom d’un habitant. Vide\u00a0: sans signature.",
    )
    field_order = ["mode", "le", "texte", "origine", "nombre_personnes", "attribution", "niveau", "volet"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["texte"].label = "Ce qui a été dit"
        self.fields["origine"].label = "Qui parlait"
        self.fields["origine"].choices = OrigineAvis.choices


class RecueilForm(CoopForm):
    question = forms.CharField(
        label="Question posée", max_length=300, initial=QUESTION, widget=forms.Textarea(attrs={"rows": 2})
    )
    jusqu_au = DateFr(label="Ouvert jusqu’au")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["jusqu_au"].initial = horloge.today() + timedelta(days=30)


class _Destinataires(forms.ModelMultipleChoiceField):
    def label_from_instance(self, contact) -> str:
        place = contact.organisation.nom if contact.organisation else ""
        return f"{place}, {contact.fonction}" if place else contact.fonction


class InvitationForm(CoopForm):
    """Who receives a personal link."""

    contacts = _Destinataires(
        label="À qui envoyer un lien personnel",
        queryset=Contact.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        help_text="Les représentants des membres qui ont une adresse. Le lien ouvre la page sans compte.",
    )

    def __init__(self, *args, destinataires, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["contacts"].queryset = destinataires
