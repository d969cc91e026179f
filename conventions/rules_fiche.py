"""Who completes a fiche-action and who comments on it, by account or by personal link (domain.md §4.5, decisions.md 31)."""

from conventions.models import FicheAction, FilCommentaire
from conventions.rules import animates_action
from conventions.rules_financement import MONTANTS
from coop import horloge
from coop.accounts.enums import UsageLien
from coop.accounts.models import PersonalLink
from coop.accounts.predicates import predicate
from coop.journal.actors import Actor
from cooperatives.enums import Role
from cooperatives.roles import ACTIFS, ANIMATION, COORDINATION, INTERNES, organisations_of, roles

# The people of the ARS: what is internal to it is theirs alone. An administrator reads everything and writes nothing.
ARS = frozenset({Role.ADMIN, Role.SIEGE, Role.COORDINATION, Role.DELEGUE})
COMMENTENT = ANIMATION | {Role.PARTENAIRE, Role.SIEGE, Role.DELEGUE}


def speaking(actor: Actor, action: FicheAction) -> frozenset[int]:
    """Organisations the actor speaks for on this fiche: its own, and that of the contact of a link to the fiche.

    A link to a fiche is one to the copy that an avenant prepares of it.
    """
    found = organisations_of(actor)
    if actor.link_id is None:
        return found
    fiches = [pk for pk in (action.pk, action.remplace_id) if pk]
    links = PersonalLink.objects.filter(pk=actor.link_id, usage=UsageLien.FICHE, object_id__in=fiches)
    links = links.filter(revoque_le__isnull=True, expire_le__gt=horloge.now(), contact__organisation__isnull=False)
    return found | frozenset(links.values_list("contact__organisation_id", flat=True))


def _has(membres, organisations: frozenset[int]) -> bool:
    return any(m.statut in ACTIFS and m.organisation_id in organisations for m in membres)


@predicate
def speaks_for_promoteur(actor: Actor, action: FicheAction) -> bool:
    """The actor speaks for the promoteur référent, by account or by link."""
    return _has([action.promoteur], speaking(actor, action))


@predicate
def speaks_for_associate(actor: Actor, action: FicheAction) -> bool:
    """The actor speaks for an associated partner, by account or by link."""
    return _has(action.partenaires.all(), speaking(actor, action))


leads = animates_action | speaks_for_promoteur
fills = leads | speaks_for_associate


@predicate
def reads_internal(actor: Actor, action: FicheAction) -> bool:
    """Internal comments are the ARS's; a personal link never opens them."""
    return actor.link_id is None and bool(roles(actor, action.programme.ca) & ARS)


@predicate
def has_a_say(actor: Actor, action: FicheAction) -> bool:
    return bool(roles(actor, action.programme.ca) & COMMENTENT)


@predicate
def reads_comments(actor: Actor, action: FicheAction) -> bool:
    """The shared comments are read inside the CA; an evaluator reads what is finished, not its making."""
    return bool(roles(actor, action.programme.ca) & (INTERNES - {Role.EVALUATEUR}))


@predicate
def coordinates_action(actor: Actor, action: FicheAction) -> bool:
    return bool(roles(actor, action.programme.ca) & COORDINATION)


@predicate
def reads_amounts(actor: Actor, action: FicheAction) -> bool:
    return bool(roles(actor, action.programme.ca) & MONTANTS)


may_comment = has_a_say | fills
# People discuss amounts under the row where amounts are written (ADR 0010); whoever fills the fiche writes them there.
may_read_conditions = reads_amounts | fills
may_read_comments = reads_comments | fills


@predicate
def may_answer(actor: Actor, fil: FilCommentaire) -> bool:
    """An internal thread is answered by the ARS, a shared one by whoever may comment."""
    if fil.interne and not reads_internal(actor, fil.action):
        return False
    return may_comment(actor, fil.action)


@predicate
def may_resolve(actor: Actor, fil: FilCommentaire) -> bool:
    """Those who write the fiche say that a comment is dealt with; inside the ARS, those who comment do."""
    return may_answer(actor, fil) if fil.interne else fills(actor, fil.action)


@predicate
def may_close(actor: Actor, fil: FilCommentaire) -> bool:
    """The coordination of the délégation closes, or opens again."""
    return coordinates_action(actor, fil.action)
