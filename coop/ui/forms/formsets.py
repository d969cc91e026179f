"""Rows that can be added and removed without a script: a button posts, the page comes back with one row more."""

from django import forms
from django.forms.formsets import DELETION_FIELD_NAME
from django.forms.utils import ErrorDict


class Lignes:
    """A formset whose « Ajouter une ligne » button (`<prefix>-ajouter`) redisplays the page with nothing lost.

    `ligne` is the noun of a row (« Objectif »); the view needs nothing special: `is_valid()` is False while adding.
    """

    ligne = "Ligne"

    def __init__(self, data=None, *args, **kwargs) -> None:
        super().__init__(data, *args, **kwargs)
        self.adding = bool(data) and f"{self.prefix}-ajouter" in data
        if self.adding:
            self.data = _one_more(self.data, f"{self.prefix}-TOTAL_FORMS", self.absolute_max)

    def add_fields(self, form, index) -> None:
        super().add_fields(form, index)
        form.titre = f"{self.ligne} {index + 1}" if index is not None else self.ligne
        if DELETION_FIELD_NAME in form.fields:
            form.fields[DELETION_FIELD_NAME].label = f"Retirer cette ligne ({form.titre.lower()})"
        if self.adding_now():
            form._errors = ErrorDict()  # what was typed is shown again, not judged yet

    def adding_now(self) -> bool:
        """Whether this display only adds a row."""
        return getattr(self, "adding", False)

    def full_clean(self) -> None:
        """Nothing is judged while a row is added."""
        if self.adding_now():
            self._errors, self._non_form_errors = [], self.error_class()
        else:
            super().full_clean()

    def is_valid(self) -> bool:
        return not self.adding_now() and super().is_valid()


class CoopFormSet(Lignes, forms.BaseFormSet):
    """Rows of a plain form."""


class CoopModelFormSet(Lignes, forms.BaseModelFormSet):
    """Rows of a table: `modelformset_factory(Model, form=…, formset=CoopModelFormSet)`."""


class CoopInlineFormSet(Lignes, forms.BaseInlineFormSet):
    """Rows of a parent: `inlineformset_factory(Parent, Model, form=…, formset=CoopInlineFormSet)`."""


def _one_more(data, key: str, limit: int):
    copy = data.copy()
    total = copy.get(key, "0")
    if total.isdigit() and int(total) < limit:
        copy[key] = str(int(total) + 1)
    return copy


def coop_formset(form, *, ligne: str = "Ligne", extra: int = 1, can_delete: bool = True, **kwargs) -> type[CoopFormSet]:
    """`formset_factory` with our base; `ligne` names a row."""
    kind = forms.formset_factory(form, formset=CoopFormSet, extra=extra, can_delete=can_delete, **kwargs)
    return type(kind.__name__, (kind,), {"ligne": ligne})
