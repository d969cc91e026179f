"""The région: figures, map, dates and list; every figure leads to the rows it counts."""

from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from coop import horloge
from coop.accounts.enums import RoleMandat
from coop.accounts.policies import mandated
from portail import exports_region as exports
from portail.filters_region import RegionFilter
from portail.queries.region import chiffres, situation
from portail.queries.region.liste import lignes
from portail.queries.region.portee import Portee, portee
from portail.queries.region.preuves import LISTES

PAR_PAGE = 20
PREUVES_PAR_PAGE = 50
lecteurs = mandated(RoleMandat.SIEGE, RoleMandat.COORDINATEUR_DD, RoleMandat.DELEGUE, RoleMandat.EVALUATEUR)


def _base(request: HttpRequest) -> tuple[situation.Base, RegionFilter]:
    """The portée of the account, narrowed by the filters."""
    held = portee(request.user)
    chosen = RegionFilter(request.GET, queryset=held.rows(request.user))
    kept = chosen.form.cleaned_data if chosen.form.is_valid() else {}
    if departement := kept.get("departement"):
        held = Portee([d for d in held.departements if d.pk == departement.pk], False)
    narrowed = bool(kept.get("phase") or kept.get("thematique"))
    return situation.lire(chosen.qs, held, horloge.today(), entier=not narrowed), chosen


def _suite(chosen: RegionFilter) -> str:
    """The filters as they follow from page to page: « ?departement=78 », or nothing."""
    kept = {name: chosen.data.get(name) for name in chosen.filters if chosen.data.get(name)}
    return f"?{urlencode(kept)}" if kept else ""


@lecteurs
def region(request: HttpRequest) -> HttpResponse:
    base, chosen = _base(request)
    page = Paginator(base.cas, PAR_PAGE).get_page(request.GET.get("page"))
    context = situation.contexte(base) | {
        "base": base,
        "page": page,
        "lignes": lignes(list(page.object_list), base.jour, base.periode),
        "filtres": chosen.form,
        "suite": _suite(chosen),
    }
    return render(request, "portail/region/region.html", context)


@lecteurs
def preuves(request: HttpRequest, liste: str) -> HttpResponse:
    """The rows behind a figure, under the same filters."""
    if liste not in LISTES:
        raise Http404
    base, chosen = _base(request)
    found = LISTES[liste](base)
    page = Paginator(found.objets, PREUVES_PAR_PAGE).get_page(request.GET.get("page"))
    context = {
        "base": base,
        "p": found,
        "page": page,
        "lignes": [found.ligne(o) for o in page.object_list],
        "suite": _suite(chosen),
    }
    return render(request, "portail/region/preuves.html", context)


@lecteurs
def export_chiffres(request: HttpRequest) -> HttpResponse:
    """F-01 to F-09 with their definitions."""
    base, _ = _base(request)
    counted = situation.mesurer(base)
    found = sorted([*chiffres.cles(counted, base.periode), *chiffres.autres(counted)], key=lambda c: c.code)
    return exports.reponse(f"region-chiffres-{base.jour:%Y-%m-%d}.csv", exports.chiffres(base, found))


@lecteurs
def export_cooperatives(request: HttpRequest) -> HttpResponse:
    """The list, whole."""
    base, _ = _base(request)
    rows = exports.cooperatives(lignes(base.cas, base.jour, base.periode))
    return exports.reponse(f"region-cooperatives-{base.jour:%Y-%m-%d}.csv", rows)
