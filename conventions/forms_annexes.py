"""Form of the annexes: what is joined to the text of a convention."""

from datetime import date

from django.utils.html import format_html

from conventions.enums import AnnexeConvention
from conventions.models import Convention
from coop.ui.forms import CoopModelForm, VersionedFormMixin
from coop.ui.rubriques import lien
from coop.ui.typographie import avec_nombre, date_longue


class AnnexesForm(VersionedFormMixin, CoopModelForm):
    """What is joined to the text; each box says what it would print today."""

    # What is missing, and the page where it is made.
    VIDE = {
        "calendrier": ("aucune étape du tableau de bord n’a de date", "cooperatives:tableau_de_bord", "Tableau de bord"),
        "charte": ("aucune version de la charte n’est adoptée", "cooperatives:charte", "Charte"),
        "repartition": (
            "aucune répartition n’est validée pour cette année ni la suivante", "conventions:financement", "Financement",
        ),
    }  # fmt: skip

    class Meta:
        model = Convention
        fields = ["annexe_calendrier", "annexe_charte", "annexe_repartition"]

    def __init__(self, *args, disponibles: dict, **kwargs) -> None:
        """`disponibles` is what `annexes.disponibles` reads."""
        super().__init__(*args, **kwargs)
        for code in AnnexeConvention.values:
            told = getattr(self, f"_{code}")(disponibles[code]) if disponibles[code] else self._vide(code)
            self.fields[f"annexe_{code}"].help_text = told

    @property
    def choix(self) -> dict[str, bool]:
        """What `redaction.choisir_annexes` takes."""
        return {code: self.cleaned_data[f"annexe_{code}"] for code in AnnexeConvention.values}

    def _vide(self, code: str) -> str:
        reason, page, label = self.VIDE[code]
        url = lien(page, ca_ref=self.instance.ca.reference)
        return format_html('Rien ne serait imprimé\u00a0: {}. <a href="{}">{}</a>', reason, url, label)

    def _calendrier(self, etapes: list) -> str:
        dated = sum(bool(debut or fin) for _, debut, fin, _ in etapes)
        return f"Les étapes du tableau de bord, avec leurs dates et leurs livrables\u00a0: {avec_nombre(dated, 'étape datée,étapes datées')}."

    def _charte(self, charte: dict) -> str:
        adopted = date_longue(date.fromisoformat(charte["adoptee_le"]))
        return f"Version {charte['version']}, adoptée le {adopted}."

    def _repartition(self, budgets: list[dict]) -> str:
        years = " et ".join(str(budget["annee"]) for budget in budgets)
        return f"Répartition validée de {years}. Toutes les parties en lisent les montants quand elles signent."
