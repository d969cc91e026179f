"""« Inchangé »: the answers of the quarter before, put where the person asked for them (decisions.md 26)."""

from django.http import HttpRequest, QueryDict

from evaluation.forms_bilan import action_form
from evaluation.queries.saisie import Saisie
from evaluation.questions import PROPOSES, ajoute, propositions

TOUT = "tout"


def asked(request: HttpRequest, saisie: Saisie) -> list[str]:
    """The codes that a button asks to take over; nothing on an action that was never reported."""
    code = request.POST.get("inchange", "")
    if not code or saisie.ligne_avant is None:
        return []
    if code == TOUT:
        return saisie.codes
    return [code] if code in saisie.codes else []


def with_previous(data: QueryDict, saisie: Saisie, codes: list[str]) -> QueryDict:
    """What was typed, with the earlier answers of `codes` in their place, as a person would have typed them."""
    data = data.copy()
    fields = action_form(saisie).base_fields
    for name in [name for code in codes for name in saisie.champs(code)]:
        value = fields[name].prepare_value(saisie.valeurs_avant.get(name))
        data.setlist(name, value if isinstance(value, list) else ["" if value is None else str(value)])
    return data


def with_added(data: QueryDict, saisie: Saisie) -> QueryDict:
    """What was typed, with one frein, levier or piste of the quarter before added: `ajouter` = `<code>:<place>`."""
    code, _, place = data.get("ajouter", "").partition(":")
    items = propositions(saisie.valeurs_avant.get(code, "")) if code in PROPOSES else []
    if not place.isdigit() or int(place) >= len(items):
        return data
    data = data.copy()
    data[code] = ajoute(data.get(code, ""), items[int(place)])
    return data
