"""Who signs an avenant for a party that is already there: people change between the convention and its avenants."""

from django.db import transaction

from conventions.models import Avenant, Partie, Signataire
from conventions.workflows.avenants import _draft, _say
from conventions.workflows.parties import set_signatory
from coop.journal.actors import Actor
from coop.organisations.models import Contact


@transaction.atomic
def designer(
    avenant: Avenant,
    partie: Partie,
    *,
    actor: Actor,
    contact: Contact | None,
    qualite: str,
    par_delegation: bool,
    delegation: str = "",
) -> Signataire:
    """Name who signs for `partie`, on paper without contact; what was signed before keeps its own signatory."""
    avenant = _draft(avenant, actor)
    row = set_signatory(partie, contact, qualite.strip(), par_delegation, delegation)
    summary = f"{avenant}\u00a0: {row} signera."
    _say("designate", summary, avenant, actor, organisation_id=partie.organisation_id)
    return row


__all__ = ["designer"]
