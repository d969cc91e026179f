"""An avenant: its page, and what the coordination does with it (domain.md §2.13, R-CONV-07, R-CONV-13)."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from conventions.documents_avenant import KIND
from conventions.enums import StatutAvenant
from conventions.forms_avenant import MotifAvenantForm, MotifFinForm
from conventions.forms_convention import OrdreForm
from conventions.models import Avenant
from conventions.queries import avenant as queries
from conventions.rules_avenant import page_avenant
from conventions.views.convention import blocked_page, current_or_404
from conventions.workflows import avenants, avenants_signature, signature
from coop.documents import workflows as documents
from coop.gates import Blocked
from coop.ui.typographie import avec_nombre
from coop.versions import StaleVersion
from cooperatives.enums import Role
from cooperatives.models import Cooperative
from cooperatives.perimetre import INTERNES, ca_view
from cooperatives.roles import ANIMATION, COORDINATION


@ca_view(read=INTERNES)
@require_safe
def avenant(request: HttpRequest, ca: Cooperative, numero: int) -> HttpResponse:
    """The avenant as a document; while it is prepared, what may still be changed stands beside."""
    row = avenant_or_404(ca, numero)
    lecture, draft = queries.read(row), row.statut == StatutAvenant.BROUILLON
    redige = draft and bool(request.roles & ANIMATION)
    context = _context(request, ca, row) | {"lecture": lecture, "redige": redige}
    if redige:
        context["atelier"] = queries.atelier(row)
    if lecture and lecture.en_signature and request.user.contact_id:
        asked = [s for s in lecture.attendues if s.signataire.contact_id == request.user.contact_id]
        context["a_moi"] = [s for s in asked if s.refusee_le is None]
    return render(request, "conventions/avenant/avenant.html", context)


@ca_view(read=frozenset(), write=ANIMATION)
@require_POST
def ouvrir(request: HttpRequest, ca: Cooperative) -> HttpResponse:
    """« Modifier par avenant »: open it, or go back to the one that is open."""
    try:
        row = avenants.ouvrir(current_or_404(ca), actor=request.user.actor)
    except Blocked as blocked:
        return blocked_page(request, ca, blocked)
    return redirect(page_avenant(row))


@ca_view(read=ANIMATION, write=ANIMATION)
def ecrire(request: HttpRequest, ca: Cooperative, numero: int) -> HttpResponse:
    """The reason, the financial consequences, other clauses."""
    row = brouillon_or_404(ca, numero)
    form = MotifAvenantForm(request.POST or None, instance=row)
    if request.method == "POST" and form.is_valid():
        fields = {name: form.cleaned_data[name] for name in avenants.FIELDS}
        try:
            avenants.ecrire(row, actor=request.user.actor, version=form.expected_version, **fields)
        except StaleVersion as stale:
            return form.conflict(request, stale)
        messages.success(request, "Enregistré.")
        return redirect(page_avenant(row))
    return formulaire(request, ca, row, form, "Motif et conséquences")


@ca_view(read=INTERNES, write=COORDINATION)
def mettre_a_la_signature(request: HttpRequest, ca: Cooperative, numero: int) -> HttpResponse:
    """Who will be asked, then the freeze."""
    row = avenant_or_404(ca, numero)
    if row.statut != StatutAvenant.BROUILLON:
        return redirect(page_avenant(row))
    lecture = queries.read(row)
    form = OrdreForm(request.POST if request.method == "POST" else None, parties=lecture.contenu["parties"])
    if form.is_valid():
        try:
            avenants_signature.mettre_a_la_signature(row, actor=request.user.actor, rangs=form.rangs)
        except Blocked as blocked:
            return blocked_page(request, ca, blocked)
        messages.success(
            request, "L’avenant est à la signature. Chaque signataire qui a une adresse électronique reçoit son lien."
        )
        return redirect(page_avenant(row))
    context = _context(request, ca, row) | {"lecture": lecture, "form": form, "retour": page_avenant(row)}
    return render(request, "conventions/convention/mettre_a_la_signature.html", context)


@ca_view(read=INTERNES, write=COORDINATION)
@require_POST
def relancer(request: HttpRequest, ca: Cooperative, numero: int) -> HttpResponse:
    """Remind everybody who has not answered."""
    row = avenant_or_404(ca, numero)
    version = avenants_signature.courante(row)
    count = signature.remind_version(version, actor=request.user.actor) if version else 0
    if count:
        messages.success(request, f"{avec_nombre(count, 'signataire relancé,signataires relancés')} par courriel.")
    else:
        messages.info(request, "Personne n’est à relancer par courriel.")
    return redirect(page_avenant(row))


@ca_view(read=INTERNES, write=COORDINATION)
def rouvrir(request: HttpRequest, ca: Cooperative, numero: int) -> HttpResponse:
    """Void the signatures, with a reason, to change the text."""
    row = avenant_or_404(ca, numero)
    if row.statut != StatutAvenant.EN_SIGNATURE:
        raise Http404
    return _end(request, ca, row, avenants_signature.rouvrir, "rouvrir")


@ca_view(read=INTERNES, write=COORDINATION)
def abandonner(request: HttpRequest, ca: Cooperative, numero: int) -> HttpResponse:
    """Give the avenant up, with a reason; the text in force stays."""
    row = avenant_or_404(ca, numero)
    if row.statut not in queries.OUVERTS:
        raise Http404
    return _end(request, ca, row, avenants.abandonner, "abandonner")


@ca_view(read=INTERNES, write=INTERNES - {Role.ADMIN})
@require_POST
def pdf(request: HttpRequest, ca: Cooperative, numero: int) -> HttpResponse:
    """Ask for the PDF: the frozen text once at the signature, the PROJET before."""
    row = avenant_or_404(ca, numero)
    if row.repris:
        raise Http404
    document = documents.request(
        KIND, row.pk, actor=request.user.actor, ca_id=ca.pk, departement=ca.departement.code,
        final=row.statut in (StatutAvenant.EN_SIGNATURE, StatutAvenant.SIGNE),
    )  # fmt: skip
    return redirect("documents:detail", uid=document.uid)


def avenant_or_404(ca: Cooperative, numero: int) -> Avenant:
    """The avenant of that number; Http404 when there is none."""
    row = queries.of(ca, numero)
    if row is None:
        raise Http404
    return row


def brouillon_or_404(ca: Cooperative, numero: int) -> Avenant:
    """The same, still being prepared: what is frozen or signed has no form."""
    row = avenant_or_404(ca, numero)
    if row.statut != StatutAvenant.BROUILLON:
        raise Http404
    return row


def formulaire(
    request: HttpRequest, ca: Cooperative, row: Avenant, form, titre: str, *, chapo: str = "",
    bouton: str = "Enregistrer", en_vigueur: str = "",
) -> HttpResponse:  # fmt: skip
    """The page of one form of the avenant; `en_vigueur` is the text it changes."""
    context = _context(request, ca, row) | {
        "form": form,
        "titre": titre,
        "retour": page_avenant(row),
        "chapo": chapo,
        "bouton": bouton,
        "en_vigueur": en_vigueur,
    }
    return render(request, "conventions/avenant/formulaire.html", context)


def _end(request: HttpRequest, ca: Cooperative, row: Avenant, verb, acte: str) -> HttpResponse:
    """Ask why, then reopen or give up."""
    form = MotifFinForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            verb(row, actor=request.user.actor, motif=form.cleaned_data["motif"])
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, DONE[acte])
            return redirect(page_avenant(row))
    context = _context(request, ca, row) | {"form": form, "lecture": queries.read(row), "acte": acte}
    return render(request, "conventions/avenant/fin.html", context)


DONE = {
    "rouvrir": "L’avenant est rouvert. Les signataires sont prévenus.",
    "abandonner": "L’avenant est abandonné. Le texte en vigueur ne change pas.",
}


def _context(request: HttpRequest, ca: Cooperative, row: Avenant) -> dict:
    return {"ca": ca, "rubrique": "convention", "avenant": row, "coordonne": bool(request.roles & COORDINATION)}
