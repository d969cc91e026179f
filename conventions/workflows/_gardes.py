"""Guards shared by the verbs of the programme and of the convention: a lock is said in its own words."""

from conventions.enums import StatutAvenant, StatutConvention
from conventions.models import Avenant, Convention, Programme
from conventions.rules import lock_state
from conventions.rules_signature import ANIMATION_ONLY, animates
from coop.accounts.predicates import Predicate, Refused, require
from coop.gates import Blocked, Manque
from coop.journal.actors import Actor
from coop.ui.rubriques import lien

FROZEN = "Le texte est figé\u00a0: rouvrez d’abord la convention."
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


def require_draft(convention: Convention, actor: Actor) -> None:
    """The animation writes the text of a convention while it is a draft; raises Refused, or Blocked once it is frozen."""
    require(animates, actor, convention.ca, ANIMATION_ONLY)
    if Convention.objects.get(pk=convention.pk).statut != StatutConvention.BROUILLON:
        raise Blocked(
            [Manque("texte_fige", FROZEN, lien("conventions:convention", ca_ref=convention.ca.reference), "R-CONV-07")]
        )
