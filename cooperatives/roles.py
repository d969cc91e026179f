"""What somebody is in one coopérative, from mandates and dated rows (decisions.md 2, domain.md §4.5)."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.db.models import Q, QuerySet

from coop.accounts.enums import RoleMandat
from coop.accounts.models import Mandate
from coop.journal.actors import Actor
from coop.organisations.enums import TypeOrganisation
from cooperatives.enums import QualiteInstance, Role
from cooperatives.models import Cooperative, Coordinateur, CoPilote, Membre, MembreInstance, Representant
from cooperatives.models.perimetre import ACTIFS, lit_encore, running

# Who reads what is internal to a CA (everything but other people's drafts, R-SI-03).
INTERNES = frozenset(
    {
        Role.ADMIN,
        Role.SIEGE,
        Role.COORDINATION,
        Role.COPILOTE,
        Role.DELEGUE,
        Role.PARTENAIRE,
        Role.HABITANT,
        Role.EVALUATEUR,
    }
)
TOUS = INTERNES | {Role.VOISIN, Role.LECTEUR}
# The DD coordinator validates; the co-pilote writes with it (R-DEF-22); the siège never edits a CA (§4.5 rule 2).
COORDINATION = frozenset({Role.COORDINATION})
ANIMATION = frozenset({Role.COORDINATION, Role.COPILOTE})
CONTRIBUTION = ANIMATION | {Role.PARTENAIRE}
# What the ARS keeps to itself: its délégation, its délégué, its siège.
ARS = frozenset({Role.ADMIN, Role.SIEGE, Role.COORDINATION, Role.DELEGUE})


_remembered: ContextVar[dict | None] = ContextVar("remembered_roles", default=None)


@contextmanager
def remembered() -> Iterator[None]:
    """Within the block roles are read once for a person and a CA: for a page that only reads."""
    token = _remembered.set({})
    try:
        yield
    finally:
        _remembered.reset(token)


def roles(actor: Actor, ca: Cooperative) -> frozenset[Role]:
    """The roles of `actor` in `ca` today; empty for a stranger. A fixed, small number of statements."""
    known = _remembered.get()
    if known is None:
        return _read_roles(actor, ca)
    key = (actor.is_admin, actor.contact_id, ca.pk)
    if key not in known:
        known[key] = _read_roles(actor, ca)
    return known[key]


def _read_roles(actor: Actor, ca: Cooperative) -> frozenset[Role]:
    if actor.is_admin:
        return frozenset({Role.ADMIN})
    if actor.contact_id is None:
        return frozenset()
    mandates = list(Mandate.objects.active().filter(contact_id=actor.contact_id))
    return frozenset(_of_mandates(mandates, ca) | _of_members(actor.contact_id, mandates, ca))


def organisations_of(actor: Actor) -> frozenset[int]:
    """Ids of the organisations `actor` speaks for today, by mandate or as a representative."""
    if actor.contact_id is None:
        return frozenset()
    mandated, represented = _speaking(actor)
    return frozenset(mandated) | frozenset(represented)


def spoken_for(actor: Actor) -> Q:
    """The same as a condition on rows that have an `organisation`: for those who read no more than these rows."""
    if actor.contact_id is None:
        return Q(pk__in=())
    mandated, represented = _speaking(actor)
    return Q(organisation__in=mandated) | Q(organisation__in=represented)


def _speaking(actor: Actor) -> tuple[QuerySet, QuerySet]:
    """Ids of organisations: by mandate, as a representative."""
    mandated = Mandate.objects.active().filter(contact_id=actor.contact_id, role=RoleMandat.PARTENAIRE)
    represented = Representant.objects.filter(running(), contact_id=actor.contact_id)
    return (
        mandated.values_list("organisation_id", flat=True),
        represented.values_list("membre__organisation_id", flat=True),
    )


def _of_mandates(mandates: list[Mandate], ca: Cooperative) -> set[Role]:
    found: set[Role] = set()
    for mandate in mandates:
        here = mandate.departement_id == ca.departement_id
        if mandate.role == RoleMandat.SIEGE:
            found.add(Role.SIEGE)
        elif mandate.role == RoleMandat.LECTEUR:
            found.add(Role.LECTEUR)
        elif mandate.role == RoleMandat.EVALUATEUR and (here or mandate.departement_id is None):
            found.add(Role.EVALUATEUR)
        elif mandate.role == RoleMandat.COORDINATEUR_DD:
            found |= {Role.COORDINATION} if here else _neighbour(mandate, ca)
        elif mandate.role == RoleMandat.DELEGUE:
            found |= {Role.DELEGUE} if here else _neighbour(mandate, ca)
    return found


def _neighbour(mandate: Mandate, ca: Cooperative) -> set[Role]:
    """A DD whose département the territory touches reads the overview (decisions.md 4)."""
    departement = mandate.departement_id
    touches = Q(communes__departement=departement) | Q(departements_vises=departement)
    touches |= Q(quartiers__departement=departement) | Q(intercommunalites__communes__departement=departement)
    return {Role.VOISIN} if Cooperative.objects.filter(touches, pk=ca.pk).exists() else set()


def _of_members(contact_id: int, mandates: list[Mandate], ca: Cooperative) -> set[Role]:
    organisations = {m.organisation_id for m in mandates if m.role == RoleMandat.PARTENAIRE}
    found: set[Role] = set()
    members = Membre.objects.filter(lit_encore(), ca=ca, statut__in=ACTIFS).filter(
        Q(organisation__in=organisations) | Q(running("representants__"), representants__contact_id=contact_id)
    )
    # The DD is a member too, but its people act by their mandates: they are no partners.
    partners = members.exclude(organisation__type=TypeOrganisation.ARS)
    for kind in partners.values_list("organisation__type", flat=True):
        found.add(Role.HABITANT if kind == TypeOrganisation.GROUPE_HABITANTS else Role.PARTENAIRE)
    if CoPilote.objects.filter(running(), ca=ca, organisation__in=organisations).exists():
        found.add(Role.COPILOTE)
    for kind in Coordinateur.objects.filter(running(), ca=ca, contact_id=contact_id).values_list("type", flat=True):
        found.add(Role.COORDINATION if kind == "dd" else Role.COPILOTE)
    if not found:
        found |= _of_instances(contact_id, ca)
    return found


def _of_instances(contact_id: int, ca: Cooperative) -> set[Role]:
    """Somebody who only sits in an instance reads as an inhabitant or as a partner without action."""
    rows = MembreInstance.objects.filter(instance__ca=ca, instance__fin__isnull=True, contact_id=contact_id)
    seats = rows.filter(lit_encore("membre__"))
    return {
        Role.HABITANT if quality == QualiteInstance.HABITANT else Role.PARTENAIRE
        for quality in seats.values_list("qualite", flat=True)
    }
