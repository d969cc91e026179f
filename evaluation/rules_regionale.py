"""Who writes and reads the evaluation of the région: the siège pilots it, an évaluateur of the région answers (R-EVCA-04, §4.5)."""

from django.db.models import Q, QuerySet

from coop.accounts.enums import RoleMandat
from coop.accounts.models import Mandate
from coop.accounts.predicates import predicate
from coop.journal.actors import Actor
from cooperatives.rules_vie import of_siege
from evaluation.models import EvaluationRegionale

# Who reads the pages of the région, each of its own départements.
LECTEURS = (RoleMandat.SIEGE, RoleMandat.COORDINATEUR_DD, RoleMandat.DELEGUE, RoleMandat.EVALUATEUR)


@predicate
def pilots(actor: Actor, _nothing: object = None) -> bool:
    """Sets up the instances, writes the frame, validates, publishes."""
    return of_siege(actor)


@predicate
def answers(actor: Actor, _nothing: object = None) -> bool:
    """Writes the answers of the région: the siège, and an évaluateur whose mandate is the whole région (decisions.md 3)."""
    return of_siege(actor) or _held(actor).filter(role=RoleMandat.EVALUATEUR, departement=None).exists()


@predicate
def reads_region(actor: Actor, _nothing: object = None) -> bool:
    return actor.is_admin or _held(actor).filter(role__in=LECTEURS).exists()


def lisibles(actor: Actor) -> QuerySet[EvaluationRegionale]:
    """The evaluations whose synthesis `actor` reads: in progress for who answers, validated for the région, published for all."""
    rows = EvaluationRegionale.objects.all()
    if answers(actor):
        return rows
    return rows.filter(Q(validee_le__isnull=False) if reads_region(actor) else Q(publiee_le__isnull=False))


def _held(actor: Actor) -> QuerySet[Mandate]:
    return Mandate.objects.active().filter(contact_id=actor.contact_id).order_by()
