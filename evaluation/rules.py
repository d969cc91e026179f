"""Who fills and who reads a bilan: the party alone writes, the DD never edits a partner's words (§4.5, decisions.md 24)."""

from conventions.enums import TypePartie
from coop import horloge
from coop.accounts.enums import UsageLien
from coop.accounts.models import PersonalLink
from coop.accounts.predicates import predicate
from coop.journal.actors import Actor
from coop.organisations.enums import TypeOrganisation
from cooperatives.enums import Role
from cooperatives.models import Cooperative
from cooperatives.roles import ANIMATION, COORDINATION, INTERNES, organisations_of, roles
from evaluation.enums import StatutBilan
from evaluation.models import AvisFaisabilite, Bilan, SaisiePourCompte, VersionBilan

EVALUATION = ANIMATION | {Role.EVALUATEUR}
OPEN = (StatutBilan.A_ETABLIR, StatutBilan.BROUILLON, StatutBilan.A_COMPLETER)


@predicate
def speaks_for_party(actor: Actor, bilan: Bilan) -> bool:
    """By mandate or as a representative; the coordination speaks for the ARS when it carries an action."""
    if bilan.partie.organisation_id in organisations_of(actor):
        return True
    return bilan.partie.type == TypePartie.ARS and coordinates(actor, bilan)


@predicate
def holds_link(actor: Actor, bilan: Bilan) -> bool:
    """The actor came by a personal link to this very bilan."""
    if actor.link_id is None:
        return False
    links = PersonalLink.objects.filter(pk=actor.link_id, usage=UsageLien.BILAN, object_id=bilan.pk)
    return links.filter(revoque_le__isnull=True, expire_le__gt=horloge.now()).exists()


@predicate
def coordinates(actor: Actor, bilan: Bilan) -> bool:
    return bool(roles(actor, bilan.ca) & COORDINATION)


@predicate
def is_open(actor: Actor, bilan: Bilan) -> bool:
    return bilan.ouvert


@predicate
def fills_on_behalf(actor: Actor, bilan: Bilan) -> bool:
    """The coordination types for the party a draft of its own, until it is sent or taken over (decisions.md 27)."""
    mine = SaisiePourCompte.objects.filter(
        version__bilan=bilan.pk,
        version__transmise_le__isnull=True,
        a_confirmer_le__isnull=True,
        reprise_le__isnull=True,
    )
    return mine.exists() and bool(coordinates(actor, bilan))


@predicate
def belongs(actor: Actor, bilan: Bilan) -> bool:
    return bool(roles(actor, bilan.ca) & INTERNES)


@predicate
def animates(actor: Actor, ca: Cooperative) -> bool:
    return bool(roles(actor, ca) & ANIMATION)


@predicate
def evaluates(actor: Actor, ca: Cooperative) -> bool:
    """Who answers the référentiel: the animation, and the évaluateur, who writes nothing else (decisions.md 3)."""
    return bool(roles(actor, ca) & EVALUATION)


@predicate
def gives_opinion(actor: Actor, avis: AvisFaisabilite) -> bool:
    """Who speaks for the organisation, a member of the CA; the coordination for the délégation."""
    ca, organisation = avis.evaluation.ca, avis.organisation
    if not ca.membres.actifs().filter(organisation=organisation).exists():
        return False
    if organisation.type == TypeOrganisation.ARS:
        return bool(roles(actor, ca) & COORDINATION)
    return organisation.pk in organisations_of(actor)


owns = speaks_for_party | holds_link
may_fill = is_open & (owns | fills_on_behalf)
may_transmit = is_open & owns
may_review = coordinates


@predicate
def may_read_version(actor: Actor, version: VersionBilan) -> bool:
    """A draft is its party's; a transmitted version is read by the whole CA (R-SI-03)."""
    if version.transmise_le is None:
        return owns(actor, version.bilan) or fills_on_behalf(actor, version.bilan)
    return owns(actor, version.bilan) or belongs(actor, version.bilan)
