"""The two ways to check a document: the code printed on it, or the file itself."""

from django import forms
from django.core.exceptions import ValidationError

from conventions.queries.verification import CODE_MINIMUM
from coop.documents.pieces import read_checked
from coop.ui.forms import CoopForm, FichierInput


class CodeForm(CoopForm):
    """The code printed under the square code."""

    code = forms.CharField(
        label="Code de vérification",
        max_length=100,
        help_text=f"Les {CODE_MINIMUM} signes imprimés sous le code à scanner, avec ou sans espaces.",
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}),
    )

    def clean_code(self) -> str:
        """The digits alone."""
        code = "".join(self.cleaned_data["code"].split()).lower()
        if len(code) < CODE_MINIMUM or len(code) > 64 or not all(c in "0123456789abcdef" for c in code):
            raise ValidationError(f"Un code compte au moins {CODE_MINIMUM} signes, des chiffres et les lettres a à f.")
        return code


class FichierForm(CoopForm):
    """The PDF to compare; it is read and forgotten."""

    fichier = forms.FileField(
        label="Fichier PDF",
        help_text="Il est comparé puis oublié\u00a0: rien n’en est gardé.",
        widget=FichierInput(attrs={"accept": "application/pdf,.pdf"}),
    )

    def clean_fichier(self) -> bytes:
        """The bytes, once their size, type and scan are right."""
        return read_checked(self.cleaned_data["fichier"], ("pdf",))
