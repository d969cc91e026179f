"""Who writes what in the life of a coopérative (domain.md §4.5): the animation everything, each member what it brought."""

from coop.accounts.enums import RoleMandat
from coop.accounts.models import Mandate
from coop.accounts.predicates import predicate
from coop.journal.actors import Actor
from coop.territories.models import Departement
from cooperatives.models import EchangePratiques
from cooperatives.models.vie import Apport
from cooperatives.roles import organisations_of
from cooperatives.rules import animates, takes_part


@predicate
def brought(actor: Actor, row: Apport) -> bool:
    """The person wrote the row, or speaks for the organisation that brought it, and still takes part."""
    if not takes_part(actor, row.ca):
        return False
    own = actor.contact_id is not None and row.contact_id == actor.contact_id
    return own or row.organisation_id in organisations_of(actor)


@predicate
def writes_contribution(actor: Actor, row: Apport) -> bool:
    return animates(actor, row.ca) or brought(actor, row)


@predicate
def of_siege(actor: Actor, _nothing: object = None) -> bool:
    return actor.is_admin or _holds(actor, role=RoleMandat.SIEGE)


@predicate
def shares_practice(actor: Actor, _nothing: object = None) -> bool:
    """The siège and the délégations organise the exchanges of practice (R-REC-08)."""
    return of_siege(actor) or _holds(actor, role=RoleMandat.COORDINATEUR_DD)


@predicate
def writes_exchange(actor: Actor, row: EchangePratiques) -> bool:
    """The délégation that noted it, and the siège."""
    if of_siege(actor):
        return True
    return row.tenu_par_id is not None and _holds(
        actor, role=RoleMandat.COORDINATEUR_DD, departement_id=row.tenu_par_id
    )


def delegation_of(actor: Actor, taking_part: list[Departement]) -> Departement | None:
    """The délégation in whose name `actor` notes an exchange: one that takes part first; None for the siège."""
    if of_siege(actor):
        return None
    held = Mandate.objects.active().filter(contact_id=actor.contact_id, role=RoleMandat.COORDINATEUR_DD)
    own = list(Departement.objects.filter(pk__in=held.order_by().values("departement")).order_by("code"))
    return next((row for row in own if row in taking_part), own[0] if own else None)


@predicate
def follows_departement(actor: Actor, departement: Departement) -> bool:
    """The délégation of the département follows its own recommendations."""
    return actor.is_admin or _holds(actor, role=RoleMandat.COORDINATEUR_DD, departement=departement)


@predicate
def describes_delegation(actor: Actor, departement: Departement) -> bool:
    """The délégation writes what it gives and who answers for it; the siège too (§4.5)."""
    return of_siege(actor) or follows_departement(actor, departement)


def _holds(actor: Actor, **mandate) -> bool:
    return (
        actor.contact_id is not None
        and Mandate.objects.active().filter(contact_id=actor.contact_id, **mandate).exists()
    )
