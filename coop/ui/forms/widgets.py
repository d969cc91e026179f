"""The few widgets Django lacks."""

import re

from django import forms

_ISO = re.compile(r"^\d{4}-\d{2}-\d{2}$")


class OuiNonWidget(forms.RadioSelect):
    """Yes, partly, no: one segmented row of at least 44 px (`.coop-oen`). Nothing is ever preselected (decisions.md 26)."""

    coop_genre = "oen"


class CasesPuces(forms.CheckboxSelectMultiple):
    """Several answers as rounded chips (`.coop-puces`), for short labels."""

    coop_genre = "puces"


class DateInput(forms.DateInput):
    """The browser's calendar; without it the person types « 15/01/2027 »."""

    input_type = "date"

    def __init__(self, attrs=None) -> None:
        super().__init__(attrs, format="%Y-%m-%d")

    def get_context(self, name, value, attrs) -> dict:
        """A text that is no date is shown again in a plain field: a calendar field would drop it."""
        context = super().get_context(name, value, attrs)
        shown = context["widget"]["value"]
        if shown and not _ISO.match(shown):
            context["widget"]["type"] = "text"
        return context


class SaisieProposee(forms.TextInput):
    """A text typed, or taken from what is likely: the browser lists it under the field."""

    template_name = "ui/forms/widgets/propositions.html"

    def __init__(self, propositions: list[str]) -> None:
        super().__init__()
        self.propositions = propositions

    def get_context(self, name, value, attrs) -> dict:
        listed = {**(attrs or {}), "list": f"propositions-{name}"}
        context = super().get_context(name, value, listed)
        context["widget"]["propositions"] = self.propositions
        return context


PDF_OU_IMAGE = ".pdf,application/pdf,image/jpeg,image/png"


class FichierInput(forms.ClearableFileInput):
    """One file; the current one is named above, a box removes it when the field is optional.

    Told what is accepted, a telephone offers its camera and gives a photo as JPEG instead of a format refused here.
    """

    template_name = "ui/forms/widgets/fichier.html"
    clear_checkbox_label = "Retirer ce fichier"
    initial_text = "Fichier actuel"
    input_text = "Le remplacer par"

    def __init__(self, attrs: dict | None = None) -> None:
        super().__init__({"accept": PDF_OU_IMAGE, **(attrs or {})})
