"""What the forms of governance and of the tableau de bord share: run a verb, show a form page."""

from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from cooperatives.forms import attach
from cooperatives.models import Cooperative

GABARIT = "cooperatives/gouvernance/formulaire.html"


def saved(request: HttpRequest, form, verb: Callable[[], object], dit: str = "") -> bool:
    """Run `verb` on valid data, and say `dit` once done; what it refuses is told at its field, and nothing typed is lost.

    StaleVersion goes through.
    """
    if request.method != "POST" or not form.is_valid():
        return False
    try:
        verb()
    except ValidationError as error:
        attach(form, error)
        return False
    if dit:
        messages.success(request, dit)
    return True


def page(
    request: HttpRequest, ca: Cooperative, form, titre: str, retour: str, bouton: str = "Enregistrer", **extra
) -> HttpResponse:
    """A page that is one form; `rubrique` in `extra` when it is not governance."""
    # The link says where it leads: what is written about a meeting comes back to it.
    context = {
        "ca": ca, "rubrique": "gouvernance", "retour_mot": "Réunion" if "/reunions/" in retour else "Gouvernance",
        "form": form, "titre": titre, "retour": retour, "bouton": bouton,
    }  # fmt: skip
    return render(request, GABARIT, context | extra)
