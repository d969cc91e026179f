"""Inviting several organisations at once: all of them or none."""

from collections.abc import Iterable

from django.db import transaction

from coop.journal.actors import Actor
from coop.organisations.models import Organisation, Secteur
from coop.organisations.workflows import create_organisation, find_or_create_contact
from cooperatives.invitations import Ligne, devenir
from cooperatives.models import Cooperative, Membre
from cooperatives.workflows.membres import invite

FONCTION = "Personne invitée"


@transaction.atomic
def invite_all(ca: Cooperative, *, actor: Actor, lignes: Iterable[tuple[Ligne, str, Secteur]]) -> list[Membre]:
    """Invite each (line, type, sector); type and sector serve an organisation that is not in the register yet.

    Lines of organisations that already take part are passed over. Raises Refused, ValidationError.
    """
    return [membre for row in lignes if (membre := _invite(ca, actor, *row)) is not None]


def _invite(ca: Cooperative, actor: Actor, ligne: Ligne, type: str, secteur: Secteur) -> Membre | None:
    known = devenir(ca, ligne)
    if known.ignoree:
        return None
    organisation = known.organisation or _create(ca, actor, ligne, type, secteur)
    contact = None
    if ligne.email:
        fields = {"fonction": ligne.fonction or FONCTION, "organisation": organisation, "est_fictif": ca.est_fictive}
        contact, _ = find_or_create_contact(email=ligne.email, actor=actor, ca_id=ca.pk, **fields)
    return invite(ca, actor=actor, organisation=organisation, contact=contact)


def _create(ca: Cooperative, actor: Actor, ligne: Ligne, type: str, secteur: Secteur) -> Organisation:
    return create_organisation(
        actor=actor, ca_id=ca.pk, despite_duplicates=True, nom=ligne.nom, type=type, secteur=secteur,
        departement=ca.departement, est_fictive=ca.est_fictive,
    )  # fmt: skip
