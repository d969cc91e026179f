"""The directory of partners: the list, one organisation, adding one, writing its sheet (R-DEF-07)."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from coop.accounts.enums import RoleMandat
from coop.accounts.policies import mandated, signed_in
from coop.accounts.predicates import require
from coop.organisations.models import Organisation
from coop.organisations.workflows import PossibleDuplicate
from coop.versions import StaleVersion
from cooperatives.filters_annuaire import AnnuaireFilter
from cooperatives.forms import attach
from cooperatives.forms.annuaire import FicheForm, OrganisationForm
from cooperatives.queries import annuaire as reading
from cooperatives.rules_annuaire import may_add, may_edit, may_tell_apart, may_type
from cooperatives.workflows import annuaire as verbs

PAR_PAGE = 25
REFUS = "Vous pouvez modifier la fiche de votre organisation, pas celle des autres."


@signed_in
def liste(request: HttpRequest) -> HttpResponse:
    """Every organisation, searched by name and filtered; each with its place and its sector."""
    chosen = AnnuaireFilter(request.GET, queryset=reading.organisations(request.user))
    page = Paginator(chosen.qs.order_by("recherche", "pk"), PAR_PAGE).get_page(request.GET.get("page"))
    actor = request.user.actor
    context = {
        "page": page,
        "filtres": chosen.form,
        "filtre": any(request.GET.get(name) for name in chosen.filters),
        "filtre_ouvert": any(request.GET.get(name) for name in chosen.filters if name != "q"),
        "peut_ajouter": may_add(actor, None),
        "tient": may_tell_apart(actor, None),
    }
    return render(request, "cooperatives/annuaire/liste.html", context)


def _get(request: HttpRequest, pk: int) -> Organisation:
    rows = Organisation.objects.visible_to(request.user).select_related("secteur", "departement", "commune")
    return get_object_or_404(rows.defer("departement__trace", "commune__trace"), pk=pk)


@signed_in
def fiche(request: HttpRequest, pk: int) -> HttpResponse:
    """One organisation; one that was merged leads to the other."""
    row = _get(request, pk)
    if row.fusionnee_dans_id:
        messages.info(request, f"{row} est la même structure que celle-ci.")
        return redirect("annuaire:fiche", pk=row.fusionnee_dans_id)
    context = {"fiche": reading.fiche(row, request.user), "peut_ecrire": may_edit(request.user.actor, row)}
    return render(request, "cooperatives/annuaire/fiche.html", context)


@mandated(RoleMandat.SIEGE, RoleMandat.COORDINATEUR_DD)
def nouvelle(request: HttpRequest) -> HttpResponse:
    """Add an organisation; those that look like it are shown first (« Existe déjà ? »)."""
    form = OrganisationForm(request.POST or None, initial={"nom": request.GET.get("nom", "")})
    context = {"form": form}
    if request.method == "POST" and form.is_valid():
        try:
            known = "existe_pas" in request.POST
            row = verbs.add(actor=request.user.actor, despite_duplicates=known, **form.values())
        except PossibleDuplicate as refused:
            context["candidates"] = refused.candidates
        except ValidationError as error:
            attach(form, error)
        else:
            messages.success(request, f"{row} est dans l’annuaire\u00a0: complétez sa fiche quand vous voulez.")
            return redirect("annuaire:fiche", pk=row.pk)
    return render(request, "cooperatives/annuaire/nouvelle.html", context)


@signed_in
def modifier(request: HttpRequest, pk: int) -> HttpResponse:
    """Write the sheet: its own people, the coordinators, the co-pilotes of its coopératives, the siège."""
    row = _get(request, pk)
    require(may_edit, request.user.actor, row, REFUS)
    typable = may_type(request.user.actor, row)
    form = FicheForm(request.POST or None, request.FILES or None, instance=row, typable=typable)
    if request.method == "POST" and form.is_valid():
        try:
            _write(request, _get(request, pk), form)
        except StaleVersion as stale:
            return form.conflict(request, stale)
        except ValidationError as error:
            attach(form, error)
        else:
            messages.success(request, f"La fiche de {row} est enregistrée.")
            return redirect("annuaire:fiche", pk=pk)
    context = {"form": form, "organisation": row, "logo": reading.logo_of(row)}
    return render(request, "cooperatives/annuaire/modifier.html", context)


def _write(request: HttpRequest, row: Organisation, form: FicheForm) -> None:
    logo = form.cleaned_data["logo"] or None
    verbs.write_sheet(row, actor=request.user.actor, version=form.expected_version, logo=logo, **form.values())
