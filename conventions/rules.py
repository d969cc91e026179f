"""Who writes the programme, and until when (domain.md §4.5, R-CONV-07)."""

from conventions.enums import StatutConvention
from conventions.models import Convention, FicheAction, Programme
from coop import horloge
from coop.accounts.predicates import predicate
from coop.journal.actors import Actor
from cooperatives.models import Cooperative, Membre
from cooperatives.roles import ACTIFS, ANIMATION, CONTRIBUTION, organisations_of, roles

LOCKED = (
    "Le programme est conventionné\u00a0: la modification doit passer par un avenant signé par les parties signataires."
)
AT_SIGNATURE = "Le texte est à la signature\u00a0: pour modifier le programme, la coordination rouvre d’abord la rédaction de la convention."
OVER = "La convention n’est plus en vigueur\u00a0: ouvrez la suivante pour reprendre le programme."
LOCKING = (StatutConvention.EN_SIGNATURE, StatutConvention.EN_VIGUEUR)


def lock_state(programme: Programme) -> str:
    """Why the programme is not written today, as the sentence people read; empty when it is (AL-13).

    Once a convention is over, its programme is written again with the next convention, and not before: a renewal
    signed in time may still be recorded (decisions.md 20).
    """
    rows = list(
        programme.conventions.filter(statut__in=(*LOCKING, StatutConvention.BROUILLON)).select_related("reprise")
    )
    states = {row.statut for row in rows}
    if StatutConvention.EN_SIGNATURE in states:
        return AT_SIGNATURE
    signed = [row for row in rows if row.statut == StatutConvention.EN_VIGUEUR and not is_copied(row)]
    today = horloge.today()
    if any(row.fin > today for row in signed):
        return LOCKED
    return OVER if signed and StatutConvention.BROUILLON not in states else ""


def is_copied(convention: Convention) -> bool:
    """Its fiches are still being filled from the text signed before the tool (decisions.md 9)."""
    paper = getattr(convention, "reprise", None)
    return paper is not None and paper.saisie_close_le is None


@predicate
def animates(actor: Actor, programme: Programme) -> bool:
    return bool(roles(actor, programme.ca) & ANIMATION)


@predicate
def animates_ca(actor: Actor, ca: Cooperative) -> bool:
    return bool(roles(actor, ca) & ANIMATION)


@predicate
def contributes(actor: Actor, programme: Programme) -> bool:
    return bool(roles(actor, programme.ca) & CONTRIBUTION)


@predicate
def animates_action(actor: Actor, action: FicheAction) -> bool:
    return animates(actor, action.programme)


@predicate
def carries(actor: Actor, action: FicheAction) -> bool:
    """The actor speaks for the promoteur référent of the action."""
    return speaks_for(actor, action.promoteur)


@predicate
def speaks_for(actor: Actor, membre: Membre) -> bool:
    """The actor acts for a member that takes part: one that was only spotted, refused or left has no say."""
    return membre.statut in ACTIFS and membre.organisation_id in organisations_of(actor)


# Who writes an action and its indicators, the lock of the programme apart (conventions.workflows._gardes).
writes_action = animates_action | carries
