"""Reading the diagnosis."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from coop.documents.workflows import request as ask_document
from cooperatives.enums import Role
from cooperatives.models import Cooperative
from cooperatives.perimetre import ca_view
from cooperatives.roles import ANIMATION, INTERNES
from diagnostics import workflows
from diagnostics.queries import versions
from diagnostics.queries.chiffres import premiers
from diagnostics.queries.lecture import read, version_of
from diagnostics.queries.parties import apercus

READERS = INTERNES


@ca_view(read=READERS)
def diagnostic(request: HttpRequest, ca: Cooperative, numero: int | None = None) -> HttpResponse:
    """The page that is the diagnosis: the version people work on, or an older one."""
    lecture = read(ca, request.user.actor, numero)
    if lecture is None and numero is not None:
        raise Http404
    context = {"ca": ca, "rubrique": "diagnostic", "lecture": lecture, "may_open": bool(request.roles & ANIMATION)}
    if lecture:
        context["donnees"] = premiers(lecture.diagnostic.donnees.all())
        context["volets"] = apercus(lecture.diagnostic)
    return render(request, "diagnostics/diagnostic.html", context)


@ca_view(read=READERS)
def differences(request: HttpRequest, ca: Cooperative, numero: int) -> HttpResponse:
    """What a version changed from the one before, word by word."""
    after, before = version_of(ca, numero), version_of(ca, numero - 1) if numero > 1 else None
    if after is None or before is None:
        raise Http404
    rows = versions.differences(before, after)
    context = {"ca": ca, "rubrique": "diagnostic", "avant": before, "d": after, "differences": rows}
    return render(request, "diagnostics/differences.html", context)


@ca_view(read=frozenset(), write=ANIMATION)
def ouvrir(request: HttpRequest, ca: Cooperative) -> HttpResponse:
    """Open the first version, or the next one (« Actualiser »)."""
    if request.method == "POST":
        workflows.open_version(ca, actor=request.user.actor)
    return redirect("diagnostics:diagnostic", ca_ref=ca.reference)


@ca_view(read=READERS, write=READERS - {Role.ADMIN})
def synthese(request: HttpRequest, ca: Cooperative, numero: int) -> HttpResponse:
    """Ask for the PDF of a version."""
    lecture = read(ca, request.user.actor, numero)
    if lecture is None:
        raise Http404
    if request.method != "POST":
        return redirect("diagnostics:version", ca_ref=ca.reference, numero=numero)
    document = ask_document(
        "diagnostic",
        lecture.diagnostic.pk,
        actor=request.user.actor,
        title=f"Synthèse du diagnostic – {ca.intitule}",
        ca_id=ca.pk,
    )
    return redirect("documents:detail", uid=document.uid)
