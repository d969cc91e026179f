"""« Passer à l’étape suivante »: what is missing as sentences, then one button; other ways have their own page."""

from collections.abc import Callable

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from coop.gates import Blocked
from cooperatives import phases
from cooperatives.enums import Phase, Role, Statut
from cooperatives.forms import attach
from cooperatives.forms.phases import AvancerForm, ForcerForm, ReculerForm, StatutForm
from cooperatives.models import Cooperative
from cooperatives.perimetre import ca_view
from cooperatives.queries.jalons import jalons
from cooperatives.roles import COORDINATION
from cooperatives.workflows import phases as verbs


@ca_view(write=COORDINATION)
def phase(request: HttpRequest, ca: Cooperative) -> HttpResponse:
    step = phases.next_step(ca) if ca.statut == Statut.EN_COURS else None
    missing = phases.missing(ca, step) if step else []
    obligations = [m for m in missing if m.obligation]
    conseils = [m for m in missing if not m.obligation]
    form = AvancerForm(request.POST or None, conseils=bool(conseils))
    if request.method == "POST" and form.is_valid() and _advance(request, ca, form):
        return redirect("cooperatives:phase", ca_ref=ca.reference)
    histoire = list(ca.transitions.order_by("-le", "-id"))
    context = {
        "ca": ca,
        "rubrique": "",
        "jalons": jalons(ca, histoire),
        "etape": Phase(ca.phase).label,
        "suivante": Phase(step.arrivee).label if step else "",
        "obligations": obligations,
        "conseils": conseils,
        "pour_finir": phases.missing(ca, phases.FIN) if _peut_finir(ca) else None,
        "form": form,
        "coordonne": bool(request.roles & COORDINATION),
        "admin": Role.ADMIN in request.roles,
        "peut_reculer": ca.statut == Statut.EN_COURS and ca.phase != Phase.PREFIGURATION,
        "histoire": histoire,
    }
    return render(request, "cooperatives/phase.html", context)


def _peut_finir(ca: Cooperative) -> bool:
    return ca.statut == Statut.EN_COURS and ca.phase == phases.FIN.depart


def _advance(request: HttpRequest, ca: Cooperative, form: AvancerForm) -> bool:
    try:
        verbs.advance(ca, actor=request.user.actor, reserves=form.cleaned_data.get("reserves", ""))
    except Blocked:
        form.add_error(None, "L’étape reste fermée\u00a0: complétez d’abord ce qui manque ci-dessous.")
    except ValidationError as error:
        attach(form, error)
    else:
        messages.success(request, f"La coopérative est à l’étape «\u00a0{Phase(ca.phase).label}\u00a0».")
        return True
    return False


def _ask(
    request: HttpRequest, ca: Cooperative, form: forms.Form, verb: Callable[..., object], titre: str, bouton: str
) -> HttpResponse:
    """The page of one verb that asks a motive."""
    if request.method == "POST" and form.is_valid():
        try:
            verb(ca, actor=request.user.actor, **form.cleaned_data)
        except ValidationError as error:
            attach(form, error)
        else:
            messages.success(request, "L’étape de la coopérative est à jour.")
            return redirect("cooperatives:phase", ca_ref=ca.reference)
    context = {"ca": ca, "rubrique": "", "form": form, "titre": titre, "bouton": bouton}
    return render(request, "cooperatives/formulaire.html", context)


@ca_view(read=COORDINATION, write=COORDINATION)
def reculer(request: HttpRequest, ca: Cooperative) -> HttpResponse:
    form = ReculerForm(request.POST or None, ca=ca)
    return _ask(request, ca, form, verbs.go_back, "Revenir à une étape passée", "Revenir à cette étape")


@ca_view(read=COORDINATION | {Role.ADMIN}, write=COORDINATION | {Role.ADMIN})
def statut(request: HttpRequest, ca: Cooperative) -> HttpResponse:
    form = StatutForm(request.POST or None, ca=ca, admin=Role.ADMIN in request.roles)
    return _ask(request, ca, form, verbs.close_as, "Suspendre, reprendre ou arrêter la coopérative", "Enregistrer")


@ca_view(read=frozenset({Role.ADMIN}), write=frozenset({Role.ADMIN}))
def forcer(request: HttpRequest, ca: Cooperative) -> HttpResponse:
    form = ForcerForm(request.POST or None, ca=ca)
    return _ask(request, ca, form, verbs.force, "Passer outre les obligations", "Changer l’étape")
