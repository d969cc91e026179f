"""The région: figures, map, dates and list; every figure leads to the rows it counts."""

from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from coop import horloge
from coop.accounts.enums import RoleMandat
from coop.accounts.policies import mandated, roles_held
from cooperatives.filters import SituationFilter
from portail import exports_region as exports
from portail.queries.region import chiffres, situation
from portail.queries.region.liste import lignes
from portail.queries.region.portee import Portee, portee
from portail.queries.region.preuves import LISTES
from portail.queries.region.preuves_animation import LISTES as LISTES_ANIMATION
from portail.queries.region.preuves_annee import LISTES as LISTES_ANNEE
from portail.queries.region.preuves_annee import LISTES_ARGENT

PAR_PAGE = 20
PREUVES_PAR_PAGE = 50
DEBUT = 2017  # the first year an amount may be written for
FINANCEMENTS = "portail:region_financements"
ANIMATION = "portail:region_animation"
DELEGATIONS = "portail:region_delegations"
PAGES = [
    ("Vue d’ensemble", "portail:region"),
    ("Financements", FINANCEMENTS),
    ("Conventions et partenaires", "portail:region_conventions"),
    ("Animation", ANIMATION),
    ("Répartition", "portail:region_repartition"),
    ("Délégations", DELEGATIONS),
]
# What the ARS reads and an évaluateur does not.
RESERVEES = (FINANCEMENTS, ANIMATION, DELEGATIONS)
ARGENT = frozenset({RoleMandat.SIEGE, RoleMandat.COORDINATEUR_DD, RoleMandat.DELEGUE})
lecteurs = mandated(RoleMandat.SIEGE, RoleMandat.COORDINATEUR_DD, RoleMandat.DELEGUE, RoleMandat.EVALUATEUR)


def lire_base(request: HttpRequest) -> tuple[situation.Base, SituationFilter]:
    """The portée of the account, narrowed by the filters, for the year asked."""
    held = portee(request.user)
    chosen = SituationFilter(request.GET, queryset=held.rows(request.user))
    kept = chosen.form.cleaned_data if chosen.form.is_valid() else {}
    if departement := kept.get("departement"):
        held = Portee([d for d in held.departements if d.pk == departement.pk], False)
    narrowed = bool(kept.get("phase") or kept.get("thematique"))
    today = horloge.today()
    year = request.GET.get("annee", "")
    annee = int(year) if year.isdecimal() and DEBUT <= int(year) <= today.year else today.year
    return situation.lire(chosen.qs, held, today, entier=not narrowed, annee=annee), chosen


def suite_de(chosen: SituationFilter, annee: int | None = None) -> str:
    """The filters as they follow from page to page: « ?departement=78 », or nothing; with the year when it is given."""
    kept = {name: chosen.data.get(name) for name in chosen.filters if chosen.data.get(name)}
    if annee:
        kept["annee"] = annee
    return f"?{urlencode(kept)}" if kept else ""


def lit_l_argent(request: HttpRequest) -> bool:
    """Commitments are read by the siège and the délégations, not by an évaluateur (§4.5)."""
    return request.user.is_superuser or bool(roles_held(request.user) & ARGENT)


def pages(request: HttpRequest, suite: str, name: str) -> dict:
    """The pages of the région that the person opens, under the menu, and whether amounts are among them."""
    argent = lit_l_argent(request)
    found = [
        {"label": label, "url": reverse(route) + suite, "current": route == name}
        for label, route in PAGES
        if route not in RESERVEES or argent
    ]
    current = next((page for page in found if page["current"]), None)
    return {"entrees": found, "courante": current, "montants": argent}


@lecteurs
def region(request: HttpRequest) -> HttpResponse:
    base, chosen = lire_base(request)
    page = Paginator(base.etats, PAR_PAGE).get_page(request.GET.get("page"))
    suite = suite_de(chosen)
    menu = pages(request, suite, "portail:region")
    context = situation.contexte(base) | menu | {
        "base": base,
        "page": page,
        "lignes": lignes(base.resumees(list(page.object_list)), base.jour, base.periode),
        "filtres": chosen.form,
        "suite": suite,
        "argent": situation.argent(base) if menu["montants"] else None,
    }  # fmt: skip
    return render(request, "portail/region/region.html", context)


@lecteurs
def repartition(request: HttpRequest) -> HttpResponse:
    """Where, at which stage, on what theme and for whom; then the figures that come second."""
    base, chosen = lire_base(request)
    suite = suite_de(chosen)
    context = situation.reparties(base) | pages(request, suite, "portail:region_repartition")
    return render(request, "portail/region/repartition.html", context | {"base": base, "suite": suite})


@lecteurs
def preuves(request: HttpRequest, liste: str) -> HttpResponse:
    """The rows behind a figure, under the same filters."""
    return montrer_preuves(request, LISTES, liste)


def montrer_preuves(request: HttpRequest, listes: dict, liste: str) -> HttpResponse:
    if liste not in listes:
        raise Http404
    base, chosen = lire_base(request)
    found = listes[liste](base)
    page = Paginator(found.objets, PREUVES_PAR_PAGE).get_page(request.GET.get("page"))
    context = {
        "base": base, "p": found, "page": page, "lignes": [found.ligne(o) for o in page.object_list],
        "filtree": bool(suite_de(chosen)), "retour": retour(liste), "suite": suite_de(chosen, base.annee),
    }  # fmt: skip
    return render(request, "portail/region/preuves.html", context)


def retour(liste: str) -> tuple[str, str]:
    """(label, address) of the page that shows what this list counts."""
    if liste in LISTES_ARGENT:
        return "Financements", reverse(FINANCEMENTS)
    if liste in LISTES_ANIMATION:
        return "Animation", reverse(ANIMATION)
    if liste in LISTES_ANNEE:
        return "Conventions et partenaires", reverse("portail:region_conventions")
    return "Région", reverse("portail:region")


@lecteurs
def export_chiffres(request: HttpRequest) -> HttpResponse:
    """F-01 to F-09 with their definitions."""
    base, _ = lire_base(request)
    counted = situation.mesurer(base)
    found = sorted([*chiffres.cles(counted, base.periode), *chiffres.autres(counted)], key=lambda c: c.code)
    return exports.reponse(f"region-chiffres-{base.jour:%Y-%m-%d}.csv", exports.chiffres(base, found))


@lecteurs
def export_cooperatives(request: HttpRequest) -> HttpResponse:
    """The list, whole."""
    base, _ = lire_base(request)
    rows = exports.cooperatives(lignes(base.cas, base.jour, base.periode))
    return exports.reponse(f"region-cooperatives-{base.jour:%Y-%m-%d}.csv", rows)
