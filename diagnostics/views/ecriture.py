"""Writing the diagnosis: each form does one thing and comes back to the page, at the right place."""

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from coop.gates import Blocked
from coop.versions import StaleVersion
from cooperatives.models import Cooperative
from cooperatives.perimetre import ca_view
from cooperatives.roles import ANIMATION, CONTRIBUTION, COORDINATION
from diagnostics import rules, workflows
from diagnostics.enums import StatutDiagnostic
from diagnostics.forms import AnalyseForm, BesoinForm, CadreForm, ConcertationForm, DonneeForm, ValidationForm
from diagnostics.gates import missing_to_validate, page
from diagnostics.models import Besoin, Diagnostic, Donnee


def _draft(ca: Cooperative) -> Diagnostic:
    return get_object_or_404(ca.diagnostics.select_related("ca"), statut=StatutDiagnostic.BROUILLON)


def _form(request: HttpRequest, ca: Cooperative, form, titre: str, ancre: str, **extra) -> HttpResponse:
    context = {
        "ca": ca,
        "rubrique": "diagnostic",
        "form": form,
        "titre": titre,
        "retour": page(ca, ancre),
        "bouton": "Enregistrer",
        "manques": [],
    }
    return render(request, "diagnostics/formulaire.html", context | extra)


def _save(form, action) -> bool:
    """Run the verb on valid data; a refusal of the verb is told at its field, and nothing typed is lost."""
    if not form.is_valid():
        return False
    try:
        action()
    except ValidationError as error:
        form.add_error(None, error)
        return False
    return True


@ca_view(read=CONTRIBUTION, write=CONTRIBUTION)
def analyse(request: HttpRequest, ca: Cooperative, niveau: str) -> HttpResponse:
    """One of the four analyses."""
    row = get_object_or_404(_draft(ca).analyses, niveau=niveau)
    form = AnalyseForm(request.POST or None, instance=row)

    def action():
        data = form.cleaned_data
        workflows.write_analysis(
            row,
            actor=request.user.actor,
            constats=data["constats"],
            methode=data["methode"],
            sources=data["sources"],
            version=form.expected_version,
        )

    try:
        if _save(form, action):
            return redirect(page(ca, f"analyse-{niveau}"))
    except StaleVersion as stale:
        return form.conflict(request, stale)
    return _form(request, ca, form, row.get_niveau_display(), f"analyse-{niveau}")


@ca_view(read=ANIMATION, write=ANIMATION)
def cadre(request: HttpRequest, ca: Cooperative) -> HttpResponse:
    """The problématique, the preamble's sentences, who is associated."""
    row = _draft(ca)
    form = CadreForm(request.POST or None, instance=row)

    def action():
        data = dict(form.cleaned_data)
        expected = data.pop("version")
        workflows.write_frame(row, actor=request.user.actor, version=expected, **data)

    try:
        if _save(form, action):
            return redirect(page(ca, "problematique"))
    except StaleVersion as stale:
        return form.conflict(request, stale)
    return _form(request, ca, form, "Problématique et cadre du diagnostic", "problematique")


@ca_view(read=CONTRIBUTION, write=CONTRIBUTION)
def concertation(request: HttpRequest, ca: Cooperative) -> HttpResponse:
    """Note a concertation."""
    row = _draft(ca)
    form = ConcertationForm(request.POST or None)
    if _save(form, lambda: workflows.add_concertation(row, actor=request.user.actor, **form.cleaned_data)):
        return redirect(page(ca, "concertations"))
    return _form(request, ca, form, "Noter une concertation", "concertations")


@ca_view(read=CONTRIBUTION, write=CONTRIBUTION)
def besoin(request: HttpRequest, ca: Cooperative, numero: int | None = None) -> HttpResponse:
    """Add a need, or change one."""
    diagnostic = _draft(ca)
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
        if _save(form, action):
            return redirect(page(ca, "besoins"))
    except StaleVersion as stale:
        return form.conflict(request, stale)
    return _form(request, ca, form, f"Besoin {numero}" if numero else "Ajouter un besoin", "besoins")


@ca_view(read=CONTRIBUTION, write=CONTRIBUTION)
def donnee(request: HttpRequest, ca: Cooperative) -> HttpResponse:
    """Type a figure: a value or the reason there is none."""
    row = _draft(ca)
    form = DonneeForm(
        request.POST or None, instance=Donnee(diagnostic=row), initial={"territoire": ca.libelle_territoire}
    )
    if _save(form, lambda: workflows.add_donnee(row, actor=request.user.actor, **form.cleaned_data)):
        return redirect(page(ca, "chiffres"))
    return _form(request, ca, form, "Ajouter une donnée", "chiffres")


@ca_view(read=frozenset(), write=CONTRIBUTION)
def retirer_donnee(request: HttpRequest, ca: Cooperative, donnee_id: int) -> HttpResponse:
    """Take a figure out."""
    row = get_object_or_404(_draft(ca).donnees.select_related("diagnostic__ca"), pk=donnee_id)
    if request.method == "POST":
        workflows.remove_donnee(row, actor=request.user.actor)
    return redirect(page(ca, "chiffres"))


@ca_view(read=frozenset(), write=CONTRIBUTION)
def reprendre_chiffres(request: HttpRequest, ca: Cooperative) -> HttpResponse:
    """Bring in the published figures of the territory."""
    if request.method == "POST":
        workflows.pull_figures(_draft(ca), actor=request.user.actor)
    return redirect(page(ca, "chiffres"))


@ca_view(read=COORDINATION, write=COORDINATION)
def valider(request: HttpRequest, ca: Cooperative) -> HttpResponse:
    """Validate by an instance on a date."""
    row = _draft(ca)
    form = ValidationForm(request.POST or None, ca=ca)
    manques = missing_to_validate(row)
    try:
        if _save(form, lambda: workflows.validate(row, actor=request.user.actor, **form.cleaned_data)):
            return redirect(page(ca))
    except Blocked as blocked:
        manques = blocked.manques
    return _form(
        request, ca, form, "Valider le diagnostic", "validation", manques=manques, bouton="Valider le diagnostic"
    )
