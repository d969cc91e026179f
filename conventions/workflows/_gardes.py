"""Guards shared by the verbs of the programme: the lock is said in its own words, before the right."""

from conventions.models import Programme
from conventions.rules import lock_state
from coop.accounts.predicates import Predicate, Refused, require
from coop.journal.actors import Actor


def require_unlocked(programme: Programme) -> None:
    """Raise Refused with AL-13's sentence when the programme is in force, or why it waits when at the signature."""
    if reason := lock_state(programme):
        raise Refused(reason)


def require_open(rule: Predicate, actor: Actor, obj, programme: Programme, message: str) -> None:
    """The programme is not locked, and `rule` holds."""
    require_unlocked(programme)
    require(rule, actor, obj, message)
