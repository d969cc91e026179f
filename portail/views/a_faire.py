"""Home: what waits for me, by date; what changed; where I am expected."""

from datetime import datetime, timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from coop import horloge
from coop.accounts.policies import signed_in
from coop.notifications.audience import portee_de
from coop.notifications.duties import Niveau, rassembler, toutes
from cooperatives.enums import Role
from cooperatives.models import Cooperative
from cooperatives.queries.participants import ou_attendue
from cooperatives.roles import remembered, roles
from portail import accueil, visites
from portail.queries import a_faire as lecture
from portail.queries import perimetre, rendez_vous, vue_ensemble
from portail.queries.fil import fil

RENDEZ_VOUS = 5
PAGES_SIMPLES = 2
PREMIERE_VISITE = timedelta(days=7)


@signed_in
def a_faire(request: HttpRequest) -> HttpResponse:
    """The list of duties, or the first step of this person when there is none."""
    user, today = request.user, horloge.today()
    portee = portee_de(user)
    everything = toutes(user, today, portee)
    duties = [duty for duty in everything if duty.attente is None]
    request.nombre_a_faire = sum(duty.level != Niveau.INFORMATION for duty in duties)
    readable = perimetre.lisibles(user, portee.mandats)
    mine = [ca for ca in readable if ca.participe]
    theirs = rendez_vous.a_venir([ca.pk for ca in mine]).filter(ou_attendue(user.contact_id))
    meetings = list(theirs[:RENDEZ_VOUS])
    previous = visites.precedente(request)
    context = {
        "aujourdhui": today,
        "groupes": lecture.groupes(rassembler(duties), today),
        "nombre": request.nombre_a_faire,
        "attentes": [duty for duty in everything if duty.attente is not None],
        "retards": sum(duty.late(today) and duty.level != Niveau.INFORMATION for duty in duties),
        "plusieurs": len({duty.ca_id for duty in duties}) > 1,
        "ligne": lecture.ligne(duties, meetings, today),
        "rendez_vous": [(m, rendez_vous.nom(m), rendez_vous.adresse(m)) for m in meetings],
        "visite": previous,
        "fil": fil(user, previous or _il_y_a_une_semaine(), readable),
        "accueil": None if duties else accueil.accueil(user, portee.mandats, mine),
        "pour_habitants": _pour_habitants(user, mine),
    }
    return render(request, "portail/a_faire/a_faire.html", context)


def _il_y_a_une_semaine() -> datetime:
    return horloge.now() - PREMIERE_VISITE


def _pour_habitants(user, mine: list[Cooperative]) -> list[tuple]:
    """The plain-language page of the coopératives (two at most) where the person is there for the inhabitants only."""
    candidates = [ca for ca in mine if ca.habite][:PAGES_SIMPLES]
    if not candidates:
        return []
    with remembered():
        own = [ca for ca in candidates if roles(user.actor, ca) == {Role.HABITANT}]
    return [(ca, vue_ensemble.simple(ca)) for ca in own]
