"""Guards shared by the verbs of the programme: the lock is said in its own words, before the right."""

from conventions.enums import StatutAvenant
from conventions.models import Avenant, Programme
from conventions.rules import lock_state
from coop.accounts.predicates import Predicate, Refused, require
from coop.journal.actors import Actor

AVENANT_FROZEN = "L’avenant est à la signature\u00a0: la coordination le rouvre d’abord."


def require_unlocked(programme: Programme) -> None:
    """Raise Refused with AL-13's sentence when the programme is in force, or why it waits when at the signature."""
    if reason := lock_state(programme):
        raise Refused(reason)


def require_open(rule: Predicate, actor: Actor, obj, programme: Programme, message: str) -> None:
    """The programme is not locked, or `obj` is a fiche that an avenant in preparation holds; and `rule` holds."""
    if getattr(obj, "avenant_id", None) is None:
        require_unlocked(programme)
    elif not Avenant.objects.filter(pk=obj.avenant_id, statut=StatutAvenant.BROUILLON).exists():
        raise Refused(AVENANT_FROZEN)
    require(rule, actor, obj, message)
