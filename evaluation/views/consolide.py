"""The consolidated quarterly bilan of a coopérative, and its PDF."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from coop import horloge
from coop.documents.workflows import request as ask_document
from cooperatives.enums import Role
from cooperatives.models import Cooperative
from cooperatives.perimetre import INTERNES, ca_view
from evaluation.documents_consolide import KIND
from evaluation.queries import consolide as reading
from evaluation.queries import consolide_vie


@ca_view(read=INTERNES)
def consolide(request: HttpRequest, ca: Cooperative, periode_id: int, trimestre: int) -> HttpResponse:
    """The quarter, in the nine sections of its PDF."""
    today = horloge.today()
    found = reading.lire(ca, periode_id, trimestre, today)
    if found is None:
        raise Http404
    context = {
        "ca": ca,
        "rubrique": "suivi",
        "c": found,
        "v": consolide_vie.lire(ca, found.debut, found.fin, today),
        "peut_imprimer": bool(request.roles - {Role.ADMIN}),
    }
    return render(request, "evaluation/consolide.html", context)


@ca_view(read=INTERNES, write=INTERNES - {Role.ADMIN})
def pdf(request: HttpRequest, ca: Cooperative, periode_id: int, trimestre: int) -> HttpResponse:
    """Ask for the PDF."""
    if reading.lire(ca, periode_id, trimestre, horloge.today()) is None:
        raise Http404
    if request.method != "POST":
        return redirect("evaluation:bilan_consolide", ca_ref=ca.reference, periode_id=periode_id, trimestre=trimestre)
    params = {"periode": periode_id, "trimestre": trimestre}
    document = ask_document(KIND.code, ca.pk, actor=request.user.actor, ca_id=ca.pk, params=params)
    return redirect("documents:detail", uid=document.uid)
