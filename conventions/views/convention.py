"""The page of the convention: the document itself, its margin, its signatures."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from conventions import montants
from conventions.documents import KIND
from conventions.enums import StatutConvention
from conventions.forms_convention import MotifForm, OrdreForm
from conventions.models import Convention
from conventions.queries import avenant as avenants
from conventions.queries import convention as queries
from conventions.rules_avenant import is_in_force
from conventions.workflows import redaction, signature
from coop import horloge
from coop.documents import workflows as documents
from coop.gates import Blocked
from coop.ui.typographie import avec_nombre
from cooperatives.enums import Role
from cooperatives.models import Cooperative
from cooperatives.perimetre import INTERNES, ca_view
from cooperatives.roles import ANIMATION, COORDINATION


@ca_view(read=INTERNES)
@require_safe
def convention(request: HttpRequest, ca: Cooperative) -> HttpResponse:
    """The convention as a document, or the way to open it."""
    found = queries.current(ca)
    context = {"ca": ca, "rubrique": "convention", "coordonne": bool(request.roles & COORDINATION),
               "redige": bool(request.roles & ANIMATION)}  # fmt: skip
    if found is None:
        return render(request, "conventions/convention/vide.html", context)
    lecture = queries.read(found)
    mine = [
        s for s in lecture.attendues if s.signataire.contact_id == request.user.contact_id and request.user.contact_id
    ]
    context |= {"lecture": lecture, "a_moi": mine, "modifiable": found.statut == StatutConvention.BROUILLON}
    context["annexes"], context["coupe"] = montants.annexes_lues(lecture.annexes, request.roles)
    context |= _avenants(found) | {"papier": getattr(found, "reprise", None)}
    return render(request, "conventions/convention/convention.html", context)


@ca_view(read=INTERNES, write=COORDINATION)
@require_POST
def ouvrir(request: HttpRequest, ca: Cooperative) -> HttpResponse:
    """Open the draft, with what the other links know."""
    try:
        redaction.draft(ca, actor=request.user.actor)
    except Blocked as blocked:
        return blocked_page(request, ca, blocked)
    messages.success(
        request, "La convention est ouverte\u00a0: elle reprend le programme, les membres et le diagnostic."
    )
    return redirect("conventions:convention", ca_ref=ca.reference)


@ca_view(read=INTERNES, write=COORDINATION)
def mettre_a_la_signature(request: HttpRequest, ca: Cooperative) -> HttpResponse:
    """Who will be asked, then the freeze."""
    found = current_or_404(ca)
    if found.statut != StatutConvention.BROUILLON:
        return redirect("conventions:convention", ca_ref=ca.reference)
    lecture = queries.read(found)
    form = OrdreForm(request.POST if request.method == "POST" else None, parties=lecture.contenu["parties"])
    if form.is_valid():
        try:
            signature.put_to_signature(found, actor=request.user.actor, rangs=form.rangs)
        except Blocked as blocked:
            return blocked_page(request, ca, blocked)
        messages.success(
            request,
            "La convention est à la signature. Chaque signataire qui a une adresse électronique reçoit son lien.",
        )
        return redirect("conventions:convention", ca_ref=ca.reference)
    context = {"ca": ca, "rubrique": "convention", "lecture": lecture, "form": form}
    return render(request, "conventions/convention/mettre_a_la_signature.html", context)


@ca_view(read=INTERNES, write=COORDINATION)
@require_POST
def relancer(request: HttpRequest, ca: Cooperative) -> HttpResponse:
    """Remind everybody who has not answered."""
    count = signature.remind_all(current_or_404(ca), actor=request.user.actor)
    if count:
        messages.success(request, f"{avec_nombre(count, 'signataire relancé,signataires relancés')} par courriel.")
    else:
        messages.info(request, "Personne n’est à relancer par courriel.")
    return redirect("conventions:convention", ca_ref=ca.reference)


@ca_view(read=INTERNES, write=COORDINATION)
def rouvrir(request: HttpRequest, ca: Cooperative) -> HttpResponse:
    """Void the signatures, with a reason, to change the text."""
    found = get_object_or_404(Convention, ca=ca, statut=StatutConvention.EN_SIGNATURE)
    form = MotifForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        signature.reopen(found, actor=request.user.actor, motif=form.cleaned_data["motif"])
        messages.success(request, "La convention est rouverte. Les signataires sont prévenus.")
        return redirect("conventions:convention", ca_ref=ca.reference)
    context = {"ca": ca, "rubrique": "convention", "form": form, "lecture": queries.read(found)}
    return render(request, "conventions/convention/rouvrir.html", context)


@ca_view(read=INTERNES, write=INTERNES - {Role.ADMIN})
@require_POST
def pdf(request: HttpRequest, ca: Cooperative) -> HttpResponse:
    """Ask for the PDF: the frozen version when there is one, the PROJET otherwise."""
    found = current_or_404(ca)
    final = queries.frozen(found) is not None
    document = documents.request(
        KIND, found.pk, actor=request.user.actor, ca_id=ca.pk, departement=ca.departement.code, final=final,
        params=montants.params(request.roles),
    )  # fmt: skip
    return redirect("documents:detail", uid=document.uid)


def _avenants(convention: Convention) -> dict:
    """What the page of a signed convention says of its avenants."""
    rows = avenants.liste(convention)
    opened = next((row for row, _ in rows if row.statut in avenants.OUVERTS), None)
    today = horloge.today()
    applied = (row for row, _ in rows if not row.repris and row.date_effet and row.date_effet <= today)
    return {"avenants": rows, "avenant_ouvert": opened, "applique": next(applied, None),
            "en_vigueur": convention.date_effet is not None, "en_cours": is_in_force(convention)}  # fmt: skip


def current_or_404(ca: Cooperative) -> Convention:
    """The convention the CA shows; Http404 when it has none."""
    found = queries.current(ca)
    if found is None:
        raise Http404
    return found


def blocked_page(request: HttpRequest, ca: Cooperative, blocked: Blocked) -> HttpResponse:
    """What is missing, as link-sentences."""
    context = {"ca": ca, "rubrique": "convention", "manques": blocked.manques}
    return render(request, "conventions/convention/manques.html", context, status=409)
