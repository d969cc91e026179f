"""Figures: the page that compares them, those typed, pulled or imported, and the workbook of all of them."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from coop.classeurs import workflows as depots
from coop.classeurs.apercu import apercu, vierge
from coop.classeurs.ecriture import classeur, reponse_xlsx
from coop.classeurs.forms import DepotForm
from coop.classeurs.models import Import
from coop.ui.typographie import avec_nombre
from coop.versions import StaleVersion
from cooperatives.models import Cooperative
from cooperatives.perimetre import ca_view
from cooperatives.queries.territoire import compte
from cooperatives.roles import CONTRIBUTION, INTERNES
from diagnostics import rules, workflows
from diagnostics.forms_chiffres import DonneeForm
from diagnostics.imports import CHIFFRES, LIGNES_MAX
from diagnostics.models import Diagnostic, Donnee
from diagnostics.queries import chiffres as lecture
from diagnostics.queries.lecture import version_of
from diagnostics.views.commun import draft, form_page, save

RETOUR = "Chiffres du territoire"


def _version(ca: Cooperative, numero: int | None) -> Diagnostic:
    diagnostic = version_of(ca, numero)
    if diagnostic is None:
        raise Http404
    return diagnostic


def _form(request: HttpRequest, ca: Cooperative, form, titre: str, **extra) -> HttpResponse:
    retour = {"retour": _adresse(ca), "retour_nom": RETOUR}
    return form_page(request, ca, form, titre, "chiffres", **retour, **extra)


def _adresse(ca: Cooperative) -> str:
    return reverse("diagnostics:chiffres", kwargs={"ca_ref": ca.reference})


@ca_view(read=INTERNES)
def chiffres(request: HttpRequest, ca: Cooperative, numero: int | None = None) -> HttpResponse:
    """The figures of the version people work on, or of an older one."""
    diagnostic = _version(ca, numero)
    communes, habitants = compte(ca)
    context = {
        "ca": ca,
        "rubrique": "diagnostic",
        "d": diagnostic,
        "chiffres": lecture.chiffres(diagnostic, request.GET.get("page")),
        "nombre_communes": communes,
        "population": habitants,
        "peut_ecrire": rules.may_contribute(request.user.actor, diagnostic),
    }
    return render(request, "diagnostics/chiffres.html", context)


@ca_view(read=INTERNES)
def exporter(request: HttpRequest, ca: Cooperative, numero: int) -> HttpResponse:
    """The same as a workbook."""
    diagnostic = _version(ca, numero)
    name = f"chiffres-{ca.reference}-version-{diagnostic.numero}.xlsx"
    return reponse_xlsx(name, classeur([lecture.feuille(diagnostic)]))


@ca_view(read=CONTRIBUTION, write=CONTRIBUTION)
def donnee(request: HttpRequest, ca: Cooperative, donnee_id: int | None = None) -> HttpResponse:
    """Type a figure, a value or the reason there is none; or mend one that was typed or imported."""
    diagnostic = draft(ca)
    rows = diagnostic.donnees.filter(serie_code="").select_related("diagnostic__ca")
    row = get_object_or_404(rows, pk=donnee_id) if donnee_id else Donnee(diagnostic=diagnostic)
    initial = {} if donnee_id else {"territoire": ca.libelle_territoire}
    form = DonneeForm(request.POST or None, instance=row, initial=initial)

    def action():
        data = dict(form.cleaned_data)
        expected = data.pop("version", None)
        if donnee_id:
            workflows.update_donnee(rows.get(pk=donnee_id), actor=request.user.actor, version=expected, **data)
        else:
            workflows.add_donnee(diagnostic, actor=request.user.actor, **data)

    try:
        if save(form, action):
            return redirect(_adresse(ca) + "#autres")
    except StaleVersion as stale:
        return form.conflict(request, stale)
    return _form(request, ca, form, "Modifier un chiffre" if donnee_id else "Ajouter un chiffre")


@ca_view(read=frozenset(), write=CONTRIBUTION)
def retirer_donnee(request: HttpRequest, ca: Cooperative, donnee_id: int) -> HttpResponse:
    """Take a figure out."""
    row = get_object_or_404(draft(ca).donnees.select_related("diagnostic__ca"), pk=donnee_id)
    if request.method == "POST":
        try:
            workflows.remove_donnee(row, actor=request.user.actor)
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
    return redirect(_adresse(ca))


@ca_view(read=frozenset(), write=CONTRIBUTION)
def reprendre_chiffres(request: HttpRequest, ca: Cooperative) -> HttpResponse:
    """Bring in the published figures of the territory."""
    if request.method == "POST":
        rows = workflows.pull_figures(draft(ca), actor=request.user.actor)
        messages.success(request, f"{avec_nombre(len(rows), 'chiffre publié repris,chiffres publiés repris')}.")
    return redirect(_adresse(ca))


@ca_view(read=CONTRIBUTION, write=CONTRIBUTION)
def importer(request: HttpRequest, ca: Cooperative) -> HttpResponse:
    """Deposit a file of figures."""
    row = draft(ca)
    form = DepotForm(request.POST, request.FILES) if request.method == "POST" else DepotForm()
    if form.is_valid():
        try:
            found = depots.deposer(
                form.cleaned_data["fichier"], CHIFFRES, row,
                actor=request.user.actor, ca_id=ca.pk, departement=ca.departement.code,
            )  # fmt: skip
        except ValidationError as error:
            form.add_error("fichier", error)
        else:
            return redirect("diagnostics:chiffres_import", ca_ref=ca.reference, import_id=found.pk)
    context = {"ca": ca, "rubrique": "diagnostic", "form": form, "modele": CHIFFRES, "lignes_max": LIGNES_MAX}
    return render(request, "diagnostics/chiffres_importer.html", context)


@ca_view(read=CONTRIBUTION)
def modele_vide(request: HttpRequest, ca: Cooperative) -> HttpResponse:
    """The workbook to fill in."""
    return reponse_xlsx("modele-chiffres.xlsx", vierge(CHIFFRES))


@ca_view(read=CONTRIBUTION, write=CONTRIBUTION)
def importation(request: HttpRequest, ca: Cooperative, import_id: int) -> HttpResponse:
    """A deposited file: what it changes, what it refuses; confirmed or given up here."""
    rows = Import.objects.filter(ca_id=ca.pk, modele=CHIFFRES.code).select_related("piece")
    row = get_object_or_404(rows, pk=import_id)
    if request.method == "POST":
        return _decider(request, ca, row)
    context = {
        "ca": ca,
        "rubrique": "diagnostic",
        "apercu": apercu(row),
        "refaire": reverse("diagnostics:chiffres_importer", kwargs={"ca_ref": ca.reference}),
        "action": request.path,
    }
    return render(request, "diagnostics/chiffres_import.html", context)


def _decider(request: HttpRequest, ca: Cooperative, row: Import) -> HttpResponse:
    """Confirm or give up; a refusal comes back to the preview."""
    try:
        if "abandonner" in request.POST:
            depots.abandonner(row, actor=request.user.actor)
            messages.info(request, "L’import est abandonné\u00a0: rien n’a été écrit.")
        else:
            row = depots.confirmer(row, actor=request.user.actor)
            messages.success(
                request, f"{avec_nombre(row.ajoutees + row.modifiees, 'chiffre importé,chiffres importés')}."
            )
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return redirect(request.path)
    return redirect(_adresse(ca))
