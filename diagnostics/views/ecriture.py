"""Writing the diagnosis: each form does one thing and comes back to the page, at the right place."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect

from coop.gates import Blocked
from coop.versions import StaleVersion
from cooperatives.models import Cooperative
from cooperatives.perimetre import ca_view
from cooperatives.roles import ANIMATION, CONTRIBUTION, COORDINATION
from diagnostics import rules, workflows
from diagnostics.forms import AnalyseForm, BesoinForm, CadreForm, ConcertationForm, ValidationForm
from diagnostics.gates import missing_to_validate, page
from diagnostics.models import Besoin
from diagnostics.views.commun import draft, form_page, save


@ca_view(read=CONTRIBUTION, write=CONTRIBUTION)
def analyse(request: HttpRequest, ca: Cooperative, niveau: str) -> HttpResponse:
    """One of the four analyses."""
    row = get_object_or_404(draft(ca).analyses, niveau=niveau)
    form = AnalyseForm(request.POST or None, instance=row)

    def action():
        data = form.cleaned_data
        workflows.write_analysis(
            row,
            actor=request.user.actor,
            constats=data["constats"],
            methode=data["methode"],
            phrase=data["phrase"],
            sources=data["sources"],
            version=form.expected_version,
        )

    try:
        if save(form, action):
            return redirect("diagnostics:partie", ca_ref=ca.reference, partie=niveau)
    except StaleVersion as stale:
        return form.conflict(request, stale)
    return form_page(request, ca, form, row.get_niveau_display(), f"analyse-{niveau}")


@ca_view(read=ANIMATION, write=ANIMATION)
def cadre(request: HttpRequest, ca: Cooperative) -> HttpResponse:
    """The problématique, the preamble's sentences, who is associated."""
    row = draft(ca)
    form = CadreForm(request.POST or None, instance=row)

    def action():
        data = dict(form.cleaned_data)
        expected = data.pop("version")
        workflows.write_frame(row, actor=request.user.actor, version=expected, **data)

    try:
        if save(form, action):
            return redirect(page(ca, "problematique"))
    except StaleVersion as stale:
        return form.conflict(request, stale)
    return form_page(request, ca, form, "Problématique et cadre du diagnostic", "problematique")


@ca_view(read=CONTRIBUTION, write=CONTRIBUTION)
def concertation(request: HttpRequest, ca: Cooperative) -> HttpResponse:
    """Note a concertation."""
    row = draft(ca)
    form = ConcertationForm(request.POST or None)
    if save(form, lambda: workflows.add_concertation(row, actor=request.user.actor, **form.cleaned_data)):
        return redirect(page(ca, "concertations"))
    return form_page(request, ca, form, "Noter une concertation", "concertations")


@ca_view(read=CONTRIBUTION, write=CONTRIBUTION)
def besoin(request: HttpRequest, ca: Cooperative, numero: int | None = None) -> HttpResponse:
    """Add a need, or change one."""
    diagnostic = draft(ca)
    row = get_object_or_404(diagnostic.besoins, numero=numero) if numero else Besoin(diagnostic=diagnostic)
    decides = rules.may_write(request.user.actor, diagnostic)
    form = BesoinForm(request.POST or None, instance=row, decides=decides)

    def action():
        data = dict(form.cleaned_data)
        expected = data.pop("version", None)
        if numero:
            fresh = Besoin.objects.select_related("diagnostic__ca").get(pk=row.pk)
            workflows.update_besoin(fresh, actor=request.user.actor, version=expected, **data)
        else:
            workflows.add_besoin(diagnostic, actor=request.user.actor, **data)

    try:
        if save(form, action):
            return redirect(page(ca, "besoins"))
    except StaleVersion as stale:
        return form.conflict(request, stale)
    return form_page(request, ca, form, f"Besoin {numero}" if numero else "Ajouter un besoin", "besoins")


@ca_view(read=COORDINATION, write=COORDINATION)
def valider(request: HttpRequest, ca: Cooperative) -> HttpResponse:
    """Validate by an instance on a date."""
    row = draft(ca)
    form = ValidationForm(request.POST or None, ca=ca)
    manques = missing_to_validate(row)
    try:
        if save(form, lambda: workflows.validate(row, actor=request.user.actor, **form.cleaned_data)):
            return redirect(page(ca))
    except Blocked as blocked:
        manques = blocked.manques
    return form_page(
        request, ca, form, "Valider le diagnostic", "validation", manques=manques, bouton="Valider le diagnostic"
    )
