"""The « fiche projet » of a coopérative: a page that is the document, and its PDF."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from conventions import montants
from coop import horloge
from coop.documents.workflows import request as ask_document
from cooperatives.enums import Role
from cooperatives.models import Cooperative
from cooperatives.perimetre import ca_view
from cooperatives.roles import INTERNES
from portail.documents_fiche_projet import KIND
from portail.queries.fiche_projet import read


@ca_view(read=INTERNES)
def fiche_projet(request: HttpRequest, ca: Cooperative) -> HttpResponse:
    """The eleven sections, from the links that hold them."""
    context = {
        "ca": ca,
        "rubrique": "programme",
        "f": read(ca, horloge.today(), argent=montants.lit(request.roles)),
        "may_print": bool(request.roles - {Role.ADMIN}),
    }
    return render(request, "portail/fiche_projet/fiche_projet.html", context)


@ca_view(read=INTERNES, write=INTERNES - {Role.ADMIN})
def pdf(request: HttpRequest, ca: Cooperative) -> HttpResponse:
    """Ask for the PDF (DOC-FP)."""
    if request.method != "POST":
        return redirect("portail:fiche_projet", ca_ref=ca.reference)
    title = f"Fiche projet – {ca.intitule}"
    document = ask_document(
        KIND.code, ca.pk, actor=request.user.actor, title=title, ca_id=ca.pk, params=montants.params(request.roles)
    )
    return redirect("documents:detail", uid=document.uid)
