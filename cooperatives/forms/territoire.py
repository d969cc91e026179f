"""Choosing places by search: a button that posts and keeps what was typed, suggestions when htmx is there."""

from django import forms
from django.core.exceptions import ValidationError
from django.forms.utils import ErrorDict

from coop.ui.forms import CasesPuces
from cooperatives.queries import lieux

# The sentence of the guide, beside the box it explains (R-PRIN-14).
PRIORITE = (
    "«\u00a0Les territoires où existent des difficultés de coordination d’acteurs peuvent également être "
    "prioritaires.\u00a0»"
)


class LieuxField(forms.MultipleChoiceField):
    """Places ticked among those already chosen and those just found."""

    def validate(self, value: list[str]) -> None:
        if self.required and not value:
            raise ValidationError(self.error_messages["required"], code="required")
        if len(lieux.choices_of(value)) != len(set(value)):
            raise ValidationError("Un de ces lieux n’existe plus\u00a0: cherchez-le à nouveau.")


class TerritoireMixin(forms.Form):
    """Gives a form its search and its places. A view redisplays the page while `searching`."""

    recherche_lieu = forms.CharField(
        label="Chercher une commune, une intercommunalité ou un quartier prioritaire",
        required=False,
        max_length=80,
        help_text="Par nom, code postal ou code, avec ou sans accents. Puis cochez les lieux trouvés.",
        widget=forms.TextInput(attrs={"autocomplete": "off", "type": "search"}),
    )
    lieux = LieuxField(label="Lieux du territoire", required=False, widget=CasesPuces)

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.searching = self.is_bound and "chercher" in self.data
        chosen = self.data.getlist(self.add_prefix("lieux")) if self.is_bound else self.initial.get("lieux", [])
        text = self.data.get(self.add_prefix("recherche_lieu"), "") if self.is_bound else ""
        self.fields["lieux"].choices = places(chosen, text)
        self.recherche_vaine = bool(self.searching and text.strip() and not lieux.choices_found(text))
        if self.searching:
            self._errors = ErrorDict()  # what was typed is shown again, not judged yet


def places(chosen: list[str], text: str) -> list[tuple[str, str]]:
    """Places ticked first, then those found."""
    kept = lieux.choices_of(chosen)
    known = {value for value, _ in kept}
    return kept + [choice for choice in lieux.choices_found(text) if choice[0] not in known]


def lignes(text: str) -> list[str]:
    """The non-empty lines of a text, each once."""
    return list(dict.fromkeys(line.strip() for line in text.splitlines() if line.strip()))
