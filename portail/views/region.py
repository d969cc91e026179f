"""The région: figures, map, dates and list; every figure leads to the rows it counts."""

from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from coop import horloge
from coop.accounts.enums import RoleMandat
from coop.accounts.policies import mandated, roles_held
from coop.classeurs.ecriture_csv import reponse_csv
from cooperatives.filters import SituationFilter
from portail import exports_region as exports
from portail.queries.region import chiffres, mesures, situation
from portail.queries.region.liste import lignes
from portail.queries.region.liste_preuves import Preuves
from portail.queries.region.portee import Portee, portee
from portail.queries.region.preuves import LISTES
from portail.queries.region.preuves_animation import LISTES as LISTES_ANIMATION
from portail.queries.region.preuves_annee import LISTES as LISTES_ANNEE
from portail.queries.region.preuves_annee import LISTES_ARGENT
from portail.queries.region.preuves_qualite import LISTES as LISTES_VIGILANCE
from portail.queries.region.preuves_qualite import LISTES_ENSEIGNEMENTS

PAR_PAGE = 20
PREUVES_PAR_PAGE = 50
DEBUT = 2017  # the first year an amount may be written for
FINANCEMENTS = "portail:region_financements"
ANIMATION = "portail:region_animation"
DELEGATIONS = "portail:region_delegations"
BILANS = "portail:region_bilans"
CONVENTIONS = "portail:region_conventions"
ALERTES = "portail:region_alertes"
VIGILANCE = "portail:region_vigilance"
ENSEIGNEMENTS = "portail:region_enseignements"
NOTE = "portail:region_notes"
PAGES = [
    ("Vue d’ensemble", "portail:region"),
    ("Alertes", ALERTES),
    ("Bilans", BILANS),
    ("Conventions et partenaires", CONVENTIONS),
    ("Financements", FINANCEMENTS),
    ("Vigilance", VIGILANCE),
    ("Enseignements", ENSEIGNEMENTS),
    ("Évaluation", "portail:region_evaluation"),
    ("Animation", ANIMATION),
    ("Répartition", "portail:region_repartition"),
    ("Délégations", DELEGATIONS),
    ("Note régionale", NOTE),
]
# What the ARS reads and an évaluateur does not.
RESERVEES = (ALERTES, FINANCEMENTS, VIGILANCE, ENSEIGNEMENTS, ANIMATION, DELEGATIONS, NOTE)
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
    page, shown = base.page(request.GET.get("page"), PAR_PAGE)
    suite = suite_de(chosen)
    menu = pages(request, suite, "portail:region")
    context = situation.contexte(base) | menu | {
        "base": base,
        "page": page,
        "lignes": lignes(shown, base.jour, base.periode),
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
    return paginer_preuves(request, base, chosen, listes[liste](base), retour(liste))


def paginer_preuves(
    request: HttpRequest, base: situation.Base, chosen: SituationFilter, found: Preuves, vers: tuple[str, str]
) -> HttpResponse:
    page = Paginator(found.objets, PREUVES_PAR_PAGE).get_page(request.GET.get("page"))
    context = {
        "base": base, "p": found, "page": page, "lignes": [found.ligne(o) for o in page.object_list],
        "filtree": bool(suite_de(chosen)), "retour": vers, "suite": suite_de(chosen, base.annee),
    }  # fmt: skip
    return render(request, "portail/region/preuves.html", context)


def retour(liste: str) -> tuple[str, str]:
    """(label, address) of the page that shows what this list counts."""
    for listes, titre, route in (
        (LISTES_ARGENT, "Financements", FINANCEMENTS), (LISTES_ANIMATION, "Animation", ANIMATION),
        (LISTES_VIGILANCE, "Vigilance", VIGILANCE), (LISTES_ENSEIGNEMENTS, "Enseignements", ENSEIGNEMENTS),
        (LISTES_ANNEE, "Conventions et partenaires", CONVENTIONS),
    ):  # fmt: skip
        if liste in listes:
            return titre, reverse(route)
    return "Région", reverse("portail:region")


@lecteurs
def export_chiffres(request: HttpRequest) -> HttpResponse:
    """F-01 to F-09 with their definitions."""
    base, _ = lire_base(request)
    counted = situation.mesurer(base)
    found = sorted(
        [*chiffres.cles(counted, base.periode), *chiffres.autres(counted, mesures.completer(base.rows))],
        key=lambda c: c.code,
    )
    return reponse_csv(f"region-chiffres-{base.jour:%Y-%m-%d}.csv", exports.chiffres(base, found))


@lecteurs
def export_cooperatives(request: HttpRequest) -> HttpResponse:
    """The list, whole."""
    base, _ = lire_base(request)
    rows = exports.cooperatives(lignes(base.cas, base.jour, base.periode))
    return reponse_csv(f"region-cooperatives-{base.jour:%Y-%m-%d}.csv", rows)
