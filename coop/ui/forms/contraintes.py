"""Where a form shows what a constraint of the database refuses: at the field to mend, not in the summary alone."""

from collections.abc import Iterator
from functools import cache

from django import forms
from django.apps import apps
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.core.validators import EMPTY_VALUES
from django.db.models import F, Q


def placed(form: forms.BaseForm, error: ValidationError) -> ValidationError:
    """`error`, each sentence of a constraint moved to the field of `form` that it is about."""
    given = error.error_dict if hasattr(error, "error_dict") else {NON_FIELD_ERRORS: error.error_list}
    found: dict[str, list[ValidationError]] = {}
    for name, errors in given.items():
        for one in errors:
            found.setdefault((_field(form, one) if name == NON_FIELD_ERRORS else None) or name, []).append(one)
    return ValidationError(found)


def _field(form: forms.BaseForm, error: ValidationError) -> str | None:
    """The first empty field the constraint speaks of, else the last one: what is missing, or the end before its start."""
    spoken = max(_sentences().get(str(error.message), [()]), key=lambda names: len(_shown(form, names)))
    shown = _shown(form, spoken)
    given = getattr(form, "cleaned_data", {})
    return next((name for name in shown if given.get(name) in EMPTY_VALUES), shown[-1] if shown else None)


def _shown(form: forms.BaseForm, names: frozenset[str] | tuple) -> list[str]:
    return [name for name, field in form.fields.items() if name in names and not field.widget.is_hidden]


@cache
def _sentences() -> dict[str, list[frozenset[str]]]:
    """The sentence of each constraint of the project → the fields it speaks of, for each model that says it."""
    found: dict[str, list[frozenset[str]]] = {}
    for model in apps.get_models():
        for constraint in model._meta.constraints:
            spoken = found.setdefault(str(constraint.get_violation_error_message()), [])
            spoken += [frozenset(getattr(constraint, "fields", ())), frozenset(_names(constraint.condition or Q()))]
    return found


def _names(condition: Q) -> Iterator[str]:
    """The fields a condition compares."""
    for child in condition.children:
        if isinstance(child, Q):
            yield from _names(child)
        elif isinstance(child, tuple):
            name, value = child
            yield name.split("__")[0]
            if isinstance(value, F):
                yield value.name
