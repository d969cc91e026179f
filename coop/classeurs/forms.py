"""The form of a deposit."""

from django import forms
from django.conf import settings

from coop.ui.forms import CoopForm, FichierInput


class DepotForm(CoopForm):
    """One file. What it holds is judged by the import, which keeps it and says why it is refused."""

    fichier = forms.FileField(
        label="Fichier CSV ou XLSX",
        help_text="La première feuille est lue. Rien n’est écrit avant votre confirmation.",
        widget=FichierInput(attrs={"accept": ".csv,.xlsx,.txt"}),
    )

    def clean_fichier(self):
        upload = self.cleaned_data["fichier"]
        if upload.size > settings.COOP_UPLOAD_MAX_BYTES:
            megabytes = settings.COOP_UPLOAD_MAX_BYTES // (1024 * 1024)
            raise forms.ValidationError(f"Ce fichier dépasse {megabytes}\u00a0Mo\u00a0: partagez-le en plusieurs.")
        return upload
