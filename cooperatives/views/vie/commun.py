"""What the pages of the life of a coopérative share: their address, their form page."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from coop.versions import StaleVersion
from cooperatives.enums import Role
from cooperatives.models import Cooperative
from cooperatives.roles import CONTRIBUTION
from cooperatives.views.saisie import saved

GABARIT = "cooperatives/vie/formulaire.html"
RUBRIQUE = {"rubrique": "tableau-de-bord"}
MEMBRES = CONTRIBUTION | {Role.HABITANT}


def home(ca: Cooperative, name: str = "vie", ancre: str = "", **kwargs) -> str:
    found = reverse(f"cooperatives:{name}", kwargs={"ca_ref": ca.reference, **kwargs})
    return f"{found}#{ancre}" if ancre else found


def form_page(
    request: HttpRequest,
    ca: Cooperative,
    form,
    verb: Callable[[], object],
    *,
    titre: str,
    retour: str,
    dit: str = "C’est enregistré.",
    vers: Callable[[], str] | None = None,
    **extra,
) -> HttpResponse:
    """One form: run `verb` on valid data and go to `vers`, or back; show it otherwise, or both versions after a conflict."""
    try:
        if saved(request, form, verb, dit):
            return redirect(vers() if vers else retour)
    except StaleVersion as stale:
        return form.conflict(request, stale, {"ca": ca, **RUBRIQUE})
    context = {"ca": ca, "form": form, "titre": titre, "retour": retour, "bouton": "Enregistrer", **RUBRIQUE}
    return render(request, GABARIT, context | extra)
