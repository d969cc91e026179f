"""Who writes and who reads a note: the siège writes; a délégation reads those of the région and of its département."""

from django.db.models import QuerySet

from coop.accounts.enums import RoleMandat
from coop.accounts.models import Mandate
from coop.accounts.predicates import predicate
from coop.journal.actors import Actor
from cooperatives.rules_vie import of_siege
from portail.models import REGION, NoteRegionale

DELEGATIONS = (RoleMandat.COORDINATEUR_DD, RoleMandat.DELEGUE)


@predicate
def writes_note(actor: Actor, _nothing: object = None) -> bool:
    return of_siege(actor)


def notes_lisibles(actor: Actor) -> QuerySet[NoteRegionale]:
    """The published notes that `actor` reads, without what they hold."""
    rows = NoteRegionale.objects.publiees()
    if of_siege(actor):
        return rows
    held = Mandate.objects.active().filter(contact_id=actor.contact_id, role__in=DELEGATIONS)
    codes = list(held.order_by().values_list("departement__code", flat=True))
    return rows.filter(territoire__in=[REGION, *codes]) if codes else rows.none()
