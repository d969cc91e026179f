"""Public pages and help: texts only, nothing is written here."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from coop.accounts.policies import public, signed_in
from portail.contenus import chargement, credits, definition, donnees, glossaire, legal, plan
from portail.contenus.blocs import Contenu
from portail.context_processors import reserves

SEARCH_MAX = 100


def _page(request: HttpRequest, contenu: Contenu, *, aide: bool = False, **extra) -> HttpResponse:
    rubriques = [(label, url, url == request.path) for label, url in plan.liens(plan.AIDE)] if aide else []
    template = extra.pop("template", "portail/pages/page.html")
    return render(request, template, {"contenu": contenu, "rubriques_aide": rubriques, **extra})


@public
def plan_du_site(request: HttpRequest) -> HttpResponse:
    return _page(request, plan.plan_du_site(request.user.is_authenticated, voit=reserves(request)))


@public
def accessibilite(request: HttpRequest) -> HttpResponse:
    return _page(request, legal.accessibilite())


@public
def mentions_legales(request: HttpRequest) -> HttpResponse:
    return _page(request, legal.mentions_legales())


@public
def donnees_personnelles(request: HttpRequest) -> HttpResponse:
    return _page(request, donnees.donnees_personnelles())


@public
def cookies(request: HttpRequest) -> HttpResponse:
    return _page(request, legal.cookies())


@public
def sources_et_credits(request: HttpRequest) -> HttpResponse:
    return _page(request, credits.credits())


@signed_in
def aide(request: HttpRequest) -> HttpResponse:
    return _page(request, definition.aide(), aide=True)


@signed_in
def cadre(request: HttpRequest) -> HttpResponse:
    return _page(request, chargement.cadre(), aide=True)


@signed_in
def animer(request: HttpRequest) -> HttpResponse:
    return _page(request, chargement.animer(), aide=True)


@signed_in
def faq(request: HttpRequest) -> HttpResponse:
    return _page(request, chargement.foire_aux_questions(), aide=True)


@signed_in
def ressources(request: HttpRequest) -> HttpResponse:
    return _page(request, chargement.ressources(), aide=True)


@signed_in
def paroles(request: HttpRequest) -> HttpResponse:
    return _page(request, chargement.paroles(), aide=True)


@signed_in
def page_glossaire(request: HttpRequest) -> HttpResponse:
    """The glossary, narrowed by the words of `?q=`."""
    mots = request.GET.get("q", "").strip()[:SEARCH_MAX]
    contenu = Contenu("Glossaire", "Les mots du guide et les sigles que l’on rencontre sur le terrain.")
    extra = {"mots": mots, "glossaire": glossaire.chercher(mots), "template": "portail/pages/glossaire.html"}
    return _page(request, contenu, aide=True, **extra)
