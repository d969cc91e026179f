"""What members propose for the agenda, and what becomes of it: taken, or left with a word."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max

from coop.accounts.predicates import require
from coop.journal.actors import Actor
from cooperatives import rules
from cooperatives.enums import StatutProposition
from cooperatives.models import PointOdj, PropositionPoint, Reunion
from cooperatives.workflows.reunions import commun

PARTICIPANTS = "Les participants de la coopérative et les personnes convoquées proposent des points."


@transaction.atomic
def add_point(reunion: Reunion, *, actor: Actor, intitule: str) -> PointOdj:
    """The coordination adds an item at the end of the agenda, until the meeting is held."""
    require(rules.animates, actor, reunion.ca, commun.REFUS)
    commun.check_state(reunion, (*commun.A_VENIR, "tenue"), commun.FINIE)
    point = _append(reunion, intitule)
    summary = f"{commun.titre(reunion)}\u00a0: point ajouté, «\u00a0{point.intitule}\u00a0»."
    commun.note("reunion.add_point", summary, reunion, actor=actor)
    return point


def _append(reunion: Reunion, intitule: str) -> PointOdj:
    last = reunion.points.aggregate(last=Max("ordre"))["last"] or 0
    point = PointOdj(reunion=reunion, intitule=intitule.strip(), ordre=last + 1)
    point.full_clean()
    point.save()
    return point


@transaction.atomic
def propose_point(reunion: Reunion, *, actor: Actor, intitule: str) -> PropositionPoint:
    """Anybody who takes part, or is convened, proposes an item; the coordination takes it or leaves it. Raises Refused."""
    require(rules.takes_part_in, actor, reunion, PARTICIPANTS)
    commun.check_state(reunion, commun.A_VENIR, commun.FINIE)
    row = PropositionPoint(reunion=reunion, contact_id=actor.contact_id, intitule=intitule.strip())
    row.full_clean()
    row.save()
    summary = f"{commun.titre(reunion)}\u00a0: point proposé, «\u00a0{row.intitule}\u00a0»."
    commun.note("reunion.propose_point", summary, reunion, actor=actor)
    return row


@transaction.atomic
def take_point(proposition: PropositionPoint, *, actor: Actor, mot: str = "") -> PointOdj:
    """The item proposed enters the agenda, at its end."""
    reunion = _waiting(proposition, actor)
    proposition.point = _append(reunion, proposition.intitule)
    proposition.statut, proposition.mot = StatutProposition.RETENUE, mot.strip()
    proposition.full_clean()
    proposition.save()
    summary = f"{commun.titre(reunion)}\u00a0: point retenu, «\u00a0{proposition.intitule}\u00a0»."
    commun.note("reunion.take_point", summary, reunion, actor=actor, comment=proposition.mot)
    return proposition.point


@transaction.atomic
def leave_point(proposition: PropositionPoint, *, actor: Actor, mot: str) -> PropositionPoint:
    """The item does not enter the agenda; whoever proposed it reads why. Raises ValidationError without a word."""
    reunion = _waiting(proposition, actor)
    if not mot.strip():
        raise ValidationError({"mot": "Dites en un mot pourquoi ce point n’est pas retenu."})
    proposition.statut, proposition.mot = StatutProposition.ECARTEE, mot.strip()
    proposition.full_clean()
    proposition.save()
    summary = f"{commun.titre(reunion)}\u00a0: point non retenu, «\u00a0{proposition.intitule}\u00a0»."
    commun.note("reunion.leave_point", summary, reunion, actor=actor, comment=proposition.mot)
    return proposition


def _waiting(proposition: PropositionPoint, actor: Actor) -> Reunion:
    reunion = proposition.reunion
    require(rules.animates, actor, reunion.ca, commun.REFUS)
    commun.check_state(reunion, commun.A_VENIR, commun.FINIE)
    if proposition.statut != StatutProposition.PROPOSEE:
        raise ValidationError("Une suite est déjà donnée à ce point.")
    return reunion
