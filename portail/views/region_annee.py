"""The région year by year: what is paid, what goes on, how it is animated; by département, with its workbook."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from conventions import chiffres_annuels as annuels
from conventions import chiffres_argent
from conventions.queries import chiffres_argent as argent
from coop.accounts.policies import mandated
from coop.classeurs.ecriture import Feuille, classeur, reponse_xlsx
from coop.classeurs.ecriture_csv import reponse_csv
from cooperatives.filters import SituationFilter
from portail import exports_region as exports
from portail.queries.region import animation as animees
from portail.queries.region import continuite
from portail.queries.region.preuves_animation import LISTES as LISTES_ANIMATION
from portail.queries.region.preuves_annee import LISTES_ARGENT
from portail.queries.region.situation import Base
from portail.views import region

lecteurs_argent = mandated(*sorted(region.ARGENT))


@dataclass(frozen=True, slots=True)
class Page:
    """One page of figures: `principaux` are drawn, `definitions` are in its exports, `colonnes` by département (all, else).

    A page « du jour » knows today only: no other year is offered. `blocs` gives what its own template shows besides,
    `feuilles` the sheets its workbook has besides.
    """

    nom: str
    titre: str
    chapo: str
    route: str
    preuves: str
    principaux: list[annuels.Definition]
    definitions: list[annuels.Definition]
    compter: Callable[..., annuels.Comptes]
    colonnes: list[annuels.Definition] | None = None
    gabarit: str = "portail/region/annee.html"
    du_jour: bool = False
    blocs: Callable[[HttpRequest, Base, annuels.Comptes], dict] = lambda request, base, comptes: {}
    feuilles: Callable[[Base, annuels.Comptes], list[Feuille]] = lambda base, comptes: []


FINANCEMENTS = Page(
    "financements", "Financements", "Ce que l’ARS engage, ce que d’autres apportent, les moyens humains et la répartition.",
    region.FINANCEMENTS, "portail:region_financements_preuves", chiffres_argent.PRINCIPAUX, chiffres_argent.DEFINITIONS,
    argent.compter,
)  # fmt: skip
CONVENTIONS = Page(
    "conventions", "Conventions et partenaires", "Les conventions qui courent, les actions qui continuent, les partenaires qui entrent et sortent.",
    region.CONVENTIONS, "portail:region_preuves", continuite.PRINCIPAUX, continuite.DEFINITIONS, continuite.compter,
)  # fmt: skip
ANIMATION = Page(
    "animation", "Animation", "Le rythme des comités, la participation des membres et des habitants, l’avancement, la stabilité, les accompagnements.",
    region.ANIMATION, "portail:region_animation_preuves", animees.PRINCIPAUX, animees.DEFINITIONS, animees.compter,
    animees.COLONNES,
)  # fmt: skip


def _base(request: HttpRequest, page: Page) -> tuple[Base, SituationFilter]:
    base, chosen = region.lire_base(request)
    return (replace(base, annee=base.jour.year) if page.du_jour else base), chosen


def montrer(request: HttpRequest, page: Page) -> HttpResponse:
    base, chosen = _base(request, page)
    comptes = page.compter(base.rows, annuels.annees_de(base.annee), base.jour)
    suite = region.suite_de(chosen)
    context = region.pages(request, suite, page.route) | {
        "p": page, "base": base, "suite": suite,
        "suite_annee": suite if page.du_jour else region.suite_de(chosen, base.annee),
        "chiffres": [annuels.lire(d, comptes, base.annee) for d in page.principaux],
        "autres": [annuels.lire(d, comptes, base.annee) for d in page.definitions if d not in page.principaux],
        "tableau": annuels.tableau(page.colonnes or page.definitions, comptes, base.annee, _territoires(base)),
        "annees": [] if page.du_jour else [(year, region.suite_de(chosen, year)) for year in annuels.annees_de(base.jour.year)],
    }  # fmt: skip
    return render(request, page.gabarit, context | page.blocs(request, base, comptes))


def _territoires(base: Base) -> list[tuple[str, str]]:
    return [(d.code, d.nom) for d in base.portee.departements]


def _lignes(request: HttpRequest, page: Page) -> tuple[str, list[list], list[Feuille]]:
    """The name of the file, one row a figure, a territory and a year, and the other sheets of the workbook."""
    base, _ = _base(request, page)
    years = [base.annee] if page.du_jour else annuels.annees_de(base.annee)
    comptes = page.compter(base.rows, years, base.jour)
    rows = exports.annuels(page.definitions, comptes, years, _territoires(base), base.portee.nom)
    name = (
        f"region-{page.nom}-{base.jour:%Y-%m-%d}"
        if page.du_jour
        else f"region-{page.nom}-{base.annee}-{base.jour:%Y-%m-%d}"
    )
    return name, rows, page.feuilles(base, comptes)


def en_csv(request: HttpRequest, page: Page) -> HttpResponse:
    name, rows, _ = _lignes(request, page)
    return reponse_csv(f"{name}.csv", [[titre for titre, _ in exports.ANNUELS], *rows])


def en_xlsx(request: HttpRequest, page: Page) -> HttpResponse:
    name, rows, others = _lignes(request, page)
    return reponse_xlsx(f"{name}.xlsx", classeur([exports.feuille_annuelle(page.titre, rows), *others]))


@lecteurs_argent
def financements(request: HttpRequest) -> HttpResponse:
    return montrer(request, FINANCEMENTS)


@lecteurs_argent
def financements_csv(request: HttpRequest) -> HttpResponse:
    return en_csv(request, FINANCEMENTS)


@lecteurs_argent
def financements_xlsx(request: HttpRequest) -> HttpResponse:
    return en_xlsx(request, FINANCEMENTS)


@lecteurs_argent
def preuves_argent(request: HttpRequest, liste: str) -> HttpResponse:
    """The rows behind an amount."""
    return region.montrer_preuves(request, LISTES_ARGENT, liste)


@region.lecteurs
def conventions(request: HttpRequest) -> HttpResponse:
    return montrer(request, CONVENTIONS)


@region.lecteurs
def conventions_csv(request: HttpRequest) -> HttpResponse:
    return en_csv(request, CONVENTIONS)


@region.lecteurs
def conventions_xlsx(request: HttpRequest) -> HttpResponse:
    return en_xlsx(request, CONVENTIONS)


@lecteurs_argent
def animation(request: HttpRequest) -> HttpResponse:
    return montrer(request, ANIMATION)


@lecteurs_argent
def animation_csv(request: HttpRequest) -> HttpResponse:
    return en_csv(request, ANIMATION)


@lecteurs_argent
def animation_xlsx(request: HttpRequest) -> HttpResponse:
    return en_xlsx(request, ANIMATION)


@lecteurs_argent
def preuves_animation(request: HttpRequest, liste: str) -> HttpResponse:
    """The rows behind a figure of the animation."""
    return region.montrer_preuves(request, LISTES_ANIMATION, liste)
