"""One analysis or descriptive part: what it gathers, then its text, findings and documents."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from coop.versions import StaleVersion
from cooperatives.models import Cooperative
from cooperatives.perimetre import ca_view
from cooperatives.roles import ANIMATION, CONTRIBUTION, INTERNES
from diagnostics import rules, workflows
from diagnostics.enums import Niveau, Volet
from diagnostics.forms_constats import ConstatForm, DocumentForm, VoletForm
from diagnostics.models import Constat, DocumentAppui, VoletDescriptif
from diagnostics.queries.chiffres import comparison
from diagnostics.queries.lecture import version_of
from diagnostics.queries.parties import COURTS, lire
from diagnostics.views.commun import draft, form_page, save

PARTIES = [(code.value, COURTS[code]) for code in (*Niveau, *Volet)]


@ca_view(read=INTERNES)
def partie(request: HttpRequest, ca: Cooperative, partie: str, numero: int | None = None) -> HttpResponse:
    """Figures, voices, documents, findings of one part, and the sentence they lead to."""
    diagnostic = version_of(ca, numero)
    if diagnostic is None or partie not in dict(PARTIES):
        raise Http404
    context = {
        "ca": ca,
        "rubrique": "diagnostic",
        "d": diagnostic,
        "partie": (found := lire(diagnostic, partie)),
        "chiffres": [(row, comparison(row)) for row in found.donnees],
        "territoire": found.territoire,
        "parties": PARTIES,
        "may_contribute": rules.may_contribute(request.user.actor, diagnostic),
        "may_write": rules.may_write(request.user.actor, diagnostic),
        "may_speak": rules.may_speak(request.user.actor, diagnostic),
        "url_ecrire": _writing_page(ca, partie),
    }
    return render(request, "diagnostics/partie.html", context)


def _writing_page(ca: Cooperative, part: str) -> str:
    name, key = ("analyse", "niveau") if part in Niveau.values else ("volet", "volet")
    return reverse(f"diagnostics:{name}", kwargs={"ca_ref": ca.reference, key: part})


def _back(ca: Cooperative, part: str) -> dict:
    """Where a form opened from a part comes back."""
    url = reverse("diagnostics:partie", kwargs={"ca_ref": ca.reference, "partie": part})
    return {"retour": url, "retour_nom": dict(PARTIES)[part]}


@ca_view(read=CONTRIBUTION, write=CONTRIBUTION)
def volet(request: HttpRequest, ca: Cooperative, volet: str) -> HttpResponse:
    """Write one of the nine descriptive parts."""
    diagnostic = draft(ca)
    if volet not in Volet.values:
        raise Http404
    row = diagnostic.volets.filter(volet=volet).first() or VoletDescriptif(diagnostic=diagnostic, volet=volet)
    form = VoletForm(request.POST or None, instance=row)

    def action():
        data = dict(form.cleaned_data)
        expected = data.pop("version", None)
        workflows.write_part(row, actor=request.user.actor, version=expected, **data)

    try:
        if save(form, action):
            return redirect("diagnostics:partie", ca_ref=ca.reference, partie=volet)
    except StaleVersion as stale:
        return form.conflict(request, stale)
    return form_page(request, ca, form, row.get_volet_display(), "parties", **_back(ca, volet))


@ca_view(read=CONTRIBUTION, write=CONTRIBUTION)
def constat(request: HttpRequest, ca: Cooperative, numero: int | None = None) -> HttpResponse:
    """Add a finding, or change one; `?partie=` says from which part one comes."""
    diagnostic = draft(ca)
    row = get_object_or_404(diagnostic.constats, numero=numero) if numero else Constat(diagnostic=diagnostic)
    form = ConstatForm(request.POST or None, instance=row, initial=_initial(request, numero))

    def action():
        data = dict(form.cleaned_data)
        expected = data.pop("version", None)
        if numero:
            fresh = Constat.objects.select_related("diagnostic__ca").get(pk=row.pk)
            workflows.update_finding(fresh, actor=request.user.actor, version=expected, **data)
        else:
            workflows.add_finding(diagnostic, actor=request.user.actor, **data)

    try:
        if save(form, action):
            return redirect("diagnostics:partie", ca_ref=ca.reference, partie=form.cleaned_data["niveau"])
    except StaleVersion as stale:
        return form.conflict(request, stale)
    titre = f"Constat {numero}" if numero else "Ajouter un constat"
    return form_page(request, ca, form, titre, "constats", **_from(request, ca))


def _asked_part(request: HttpRequest) -> str:
    asked = request.GET.get("partie", "")
    return asked if asked in (*Niveau.values, *Volet.values) else ""


def _initial(request: HttpRequest, numero: int | None = None) -> dict[str, str]:
    part = _asked_part(request)
    if numero or not part:
        return {}
    return {"niveau": part} if part in Niveau.values else {"volet": part}


def _from(request: HttpRequest, ca: Cooperative) -> dict:
    part = _asked_part(request)
    return _back(ca, part) if part else {}


@ca_view(read=frozenset(), write=ANIMATION)
def retirer_constat(request: HttpRequest, ca: Cooperative, numero: int) -> HttpResponse:
    """Take a finding out; a finding that a need leans on stays, and the page of the need says so."""
    row = get_object_or_404(draft(ca).constats.select_related("diagnostic__ca"), numero=numero)
    if request.method == "POST" and not row.besoins.exists():
        workflows.remove_finding(row, actor=request.user.actor)
    return redirect("diagnostics:partie", ca_ref=ca.reference, partie=row.niveau)


@ca_view(read=CONTRIBUTION, write=CONTRIBUTION)
def document(request: HttpRequest, ca: Cooperative) -> HttpResponse:
    """Note a document, with its file when there is one."""
    diagnostic = draft(ca)
    row = DocumentAppui(diagnostic=diagnostic)
    form = DocumentForm(request.POST or None, request.FILES or None, instance=row, initial=_initial(request))

    def action():
        data = dict(form.cleaned_data)
        upload = data.pop("fichier", None)
        workflows.add_document(diagnostic, actor=request.user.actor, upload=upload, **data)

    if save(form, action):
        return redirect("diagnostics:partie", ca_ref=ca.reference, partie=form.cleaned_data["niveau"])
    return form_page(request, ca, form, "Ajouter un document", "parties", fichiers=True, **_from(request, ca))


@ca_view(read=frozenset(), write=CONTRIBUTION)
def retirer_document(request: HttpRequest, ca: Cooperative, document_id: int) -> HttpResponse:
    """Take a document out of the version in progress."""
    row = get_object_or_404(draft(ca).documents.select_related("diagnostic__ca"), pk=document_id)
    if request.method == "POST":
        workflows.remove_document(row, actor=request.user.actor)
    return redirect("diagnostics:partie", ca_ref=ca.reference, partie=row.niveau)
