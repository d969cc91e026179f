"""Who writes and who reads in the questionnaire of the actors: the answers of somebody are never another's to read."""

from coop import horloge
from coop.accounts.enums import UsageLien
from coop.accounts.models import PersonalLink
from coop.accounts.predicates import predicate
from coop.journal.actors import Actor
from cooperatives.models import Cooperative
from cooperatives.roles import COORDINATION, roles
from evaluation.models import PersonneInterrogee, Questionnaire


@predicate
def coordinates(actor: Actor, ca: Cooperative) -> bool:
    """The campaign belongs to the coordination (domain.md §4.5)."""
    return bool(roles(actor, ca) & COORDINATION)


@predicate
def is_the_person(actor: Actor, personne: PersonneInterrogee) -> bool:
    """By account, or by the personal link to this very questionnaire."""
    if actor.contact_id is None or actor.contact_id != personne.contact_id:
        return False
    if actor.link_id is None:
        return True
    links = PersonalLink.objects.filter(
        pk=actor.link_id, usage=UsageLien.QUESTIONNAIRE, object_id=personne.pk, revoque_le=None
    )
    return links.filter(expire_le__gt=horloge.now()).exists()


@predicate
def is_collecting(actor: Actor, personne: PersonneInterrogee) -> bool:
    return personne.questionnaire.recueille


@predicate
def types_for_the_person(actor: Actor, personne: PersonneInterrogee) -> bool:
    """The coordination types what it was told by telephone, until it hands it over."""
    return personne.a_la_coordination and coordinates(actor, personne.questionnaire.ca)


may_read_answers = is_collecting & (is_the_person | types_for_the_person)
may_answer = may_read_answers
may_send = is_collecting & is_the_person


@predicate
def may_read_words(actor: Actor, questionnaire: Questionnaire) -> bool:
    """Once closed, the words without author are read by the coordination, which chooses what members read."""
    return questionnaire.clos_le is not None and coordinates(actor, questionnaire.ca)
