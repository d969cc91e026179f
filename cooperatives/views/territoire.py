"""The territory of a coopérative: what it covers, and the choice of it on the map or by search."""

from copy import copy

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from coop.territories.models import Departement
from coop.versions import StaleVersion
from cooperatives.forms import attach
from cooperatives.forms.page_territoire import TerritoireForm
from cooperatives.models import Cooperative
from cooperatives.perimetre import INTERNES, TOUS, ca_view
from cooperatives.queries import page_territoire
from cooperatives.queries.lieux import values_of
from cooperatives.roles import ANIMATION
from cooperatives.workflows.identite import update


@ca_view(read=TOUS)
def territoire(request: HttpRequest, ca: Cooperative) -> HttpResponse:
    """What the coopérative covers: communes, inhabitants, quartiers, départements."""
    context = {
        "ca": ca,
        "rubrique": "",
        "territoire": page_territoire.territoire(ca),
        "peut_ecrire": bool(request.roles & ANIMATION),
        # What is difficult between actors is no public fact.
        "interne": bool(request.roles & INTERNES),
    }
    return render(request, "cooperatives/territoire.html", context)


@ca_view(read=ANIMATION, write=ANIMATION)
def choisir(request: HttpRequest, ca: Cooperative) -> HttpResponse:
    """Tick communes, whole intercommunalités and quartiers; another département or a search keeps what was ticked."""
    form = TerritoireForm(request.POST or None, instance=copy(ca), initial={"lieux": values_of(ca)})
    if request.method == "POST" and not form.searching and form.is_valid():
        try:
            update(ca, actor=request.user.actor, version=form.expected_version, **form.values())
        except StaleVersion as stale:
            return form.conflict(request, stale, {"ca": ca, "rubrique": ""})
        except ValidationError as error:
            attach(form, error)
        else:
            messages.success(request, "Le territoire est enregistré.")
            return redirect("cooperatives:territoire", ca_ref=ca.reference)
    departements = list(Departement.objects.defer("trace").order_by("code"))
    choix = page_territoire.choix(
        _departement(request, ca, departements),
        form.cochees,
        entier="voir" in request.POST or "departement" in request.GET,
    )
    form.montrer(choix.valeurs)
    context = {"ca": ca, "rubrique": "", "form": form, "choix": choix, "departements": departements}
    return render(request, "cooperatives/territoire_choisir.html", context)


def _departement(request: HttpRequest, ca: Cooperative, rows: list[Departement]) -> Departement:
    """The one asked for, the one on the page, else that of the coopérative."""
    asked = request.POST.get("voir") or request.POST.get("departement") or request.GET.get("departement")
    return next((row for row in rows if row.code == asked), None) or next(r for r in rows if r.pk == ca.departement_id)
