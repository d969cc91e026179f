"""The regional register of local schemes: read by every account, kept by the délégations and the siège."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from coop.accounts.enums import RoleMandat
from coop.accounts.policies import mandated, signed_in
from coop.classeurs.ecriture import reponse_xlsx
from coop.versions import StaleVersion
from cooperatives.filters import DispositifFilter
from cooperatives.forms import attach
from cooperatives.forms.dispositifs import DispositifForm, FicheForm
from cooperatives.models import DispositifLocal, FicheDispositif
from cooperatives.queries import dispositifs as reading
from cooperatives.registre_xlsx import classeur_du_registre
from cooperatives.rules import keeps_register
from cooperatives.workflows import dispositifs as verbs

PAR_PAGE = 50
TIENNENT = (RoleMandat.COORDINATEUR_DD, RoleMandat.SIEGE)


@signed_in
def dispositifs(request: HttpRequest) -> HttpResponse:
    """The list, filtered by words, département, type and theme."""
    chosen = DispositifFilter(request.GET, queryset=reading.registre())
    context = {
        "page": Paginator(chosen.qs, PAR_PAGE).get_page(request.GET.get("page")),
        "filtres": chosen.form,
        "filtre": any(request.GET.get(name) for name in chosen.filters),
        "tient": reading.departements_tenus(request.user).exists(),
    }
    return render(request, "cooperatives/dispositifs/liste.html", context)


@signed_in
def classeur(request: HttpRequest) -> HttpResponse:
    """The register as a workbook, with the columns that its import reads."""
    return reponse_xlsx("dispositifs-locaux.xlsx", classeur_du_registre())


@signed_in
def dispositif(request: HttpRequest, pk: int) -> HttpResponse:
    row = get_object_or_404(reading.registre().select_related("coordinateur"), pk=pk)
    context = {
        "dispositif": row,
        "cooperatives": reading.articulees(row),
        "tient": keeps_register(request.user.actor, row.departement),
        "lit_adresse": reading.departements_tenus(request.user).exists(),
    }
    return render(request, "cooperatives/dispositifs/dispositif.html", context)


def _page(request: HttpRequest, form, titre: str, retour: DispositifLocal | None = None) -> HttpResponse:
    context = {"form": form, "titre": titre, "dispositif": retour}
    return render(request, "cooperatives/dispositifs/formulaire.html", context)


@mandated(*TIENNENT)
def ajouter(request: HttpRequest) -> HttpResponse:
    """A scheme enters the register."""
    form = DispositifForm(request.POST or None, departements=reading.departements_tenus(request.user))
    if request.method == "POST" and not form.searching and form.is_valid():
        try:
            row = verbs.create(actor=request.user.actor, **form.values())
        except ValidationError as error:
            attach(form, error)
        else:
            messages.success(request, f"«\u00a0{row}\u00a0» est au registre.")
            return redirect("cooperatives:dispositif", pk=row.pk)
    return _page(request, form, "Ajouter un dispositif")


def _kept(request: HttpRequest, pk: int) -> DispositifLocal | None:
    """The scheme when the account keeps it; None, with a message, when another délégation does."""
    row = get_object_or_404(DispositifLocal.objects.select_related("departement", "coordinateur"), pk=pk)
    if keeps_register(request.user.actor, row.departement):
        return row
    messages.warning(request, verbs.REFUS)
    return None


@mandated(*TIENNENT)
def modifier(request: HttpRequest, pk: int) -> HttpResponse:
    """Rewrite a scheme of one's own département."""
    row = _kept(request, pk)
    if row is None:
        return redirect("cooperatives:dispositif", pk=pk)
    form = DispositifForm(request.POST or None, instance=row, departements=reading.departements_tenus(request.user))
    if request.method == "POST" and not form.searching and form.is_valid():
        try:
            fresh = DispositifLocal.objects.get(pk=pk)
            verbs.update(fresh, actor=request.user.actor, version=form.expected_version, **form.values())
        except StaleVersion as stale:
            return form.conflict(request, stale)
        except ValidationError as error:
            attach(form, error)
        else:
            messages.success(request, "Le dispositif est enregistré.")
            return redirect("cooperatives:dispositif", pk=pk)
    return _page(request, form, f"Modifier «\u00a0{row.nom}\u00a0»", row)


@mandated(*TIENNENT)
def fiche(request: HttpRequest, pk: int, fiche_pk: int | None = None) -> HttpResponse:
    """A fiche of the scheme, new or known."""
    scheme = _kept(request, pk)
    if scheme is None:
        return redirect("cooperatives:dispositif", pk=pk)
    row = get_object_or_404(scheme.fiches, pk=fiche_pk) if fiche_pk else FicheDispositif(dispositif=scheme)
    form = FicheForm(request.POST or None, instance=row)
    if request.method == "POST" and not form.searching and form.is_valid():
        fresh = scheme.fiches.get(pk=fiche_pk) if fiche_pk else FicheDispositif(dispositif=scheme)
        try:
            version = form.expected_version if fiche_pk else None
            verbs.write_fiche(fresh, actor=request.user.actor, version=version, **form.values())
        except StaleVersion as stale:
            return form.conflict(request, stale)
        except ValidationError as error:
            attach(form, error)
        else:
            messages.success(request, "La fiche est enregistrée.")
            return redirect("cooperatives:dispositif", pk=pk)
    return _page(request, form, "Modifier une fiche" if fiche_pk else "Ajouter une fiche", scheme)


@mandated(*TIENNENT)
@require_POST
def fiche_retirer(request: HttpRequest, pk: int, fiche_pk: int) -> HttpResponse:
    scheme = _kept(request, pk)
    if scheme is not None:
        verbs.remove_fiche(get_object_or_404(scheme.fiches, pk=fiche_pk), actor=request.user.actor)
        messages.success(request, "La fiche est retirée.")
    return redirect("cooperatives:dispositif", pk=pk)
