"""CoopForm and CoopModelForm: French messages in whole sentences, no native bubble, our fields for the model's."""

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.fields import BLANK_CHOICE_DASH
from django.forms.models import ModelFormMetaclass

from coop.ui.forms.contraintes import placed
from coop.ui.forms.fields import DateFr, EntierField, MontantField, NombreField
from coop.ui.forms.widgets import DateInput, FichierInput

CHOIX = (forms.ChoiceField, forms.MultipleChoiceField, forms.ModelChoiceField)
MESSAGES = {
    "invalid_choice": "Ce choix n’existe pas ou n’est plus possible.",
    "max_length": "Ce texte est trop long : %(limit_value)d caractères au plus, vous en avez écrit %(show_value)d.",
    "missing": "Choisissez un fichier.",
    "empty": "Ce fichier est vide.",
}


class _Habillage:
    """What both bases share. `use_required_attribute` is off: our summary speaks, not the browser's bubble."""

    use_required_attribute = False
    filtre = False  # A form of filters: every field may be left empty, which goes without saying.

    def __init__(self, *args, **kwargs) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            _habiller(field)
            _dire_le_vide(field)

    def add_error(self, field: str | None, error) -> None:
        """What the database refuses is told at the field it is about, whoever reports it."""
        if field is None:
            error = placed(self, error if isinstance(error, ValidationError) else ValidationError(error))
        super().add_error(field, error)

    @property
    def a_facultatifs(self) -> bool:
        """Whether some visible fields may be left empty and others not: the form then says how they are marked."""
        return not self.filtre and len({f.field.required for f in self.visible_fields()}) == 2


def _habiller(field: forms.Field) -> None:
    """Messages in whole sentences, unless the form wrote its own."""
    own = field.error_messages
    for code, sentence in MESSAGES.items():
        if code in own and own[code] is _default(field, code):
            own[code] = sentence
    if own.get("required") is _default(field, "required"):
        own["required"] = f"{_verbe(field)}."
    for validator in field.validators:
        if getattr(validator, "code", "") == "max_length":
            validator.message = own.get("max_length", MESSAGES["max_length"])


def _dire_le_vide(field: forms.Field) -> None:
    """The empty line of a list of choices in words: a row of dashes is read aloud dash by dash."""
    empty, dashes = BLANK_CHOICE_DASH[0]
    said = "Choisir" if field.required else "Non précisé"
    if isinstance(field, forms.ModelChoiceField):
        field.empty_label = said if field.empty_label == dashes else field.empty_label
    elif isinstance(field, forms.ChoiceField) and (empty, dashes) in field.choices:
        field.choices = [(value, said if value == empty else label) for value, label in field.choices]


def _verbe(field: forms.Field) -> str:
    """What an empty obligatory field asks for."""
    if isinstance(field, forms.FileField):
        return "Choisissez un fichier"
    if isinstance(field, forms.BooleanField) and not isinstance(field, forms.NullBooleanField):
        return "Cochez cette case"
    return "Choisissez une réponse" if isinstance(field, CHOIX) else "Renseignez ce champ"


def _default(field: forms.Field, code: str):
    """The message the class of the field gives by default."""
    for kind in type(field).__mro__:
        messages = getattr(kind, "default_error_messages", {})
        if code in messages:
            return messages[code]
    return None


class CoopForm(_Habillage, forms.Form):
    """A form that is not tied to one model."""


class FiltreForm(CoopForm):
    """Filters read by GET; also the `form` of a FilterSet."""

    filtre = True


def champ_du_modele(db_field: models.Field, **kwargs) -> forms.Field | None:
    """The form field of a model field: dates, numbers, amounts and files in ours, no preselected radio."""
    if db_field.choices or kwargs.get("widget"):
        return db_field.formfield(**kwargs)
    if isinstance(db_field, models.DateField) and not isinstance(db_field, models.DateTimeField):
        return db_field.formfield(form_class=DateFr, widget=DateInput, **kwargs)
    if isinstance(db_field, models.DecimalField):
        montant = db_field.decimal_places == 2 and "montant" in db_field.name
        return db_field.formfield(form_class=MontantField if montant else NombreField, **kwargs)
    if isinstance(db_field, models.IntegerField):
        signed = not isinstance(
            db_field, models.PositiveIntegerField | models.PositiveSmallIntegerField | models.PositiveBigIntegerField
        )
        return db_field.formfield(form_class=EntierField, **({"min_value": None} if signed else {}), **kwargs)
    if isinstance(db_field, models.FileField):
        return db_field.formfield(widget=FichierInput, **kwargs)
    return db_field.formfield(**kwargs)


class CoopModelFormMetaclass(ModelFormMetaclass):
    """Gives every Meta our `formfield_callback`, inherited or not."""

    def __new__(mcs, name, bases, attrs):
        meta = attrs.get("Meta")
        if meta is not None and not hasattr(meta, "formfield_callback"):
            meta.formfield_callback = staticmethod(champ_du_modele)
        return super().__new__(mcs, name, bases, attrs)


class CoopModelForm(_Habillage, forms.ModelForm, metaclass=CoopModelFormMetaclass):
    """A form on one model row. Constraints of the database answer with their own French sentence, at its field."""
