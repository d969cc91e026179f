"""The forms of a coopérative, one module by subject."""

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError


class PucesRadio(forms.RadioSelect):
    """One answer among a few short ones, as rounded chips that hold on a line."""

    coop_genre = "puces"


def attach(form: forms.Form, error: ValidationError) -> None:
    """Show what a workflow refused: beside its field when the form has it, in the summary otherwise."""
    if not hasattr(error, "error_dict"):
        form.add_error(None, error)
        return
    for name, errors in error.error_dict.items():
        form.add_error(name if name in form.fields and name != NON_FIELD_ERRORS else None, errors)
