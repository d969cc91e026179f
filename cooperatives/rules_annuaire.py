"""Who writes in the directory of partners (domain.md §4.5, rows « Organisme » and « Contact »)."""

from django.db.models import Q

from coop.accounts.enums import RoleMandat
from coop.accounts.models import Mandate
from coop.accounts.predicates import predicate
from coop.accounts.rules import is_admin, is_siege
from coop.journal.actors import Actor
from coop.organisations.models import Contact, Organisation
from cooperatives.enums import StatutMembre
from cooperatives.models import Cooperative, CoPilote, Membre
from cooperatives.models.perimetre import running
from cooperatives.roles import ACTIFS, organisations_of

SUIVIS = (StatutMembre.REPERE, StatutMembre.INVITE, *ACTIFS)


def departements_of(actor: Actor) -> list[int]:
    """Ids of the départements where the actor coordinates."""
    mandates = Mandate.objects.active().filter(contact_id=actor.contact_id, role=RoleMandat.COORDINATEUR_DD)
    return list(mandates.values_list("departement_id", flat=True)) if actor.contact_id else []


@predicate
def is_coordinator(actor: Actor, organisation: Organisation | None) -> bool:
    return bool(departements_of(actor))


@predicate
def is_of_own_departement(actor: Actor, organisation: Organisation) -> bool:
    """The organisation is of a département the actor coordinates, of none, or takes part in a CA of it."""
    mine = departements_of(actor)
    if not mine:
        return False
    here = organisation.departement_id is None or organisation.departement_id in mine
    return here or organisation.participations.filter(ca__departement__in=mine, statut__in=SUIVIS).exists()


@predicate
def is_led(actor: Actor, organisation: Organisation) -> bool:
    """The actor's organisation co-leads a CA where this one takes part."""
    led = CoPilote.objects.filter(running(), organisation__in=organisations_of(actor)).values("ca")
    return Membre.objects.filter(ca__in=led, organisation=organisation, statut__in=SUIVIS).exists()


@predicate
def is_own(actor: Actor, organisation: Organisation) -> bool:
    return organisation.pk in organisations_of(actor)


may_add = is_admin | is_siege | is_coordinator
may_edit = is_admin | is_siege | is_of_own_departement | is_own | is_led
# The type decides what its people read (an inhabitants' group reads no amount): it is not theirs to say.
may_type = is_admin | is_siege | is_of_own_departement
may_merge = is_admin | is_siege
may_tell_apart = is_admin | is_siege | is_coordinator


def sees_contact(user, contact: Contact) -> bool:
    """Whether the account may be shown this person: its perimeter, or a CA it may read where the person takes part."""
    if Contact.objects.visible_to(user).filter(pk=contact.pk).exists():
        return True
    people = Cooperative.objects.visible_to(user).filter(
        Q(membres__representants__contact=contact, membres__statut__in=ACTIFS)
        | Q(instances__participants__contact=contact)
        | Q(coordinateurs__contact=contact)
    )
    return people.exists()
