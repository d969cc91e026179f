"""Who opens accounts and gives mandates (domain.md §4.5, row « Utilisateur/Contact »; decisions.md 2, 3)."""

from coop.accounts.enums import GIVEN_BY_DD, RoleMandat
from coop.accounts.models import Mandate, User
from coop.accounts.predicates import predicate
from coop.journal.actors import Actor
from coop.organisations.models import Contact


def running(actor: Actor, *roles: RoleMandat):
    """The running mandates of the actor's contact, among `roles`."""
    return Mandate.objects.active().filter(contact_id=actor.contact_id, role__in=roles)


@predicate
def is_admin(actor: Actor, obj) -> bool:
    return actor.is_admin


@predicate
def is_siege(actor: Actor, obj) -> bool:
    return actor.contact_id is not None and running(actor, RoleMandat.SIEGE).exists()


@predicate
def is_coordinateur_dd(actor: Actor, obj) -> bool:
    return actor.contact_id is not None and running(actor, RoleMandat.COORDINATEUR_DD).exists()


@predicate
def has_account(actor: Actor, obj) -> bool:
    """False for a personal link: it opens one object and gives no right to others."""
    return actor.user_id is not None and actor.link_id is None


@predicate
def is_dd_of_mandate(actor: Actor, mandate: Mandate) -> bool:
    """The mandate is of a kind a coordinator gives, on the coordinator's département."""
    departement_id = mandate.departement_id
    if departement_id is None and mandate.organisation:
        departement_id = mandate.organisation.departement_id
    own = running(actor, RoleMandat.COORDINATEUR_DD).filter(departement_id=departement_id)
    return mandate.role in GIVEN_BY_DD and departement_id is not None and own.exists()


@predicate
def is_of_admin(actor: Actor, contact: Contact) -> bool:
    return User.objects.filter(contact=contact, is_superuser=True).exists()


@predicate
def is_dd_of_person(actor: Actor, contact: Contact) -> bool:
    """A coordinator who could give each mandate this person holds: whoever has the address holds them."""
    held = contact.mandates.active().select_related("organisation")
    return is_coordinateur_dd(actor) and all(is_dd_of_mandate(actor, mandate) for mandate in held)


may_invite = has_account & (is_admin | is_siege | is_coordinateur_dd)
may_give_mandate = has_account & (is_admin | is_siege | is_dd_of_mandate)
may_change_address = has_account & (is_admin | (~is_of_admin & (is_siege | is_dd_of_person)))
