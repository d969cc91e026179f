"""The fiche of a coopérative: identity and territory, with the warnings they raise."""

from copy import copy

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from coop.versions import StaleVersion
from cooperatives.forms import attach
from cooperatives.forms.identite import IdentiteForm
from cooperatives.models import Cooperative
from cooperatives.perimetre import ca_view
from cooperatives.queries import communes_couvertes, nombre_communes, population
from cooperatives.queries.lieux import values_of
from cooperatives.queries.vigilance import identite as warnings
from cooperatives.roles import ANIMATION
from cooperatives.workflows.identite import update


@ca_view(write=ANIMATION)
def identite(request: HttpRequest, ca: Cooperative) -> HttpResponse:
    initial = {"lieux": values_of(ca), "sites": "\n".join(ca.sites.values_list("nom", flat=True))}
    form = IdentiteForm(request.POST or None, instance=copy(ca), initial=initial)
    if request.method == "POST" and not form.searching and form.is_valid():
        try:
            update(ca, actor=request.user.actor, version=form.expected_version, **form.values())
        except StaleVersion as stale:
            return form.conflict(request, stale, {"ca": ca, "rubrique": ""})
        except ValidationError as error:
            attach(form, error)
        else:
            messages.success(request, "L’identité de la coopérative est enregistrée.")
            return redirect(request.path)
    return render(request, "cooperatives/identite.html", _context(request, ca, form))


def _context(request: HttpRequest, ca: Cooperative, form: IdentiteForm) -> dict:
    return {
        "ca": ca,
        "rubrique": "",
        "form": form,
        "peut_ecrire": bool(request.roles & ANIMATION),
        "communes": communes_couvertes(ca),
        "nombre_communes": nombre_communes(ca),
        "population": population(ca),
        "vigilances": warnings(ca),
    }
