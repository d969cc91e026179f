"""Importing the register of local schemes: deposit, preview of what changes, confirmation (decisions.md 32)."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from coop.accounts.policies import mandated
from coop.classeurs import workflows as depots
from coop.classeurs.apercu import apercu, vierge
from coop.classeurs.ecriture import reponse_xlsx
from coop.classeurs.modele import ModeleImport
from coop.classeurs.models import Import
from coop.ui import typographie
from cooperatives.forms.dispositifs import ImportForm
from cooperatives.imports_dispositifs import DISPOSITIFS, FICHES
from cooperatives.queries.dispositifs import departements_tenus
from cooperatives.views.dispositifs import TIENNENT

# The word of the address → the table.
TABLES = {"dispositifs": DISPOSITIFS, "fiches": FICHES}


def _table(nom: str) -> ModeleImport:
    if nom not in TABLES:
        raise Http404
    return TABLES[nom]


@mandated(*TIENNENT)
def importer(request: HttpRequest, table: str) -> HttpResponse:
    """Deposit a file of schemes or of fiches, for one département or for the région."""
    modele = _table(table)
    form = ImportForm(
        request.POST or None, request.FILES or None,
        departements=departements_tenus(request.user), region=modele.peut(request.user.actor, None),
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        place = form.cleaned_data["departement"]
        try:
            row = depots.deposer(
                form.cleaned_data["fichier"], modele, place, actor=request.user.actor,
                departement=place.code if place else "",
            )  # fmt: skip
        except ValidationError as error:
            form.add_error("fichier", error)
        else:
            return redirect("cooperatives:dispositifs_import", pk=row.pk)
    context = {"form": form, "modele": modele, "table": table}
    return render(request, "cooperatives/dispositifs/importer.html", context)


@mandated(*TIENNENT)
def modele_vide(request: HttpRequest, table: str) -> HttpResponse:
    """The workbook to fill in."""
    return reponse_xlsx(f"modele-{table}.xlsx", vierge(_table(table)))


@mandated(*TIENNENT)
def importation(request: HttpRequest, pk: int) -> HttpResponse:
    """A deposited file: what it changes, what it refuses; confirmed or given up here."""
    rows = Import.objects.filter(modele__in=[modele.code for modele in TABLES.values()])
    row = get_object_or_404(rows.select_related("piece"), pk=pk)
    modele = next(one for one in TABLES.values() if one.code == row.modele)
    if not modele.peut(request.user.actor, modele.cible(row.cible)):
        messages.warning(request, depots.DROIT)
        return redirect("cooperatives:dispositifs")
    if request.method == "POST":
        return _decider(request, row)
    table = next(nom for nom, one in TABLES.items() if one is modele)
    refaire = reverse("cooperatives:dispositifs_importer", kwargs={"table": table})
    context = {"apercu": apercu(row), "modele": modele, "refaire": refaire, "action": request.path}
    return render(request, "cooperatives/dispositifs/import.html", context)


def _decider(request: HttpRequest, row: Import) -> HttpResponse:
    """Confirm or give up; a refusal comes back to the preview."""
    try:
        if "abandonner" in request.POST:
            depots.abandonner(row, actor=request.user.actor)
            messages.info(request, "L’import est abandonné\u00a0: rien n’a été écrit.")
        else:
            row = depots.confirmer(row, actor=request.user.actor)
            told = typographie.avec_nombre(row.ajoutees + row.modifiees, "ligne importée,lignes importées")
            messages.success(request, f"{told}.")
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return redirect(request.path)
    return redirect("cooperatives:dispositifs")
