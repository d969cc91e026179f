"""Creating a coopérative, and the suggestions of places."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from coop.accounts.enums import RoleMandat
from coop.accounts.policies import mandated, signed_in
from coop.ui import typographie
from coop.ui.rubriques import lien
from cooperatives.forms import attach
from cooperatives.forms.creation import CreationForm
from cooperatives.forms.territoire import places
from cooperatives.models import Cooperative
from cooperatives.queries import nombre_communes, population
from cooperatives.workflows import creation


@mandated(RoleMandat.COORDINATEUR_DD)
def nouvelle(request: HttpRequest) -> HttpResponse:
    """One form; searching a place redisplays it with everything kept."""
    form = CreationForm(request.POST or None, user=request.user)
    if request.method == "POST" and not form.searching and form.is_valid():
        try:
            ca = creation.create(actor=request.user.actor, **form.values())
        except ValidationError as error:
            attach(form, error)
        else:
            messages.success(request, _welcome(ca))
            return redirect(
                lien("portail:vue_ensemble", ca_ref=ca.reference)
                or lien("cooperatives:opportunite", ca_ref=ca.reference)
            )
    return render(request, "cooperatives/nouvelle.html", {"form": form})


def _welcome(ca: Cooperative) -> str:
    communes = typographie.avec_nombre(nombre_communes(ca), "commune,communes")
    habitants = typographie.avec_nombre(population(ca), "habitant,habitants")
    return f"La coopérative {ca.reference} est créée\u00a0: {communes}, {habitants}. Première étape\u00a0: étudier les dix principes de choix."


@signed_in
def lieux(request: HttpRequest) -> HttpResponse:
    """The boxes of the places ticked and found, put in the page by htmx while one types."""
    choices = places(request.GET.getlist("lieux"), request.GET.get("recherche_lieu", ""))
    ticked = set(request.GET.getlist("lieux"))
    boxes = [{"value": value, "label": label, "ticked": value in ticked} for value, label in choices]
    return render(request, "cooperatives/partials/lieux_trouves.html", {"lieux": boxes})
