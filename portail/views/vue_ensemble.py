"""The overview of a coopérative: whole for its people, plain for inhabitants, public facts for a reader or a neighbour."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from conventions.queries.financement import essentiel
from conventions.rules_financement import TOUS_LES_ENGAGEMENTS
from coop import horloge
from cooperatives.enums import Phase, Role
from cooperatives.models import Cooperative
from cooperatives.perimetre import TOUS, ca_view, reachable
from cooperatives.queries import libelle_etape
from cooperatives.roles import COORDINATION, INTERNES, organisations_of
from portail.lecture import ECRIVENT
from portail.queries import vue_ensemble as lecture

AVEC_ARGENT = (Phase.CONVENTIONNEMENT, Phase.MISE_EN_OEUVRE, Phase.EVALUATION_CA)


@ca_view(read=TOUS)
def vue_ensemble(request: HttpRequest, ca: Cooperative) -> HttpResponse:
    """Where we are, what is next, what is missing, last figures and decisions, who is who."""
    today = horloge.today()
    inside, inhabitant = bool(request.roles & INTERNES), request.roles == {Role.HABITANT}
    head = lecture.entete(ca, today, pages=inside)
    context = {
        "ca": ca,
        "rubrique": "vue-ensemble",
        "interne": inside,
        "entete": head,
        "etape": libelle_etape(ca),
        "coordonne": bool(request.roles & COORDINATION),
    }
    if not inside:
        return render(request, "portail/vue_ensemble/publique.html", context | _faits_publics(ca, bool(head.marche)))
    if inhabitant:
        return render(request, "portail/vue_ensemble/habitants.html", context | {"simple": lecture.simple(ca)})
    whole = lecture.ensemble(ca, today, head.marche, brouillons=bool(request.roles & ECRIVENT))
    # An evaluator reads what is transmitted and validated (decisions.md 3): not who is late, nor what is being made.
    context |= {
        "ensemble": whole,
        "manques": reachable(whole.manques, request.roles),
        "evalue": request.roles == {Role.EVALUATEUR},
    }
    if Role.PARTENAIRE in request.roles:
        context["miens"] = lecture.contribution(ca, organisations_of(request.user.actor), today)
    # domain.md §7.2: the coordination, its co-pilotes and the délégué; before the agreement is prepared, the délégué alone.
    if Role.DELEGUE in request.roles or (request.roles & TOUS_LES_ENGAGEMENTS and ca.phase in AVEC_ARGENT):
        context["argent"] = essentiel(ca, today.year)
    return render(request, "portail/vue_ensemble/vue_ensemble.html", context)


def _faits_publics(ca: Cooperative, signee: bool) -> dict:
    """What anybody with a mandate reads; the objectives once a convention carries them."""
    return {
        "objectifs": lecture.objectifs(ca) if signee else [],
        "thematiques": list(ca.thematiques.order_by("ordre", "libelle")),
        "publics": list(ca.publics.order_by("ordre", "libelle")),
    }
