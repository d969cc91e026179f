"""The deposit of a filled workbook, and the answers to what its comparison asks."""

from django import forms
from django.conf import settings

from coop.ui.forms import CoopForm, FichierInput
from evaluation.tableur.retour import Decisions, Plan

XLSX = ".xlsx,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PRENDRE, GARDER = "fichier", "ligne"


class DepotTableurForm(CoopForm):
    """One workbook. What it holds is judged by its reading."""

    fichier = forms.FileField(
        label="Votre classeur rempli",
        help_text="Au format XLSX. Faites-le glisser ici, ou choisissez-le. Il peut être incomplet.",
        widget=FichierInput(attrs={"accept": XLSX, "class": "coop-glisser"}),
        error_messages={"required": "Choisissez le classeur que vous avez rempli.", "empty": "Ce fichier est vide."},
    )

    def clean_fichier(self):
        upload = self.cleaned_data["fichier"]
        if upload.size > settings.COOP_UPLOAD_MAX_BYTES:
            megabytes = settings.COOP_UPLOAD_MAX_BYTES // (1024 * 1024)
            raise forms.ValidationError(
                f"Ce fichier dépasse {megabytes}\u00a0Mo\u00a0: déposez le classeur téléchargé ici, sans image ni autre feuille."
            )
        return upload


def choix_poses(data, plan: Plan) -> tuple[set[str], Decisions]:
    """What the person answers: the cells taken from the file, then the decisions with those left and those corrected.

    `choix:<cell>` of a conflict, `effacer:<cell>` of a blank (left unticked: kept), `corriger:<cell>` of a refused one.
    """
    taken, left, mended = set(), set(), {}
    for _, ecarts in plan.groupes():
        for ecart in ecarts:
            if ecart.sort == "conflit" and data.get(f"choix:{ecart.cle}") in (PRENDRE, GARDER):
                (taken if data[f"choix:{ecart.cle}"] == PRENDRE else left).add(ecart.cle)
            elif ecart.sort == "effacee":
                (taken if data.get(f"effacer:{ecart.cle}") else left).add(ecart.cle)
            elif ecart.sort == "refusee" and f"corriger:{ecart.cle}" in data:
                typed = data[f"corriger:{ecart.cle}"].strip()[:5001]
                if not typed:
                    left.add(ecart.cle)
                elif typed != ecart.fichier:
                    mended[ecart.cle] = typed
    return taken, Decisions.de(plan.retour).avec(left, mended)
