"""Lettres de mission, and the passation of a place of coordinator."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from coop.documents.workflows import request as ask_document
from coop.versions import StaleVersion
from cooperatives.forms.passation import LettreForm, PassationForm
from cooperatives.guide_gouvernance import COORDONNER
from cooperatives.models import Cooperative, Coordinateur, LettreMission
from cooperatives.models.perimetre import running
from cooperatives.perimetre import ca_view
from cooperatives.queries.passation import a_transmettre
from cooperatives.roles import ANIMATION, ARS, COORDINATION
from cooperatives.views.saisie import saved
from cooperatives.workflows import passation as verbs

LECTEURS = ARS | ANIMATION


def _running(ca: Cooperative, pk: int) -> Coordinateur:
    rows = ca.coordinateurs.filter(running()).select_related("contact", "ca__departement")
    return get_object_or_404(rows, pk=pk)


def home(ca: Cooperative) -> str:
    return reverse("cooperatives:lettres_mission", kwargs={"ca_ref": ca.reference})


@ca_view(read=LECTEURS)
def lettres_mission(request: HttpRequest, ca: Cooperative) -> HttpResponse:
    """The coordinators of the day, their letter, and the passations made."""
    rows = ca.coordinateurs.filter(running()).select_related("contact__organisation", "lettre__piece")
    context = {
        "ca": ca, "rubrique": "membres", "coordinateurs": rows.order_by("rang"),
        "passations": ca.passations.select_related("de", "a"), "conseils": COORDONNER,
        "coordonne": bool(request.roles & COORDINATION), "anime": bool(request.roles & ANIMATION),
    }  # fmt: skip
    return render(request, "cooperatives/passation/lettres.html", context)


@ca_view(read=COORDINATION, write=COORDINATION)
def lettre_mission(request: HttpRequest, ca: Cooperative, pk: int) -> HttpResponse:
    coordinateur = _running(ca, pk)
    known = LettreMission.objects.filter(coordinateur=coordinateur).first()
    form = LettreForm(
        request.POST or None, request.FILES or None, instance=known or LettreMission(coordinateur=coordinateur)
    )

    def verb():
        data = dict(form.cleaned_data)
        verbs.write_letter(coordinateur, actor=request.user.actor, piece=data.pop("piece_signee") or None, **data)

    try:
        if saved(request, form, verb):
            messages.success(request, "La lettre de mission est enregistrée.")
            return redirect(home(ca))
    except StaleVersion as stale:
        return form.conflict(request, stale, {"ca": ca, "rubrique": "membres"})
    context = {"ca": ca, "rubrique": "membres", "form": form, "coordinateur": coordinateur}
    return render(request, "cooperatives/passation/lettre.html", context)


@require_POST
@ca_view(write=ANIMATION)
def lettre_mission_pdf(request: HttpRequest, ca: Cooperative, pk: int) -> HttpResponse:
    row = _running(ca, pk)
    document = ask_document(
        "lettre_mission", row.pk, actor=request.user.actor, ca_id=ca.pk, departement=ca.departement.code
    )
    return redirect("documents:detail", uid=document.uid)


@ca_view(read=COORDINATION, write=COORDINATION)
def passation(request: HttpRequest, ca: Cooperative, pk: int) -> HttpResponse:
    """What is in the name of the one who leaves; choose the successor, hand over."""
    leaving = _running(ca, pk)
    form = PassationForm(request.POST or None, leaving=leaving)

    def verb():
        verbs.hand_over(ca, actor=request.user.actor, rang=leaving.rang, **form.cleaned_data)

    if saved(request, form, verb):
        messages.success(request, "La passation est faite\u00a0: les tâches, décisions et mandats sont transmis.")
        return redirect(home(ca))
    context = {
        "ca": ca, "rubrique": "membres", "form": form, "sortant": leaving,
        "a_transmettre": a_transmettre(ca, leaving.contact),
    }  # fmt: skip
    return render(request, "cooperatives/passation/passation.html", context)


@require_POST
@ca_view(write=ANIMATION)
def passation_pdf(request: HttpRequest, ca: Cooperative) -> HttpResponse:
    document = ask_document(
        "passation", ca.pk, actor=request.user.actor, ca_id=ca.pk, departement=ca.departement.code, final=True
    )
    return redirect("documents:detail", uid=document.uid)
