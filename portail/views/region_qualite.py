"""The région as of today: alerts, principles and points de vigilance, what is learnt and evaluated; with their workbooks."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from conventions import chiffres_annuels as annuels
from coop.accounts.policies import mandated
from coop.classeurs.ecriture import Feuille
from coop.notifications import regles
from portail import exports_region as exports
from portail.queries.region import alertes as lecture_alertes
from portail.queries.region import enseignements as lecture
from portail.queries.region import vigilance as points
from portail.queries.region.preuves_qualite import LISTES, LISTES_ENSEIGNEMENTS
from portail.queries.region.preuves_qualite import alertes_de as preuves_alertes
from portail.queries.region.situation import Base
from portail.views import region
from portail.views.region_annee import Page, en_csv, en_xlsx, montrer

lecteurs = mandated(*sorted(region.ARGENT))


def _vigilance(request: HttpRequest, base: Base, comptes: annuels.Comptes) -> dict:
    whole = annuels.ensemble(comptes, base.annee)
    page, shown = base.page_en_cours(request.GET.get("page"), region.PAR_PAGE)
    return {
        "principes": points.principes(whole), "totaux": points.totaux_des_points(whole),
        "points": points.points(shown), "page": page,
    }  # fmt: skip


def _feuilles_vigilance(base: Base, comptes: annuels.Comptes) -> list[Feuille]:
    whole = annuels.ensemble(comptes, base.annee)
    return [
        exports.feuille_principes(points.principes(whole)),
        exports.feuille_points(points.points([ca for ca in base.cas if ca.en_cours])),
    ]


def _enseignements(request: HttpRequest, base: Base, comptes: annuels.Comptes) -> dict:
    whole = annuels.ensemble(comptes, base.annee)
    departements = [d.pk for d in base.portee.departements]
    return {
        "axes": lecture.axes(base.rows, whole), "questions": lecture.questions(base.rows),
        "recommandations": lecture.recommandations(departements, whole),
    }  # fmt: skip


def _feuilles_enseignements(base: Base, comptes: annuels.Comptes) -> list[Feuille]:
    whole = annuels.ensemble(comptes, base.annee)
    return [
        exports.feuille_axes(lecture.axes(base.rows, whole)), exports.feuille_questions(lecture.questions(base.rows))
    ]  # fmt: skip


VIGILANCE = Page(
    "vigilance", "Principes et points de vigilance", "Comment les coopératives lisent les dix principes, où elles en sont des sept points de vigilance, sur quel diagnostic elles s’appuient.",
    region.VIGILANCE, "portail:region_vigilance_preuves", points.PRINCIPAUX, points.DEFINITIONS, points.compter,
    gabarit="portail/region/vigilance.html", du_jour=True, blocs=_vigilance, feuilles=_feuilles_vigilance,
)  # fmt: skip
ENSEIGNEMENTS = Page(
    "enseignements", "Enseignements", "Ce qui freine et ce qui aide, les recommandations de l’évaluation, ce que les coopératives évaluent.",
    region.ENSEIGNEMENTS, "portail:region_enseignements_preuves", lecture.PRINCIPAUX, lecture.DEFINITIONS, lecture.compter,
    gabarit="portail/region/enseignements.html", du_jour=True, blocs=_enseignements, feuilles=_feuilles_enseignements,
)  # fmt: skip


@lecteurs
def vigilance(request: HttpRequest) -> HttpResponse:
    return montrer(request, VIGILANCE)


@lecteurs
def vigilance_csv(request: HttpRequest) -> HttpResponse:
    return en_csv(request, VIGILANCE)


@lecteurs
def vigilance_xlsx(request: HttpRequest) -> HttpResponse:
    return en_xlsx(request, VIGILANCE)


@lecteurs
def preuves_vigilance(request: HttpRequest, liste: str) -> HttpResponse:
    return region.montrer_preuves(request, LISTES, liste)


@lecteurs
def enseignements(request: HttpRequest) -> HttpResponse:
    return montrer(request, ENSEIGNEMENTS)


@lecteurs
def enseignements_csv(request: HttpRequest) -> HttpResponse:
    return en_csv(request, ENSEIGNEMENTS)


@lecteurs
def enseignements_xlsx(request: HttpRequest) -> HttpResponse:
    return en_xlsx(request, ENSEIGNEMENTS)


@lecteurs
def preuves_enseignements(request: HttpRequest, liste: str) -> HttpResponse:
    return region.montrer_preuves(request, LISTES_ENSEIGNEMENTS, liste)


@lecteurs
def alertes(request: HttpRequest) -> HttpResponse:
    """Rule by rule, how many coopératives wait for something."""
    base, chosen = region.lire_base(request)
    suite = region.suite_de(chosen)
    total = sum(group.nombre for group in base.groupes if group.en_cours)
    found = lecture_alertes.par_regle(base)
    rows = found or []
    context = region.pages(request, suite, region.ALERTES) | {
        "base": base, "suite": suite, "alertes": rows, "filtres": chosen.form,
        "concernees": len(set().union(*(row.compte.cas for row in rows))), "total": total,
        "entieres": found is not None, "urgentes": sum(row.compte.urgentes for row in rows),
    }  # fmt: skip
    return render(request, "portail/region/alertes.html", context)


@lecteurs
def alertes_de(request: HttpRequest, code: str) -> HttpResponse:
    """The facts of one rule, coopérative by coopérative."""
    if code not in regles.registered():
        raise Http404
    base, chosen = region.lire_base(request)
    back = ("Alertes", reverse(region.ALERTES))
    return region.paginer_preuves(request, base, chosen, preuves_alertes(base, code), back)
