"""Optimistic version in a form: nobody silently overwrites what somebody else saved (architecture.md decision 7)."""

from dataclasses import dataclass

from django import forms
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render

from coop.mots import Morceau, mots, reunir
from coop.versions import StaleVersion

CHOIX = "_garder_"
AUTRE = "_autre_"
ENSEMBLE = "_ensemble_"
DU_CONFLIT = (CHOIX, AUTRE, ENSEMBLE)


@dataclass(frozen=True, slots=True)
class Conflit:
    """One field that both people wrote: `name`, its `label`, `mine` and `theirs` as they are read.

    A long text has `ensemble`, both texts in one, to be reread; `ecarts` tells their words apart.
    """

    name: str
    label: str
    mine: str
    theirs: str
    theirs_raw: list[str]
    ensemble: str = ""

    @property
    def ecarts(self) -> list[Morceau]:
        return mots(*(text.replace("\r\n", "\n") for text in (self.theirs, self.mine)))


class VersionedFormMixin(forms.Form):
    """Put before CoopForm or CoopModelForm. `expected_version` is the one the person opened.

    In the view: `except StaleVersion as stale: return form.conflict(request, stale, {...})`.
    """

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        instance = getattr(self, "instance", None)
        if instance is not None and instance.pk:
            self.initial.setdefault("version", instance.version)
        if instance is not None and not instance.pk:
            del self.fields["version"]
        if self.is_bound:
            self.data = resolved(self.data)

    @property
    def expected_version(self) -> int:
        """To give to `save_version(expected=…)`; valid after `is_valid()`."""
        return self.cleaned_data["version"]

    def conflicts(self, current) -> list[Conflit]:
        """The fields whose typed value differs from the one just saved."""
        found = []
        for name, field in self.fields.items():
            if name != "version" and hasattr(current, name):
                saved = field.prepare_value(_valeur(current, name, field))
                if field.has_changed(saved, self[name].data):
                    found.append(self._conflict(name, field, saved))
        return found

    def _conflict(self, name: str, field: forms.Field, saved) -> Conflit:
        raw = saved if isinstance(saved, list) else [saved]
        mine = self[name].data
        return Conflit(
            name,
            str(field.label),
            _lisible(field, mine),
            _lisible(field, saved),
            ["" if v is None else str(v) for v in raw],
            reunir(saved, mine) if isinstance(field.widget, forms.Textarea) and saved and mine else "",
        )

    def conflict(self, request: HttpRequest, stale: StaleVersion, context: dict | None = None) -> HttpResponse:
        """The page that shows mine and theirs, field by field, and posts to the same address with the new version."""
        conflicts = self.conflicts(stale.current)
        names = {c.name for c in conflicts}
        kept = [
            (key, value)
            for key, values in request.POST.lists()
            for value in values
            if key not in {"csrfmiddlewaretoken", self.add_prefix("version")} and not key.startswith(DU_CONFLIT)
        ]
        data = {
            "form": self,
            "conflits": conflicts,
            "gardes": kept,
            "version_nom": self.add_prefix("version"),
            "version": stale.current.version,
            "noms": names,
            **(context or {}),
        }
        return render(request, "ui/conflit_page.html", data, status=409)


def _valeur(current, name: str, field: forms.Field):
    """The saved value of a field: rows chosen as a list of keys, rows typed one a line as their lines."""
    value = getattr(current, name)
    if hasattr(value, "values_list") and isinstance(field.widget, forms.Textarea):
        return "\n".join(map(str, value.all()))
    if hasattr(value, "values_list"):
        return [str(pk) for pk in value.values_list("pk", flat=True)]
    return getattr(value, "pk", value)


def _lisible(field: forms.Field, value) -> str:
    """A value as a sentence reads it: labels of choices, « (vide) » for nothing."""
    values = value if isinstance(value, list | tuple) else [value]
    labels = {str(k): str(v) for k, v in getattr(field, "choices", [])}
    text = ", ".join(labels.get(str(v), str(v)) for v in values if v not in (None, ""))
    return text or "(vide)"


def resolved(data: QueryDict | dict):
    """The posted data with « garder l’autre » and « réunir » applied: that value replaces the typed one."""
    choices = {k.removeprefix(CHOIX): data[k] for k in data if k.startswith(CHOIX) and data[k] in ("autre", "ensemble")}
    if not choices or not isinstance(data, QueryDict):
        return data
    copy = data.copy()
    for name, choice in choices.items():
        source = AUTRE if choice == "autre" else ENSEMBLE
        copy.setlist(name, [v for v in data.getlist(source + name) if v != ""] or [""])
    return copy
