"""How a bound field is drawn: its kind, its DSFR classes. Works for any Django form, those of libraries too."""

from django import forms
from django.forms.boundfield import BoundField
from django.utils.safestring import SafeString

# First match wins: the order goes from the special to the general.
GENRES = [
    (forms.HiddenInput, "cache"),
    (forms.MultipleHiddenInput, "cache"),
    (forms.FileInput, "fichier"),
    (forms.CheckboxSelectMultiple, "cases"),
    (forms.RadioSelect, "radios"),
    (forms.CheckboxInput, "case"),
    (forms.Select, "liste"),
]
LISTE_LONGUE = 12
CLASSES = {"fichier": "fr-upload", "liste": "fr-select", "simple": "fr-input"}


def genre(field: BoundField) -> str:
    """The partial that draws the field; a widget may impose one by `coop_genre` (« oen », « puces »)."""
    widget = field.field.widget
    imposed = getattr(widget, "coop_genre", "")
    return imposed or next((name for kind, name in GENRES if isinstance(widget, kind)), "simple")


def largeur(field: BoundField) -> str:
    """« coop-champ--court » for a number, « coop-champ--date » for a date, nothing otherwise."""
    if isinstance(field.field, forms.DateField):
        return "coop-champ--date"
    return "coop-champ--court" if isinstance(field.field, forms.IntegerField | forms.DecimalField) else ""


def widget(field: BoundField) -> SafeString:
    """The widget with its DSFR class and its error state; a placeholder that repeats the label is left out."""
    attrs = {}
    if field.field.widget.attrs.get("placeholder") == field.label:
        attrs["placeholder"] = False
    classes = [CLASSES.get(genre(field), ""), field.field.widget.attrs.get("class", "")]
    if field.errors:
        attrs["aria-invalid"] = "true"
    if any(classes):
        attrs["class"] = " ".join(c for c in classes if c)
    return field.as_widget(attrs=attrs)


def facultatif(field: BoundField) -> bool:
    """Whether the label says « facultatif »; a field required through a rule of its form sets `facultatif` False; a filter never says it."""
    if getattr(field.form, "filtre", False):
        return False
    return getattr(field.field, "facultatif", not field.field.required)


def choisis(field: BoundField) -> list[str]:
    """Chosen answers of a long list, which can then be folded; nothing while it is short, empty or wrong."""
    options = field.subwidgets
    if len(options) <= LISTE_LONGUE or field.errors:
        return []
    return [str(option.choice_label) for option in options if option.data["selected"]]


def erreurs(form) -> list[tuple[BoundField | None, list[str]]]:
    """What the summary says: errors of the whole first, then those of the fields in the order of the page."""
    whole = [(None, list(form.non_field_errors()))] if form.non_field_errors() else []
    hidden = [(None, [f"{f.label} : {e}" for e in f.errors]) for f in form.hidden_fields() if f.errors]
    return whole + hidden + [(f, list(f.errors)) for f in form.visible_fields() if f.errors]


def cible(field: BoundField) -> str:
    """The first radio or box of a group (a fieldset cannot take the focus), the field otherwise."""
    if genre(field) in {"oen", "puces", "radios", "cases"}:
        options = field.subwidgets
        return options[0].id_for_label if options else field.auto_id
    return field.id_for_label
