"""Putting a duty off, and how often one is written to."""

from django import forms

from coop.notifications.enums import Frequence
from coop.ui.forms import CoopForm, DateFr


class AttenteForm(CoopForm):
    """Until when, and why."""

    jusqu_au = DateFr(label="Me la rappeler à partir du", help_text="Au plus tard dans trois mois.")
    motif = forms.CharField(
        label="Pourquoi", max_length=250, help_text="Par exemple\u00a0: j’attends la réponse de la commune."
    )


class FrequenceForm(CoopForm):
    frequence = forms.ChoiceField(
        label="Recevoir mon récapitulatif par courriel", choices=Frequence, widget=forms.RadioSelect
    )
