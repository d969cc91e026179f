"""A person added by typing an address: the one already known there, when it may be shown, else a new one."""

from django.core.exceptions import ValidationError
from django.db import transaction

from coop.organisations.models import Contact, Organisation
from coop.organisations.queries import find_contact
from coop.organisations.workflows import create_contact
from cooperatives.models import Cooperative
from cooperatives.rules_annuaire import sees_contact

HORS_PERIMETRE = (
    "Cette adresse ne peut pas être ajoutée ici. Laissez-la vide, ou demandez à la coordination d’inviter la personne "
    "depuis la page «\u00a0Membres\u00a0»."
)


@transaction.atomic
def person_at(
    email: str, *, user, ca: Cooperative, fonction: str, organisation: Organisation | None = None, fictive: bool = False
) -> Contact:
    """The contact of `email`, or a new one with this function.

    An address that belongs to somebody outside the perimeter of `user` is refused without a word about who it is
    (otherwise trying addresses would tell who they are).
    """
    known = find_contact(email)
    if known is None:
        return create_contact(
            actor=user.actor, ca_id=ca.pk, email=email, fonction=fonction, organisation=organisation, est_fictif=fictive
        )
    if not sees_contact(user, known):
        raise ValidationError({"email": HORS_PERIMETRE})
    return known
