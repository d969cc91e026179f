"""« Synthèse d’évaluation »: its page and its PDF (DOC-EVAL)."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from conventions import montants
from coop.documents.workflows import request as ask_document
from cooperatives.enums import Role
from cooperatives.models import Cooperative
from cooperatives.perimetre import INTERNES, ca_view
from cooperatives.roles import ANIMATION, COORDINATION
from evaluation.documents_evaluation import KIND
from evaluation.models import EvaluationCA
from evaluation.queries import synthese_evaluation as reading


@ca_view()
def synthese(request: HttpRequest, ca: Cooperative) -> HttpResponse:
    """The eight sections as the PDF prints them, and what is missing before they are."""
    found = reading.lire(ca, argent=montants.lit(request.roles))
    context = {
        "ca": ca,
        "rubrique": "evaluation",
        "s": found,
        "manques": reading.manques(found) if found else [],
        "lecteur_seul": not request.roles & ANIMATION,
        "coordonne": bool(request.roles & COORDINATION),
        "peut_imprimer": bool(request.roles - {Role.ADMIN}),
    }
    return render(request, "evaluation/synthese.html", context)


@ca_view(read=INTERNES, write=INTERNES - {Role.ADMIN})
def pdf(request: HttpRequest, ca: Cooperative) -> HttpResponse:
    """Ask for the PDF."""
    if not EvaluationCA.objects.filter(ca=ca).exists():
        raise Http404
    if request.method != "POST":
        return redirect("evaluation:synthese", ca_ref=ca.reference)
    params = montants.params(request.roles)
    document = ask_document(KIND.code, ca.pk, actor=request.user.actor, ca_id=ca.pk, params=params)
    return redirect("documents:detail", uid=document.uid)
