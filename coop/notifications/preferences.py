"""How often somebody wants to be written to."""

from coop.accounts.predicates import Refused
from coop.journal.actors import Actor
from coop.notifications.enums import Frequence
from coop.notifications.models import PreferenceRappel


def frequence_de(contact_id: int | None) -> str:
    """The choice of a person: each Monday until it says otherwise."""
    row = PreferenceRappel.objects.filter(contact=contact_id).first() if contact_id else None
    return row.frequence if row else Frequence.HEBDOMADAIRE


def choisir(frequence: str, *, actor: Actor) -> PreferenceRappel:
    """Keep the choice of `actor`; a private setting, not an act of the journal."""
    if actor.contact_id is None:
        raise Refused("Votre compte ne reçoit pas de récapitulatif\u00a0: il n’est lié à aucune personne.")
    row = PreferenceRappel.objects.filter(contact=actor.contact_id).first()
    row = row or PreferenceRappel(contact_id=actor.contact_id)
    row.frequence = frequence
    row.full_clean()
    row.save()
    return row
