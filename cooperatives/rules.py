"""Who does what in a coopérative (domain.md §4.5): the DD decides, the co-pilote writes with it, a partner its own rows."""

from django.db.models import Q

from coop.accounts.enums import RoleMandat
from coop.accounts.models import Mandate
from coop.accounts.predicates import predicate
from coop.journal.actors import Actor
from coop.organisations.enums import TypeOrganisation
from coop.organisations.models import Contact
from coop.territories.models import Departement
from cooperatives.enums import Role
from cooperatives.models import Cooperative, Membre, Reunion
from cooperatives.roles import ANIMATION, CONTRIBUTION, COORDINATION, organisations_of, roles


@predicate
def may_create(actor: Actor, departement: Departement) -> bool:
    """The initiative belongs to the DD (R-PRIN-00); an administrator may help."""
    mandates = Mandate.objects.active().filter(contact_id=actor.contact_id, role=RoleMandat.COORDINATEUR_DD)
    own = actor.contact_id is not None and mandates.filter(departement=departement).exists()
    return actor.is_admin or own


@predicate
def keeps_register(actor: Actor, departement: Departement) -> bool:
    """The register of local schemes is kept by the délégation of each département and by the siège (§4.5)."""
    roles = Q(role=RoleMandat.SIEGE) | Q(role=RoleMandat.COORDINATEUR_DD, departement=departement)
    known = (
        actor.contact_id is not None and Mandate.objects.active().filter(roles, contact_id=actor.contact_id).exists()
    )
    return actor.is_admin or known


@predicate
def coordinates(actor: Actor, ca: Cooperative) -> bool:
    return bool(roles(actor, ca) & COORDINATION)


@predicate
def animates(actor: Actor, ca: Cooperative) -> bool:
    return bool(roles(actor, ca) & ANIMATION)


@predicate
def administers(actor: Actor, ca: Cooperative) -> bool:
    return actor.is_admin


@predicate
def writes_member(actor: Actor, membre: Membre) -> bool:
    """The animation of the CA, or the organisation itself for its own mandates and role."""
    return animates(actor, membre.ca) or is_own_member(actor, membre)


@predicate
def is_own_member(actor: Actor, membre: Membre) -> bool:
    return membre.organisation_id in organisations_of(actor)


def is_of_dd(contact: Contact, departement: Departement) -> bool:
    """The person works for the délégation of `departement`, by organisation or by mandate (R-GOUV-01)."""
    organisation = contact.organisation
    employed = organisation is not None and organisation.type == TypeOrganisation.ARS
    if employed and organisation.departement_id == departement.pk:
        return True
    mandates = contact.mandates.active().filter(role=RoleMandat.COORDINATEUR_DD, departement=departement)
    return mandates.exists()


@predicate
def takes_part(actor: Actor, ca: Cooperative) -> bool:
    """Those who make the CA: its animation, its partners, the representatives of inhabitants."""
    return bool(roles(actor, ca) & (CONTRIBUTION | {Role.HABITANT}))


@predicate
def takes_part_in(actor: Actor, reunion: Reunion) -> bool:
    """Those who make the CA, and whoever was convened to this meeting."""
    if actor.contact_id is None:
        return False
    convened = reunion.convocations.filter(contact=actor.contact_id).exists()
    return convened or bool(roles(actor, reunion.ca) & (CONTRIBUTION | {Role.HABITANT}))


@predicate
def writes_regional_text(actor: Actor, _obj: object) -> bool:
    """The siège edits the text templates in product pages (decisions.md 3)."""
    held = Mandate.objects.active().filter(contact_id=actor.contact_id, role=RoleMandat.SIEGE)
    return actor.is_admin or (actor.contact_id is not None and held.exists())
