"""What the views of the programme share."""

from collections.abc import Callable

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from conventions.gates import page
from conventions.models import Avenant, FicheAction, Programme
from conventions.queries.programme import action_a_ce_jour, full_action
from conventions.rules import lock_state
from coop.accounts.predicates import Predicate, Refused, require
from cooperatives.models import Cooperative


def programme_of(ca: Cooperative) -> Programme:
    return get_object_or_404(Programme.objects.select_related("ca"), ca=ca)


def action_of(ca: Cooperative, numero: int, avenant: Avenant | None = None) -> FicheAction:
    action = full_action(ca, numero, avenant)
    if action is None:
        raise Http404
    return action


def action_a_ce_jour_of(ca: Cooperative, numero: int) -> FicheAction:
    """The fiche as it obliges today."""
    action = action_a_ce_jour(ca, numero)
    if action is None:
        raise Http404
    return action


def open_to(rule: Predicate, request: HttpRequest, obj, programme: Programme, message: str) -> None:
    """Refuse the form itself, not only its answer, when the programme is locked or the row is somebody else's.

    A fiche that an avenant prepares is written while the programme in force is locked, as its verbs allow.
    """
    if getattr(obj, "avenant_id", None) is None and (reason := lock_state(programme)):
        raise Refused(reason)
    require(rule, request.user.actor, obj, message)


def save(form, verb: Callable[[], object]) -> bool:
    """Run the verb on valid data; a refusal of the verb is told at its field, and nothing typed is lost."""
    if not form.is_valid():
        return False
    try:
        verb()
    except ValidationError as error:
        form.add_error(None, error)
        return False
    return True


def formulaire(request: HttpRequest, ca: Cooperative, form, titre: str, retour: str = "", **extra) -> HttpResponse:
    """The page of one form; it comes back to the programme, or to `retour`."""
    context = {"ca": ca, "rubrique": "programme", "form": form, "titre": titre, "retour": retour or page(ca)}
    return render(request, "conventions/programme/formulaire.html", context | extra)
