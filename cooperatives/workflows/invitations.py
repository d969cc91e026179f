"""Inviting several organisations at once: all those given, or none."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils.text import Truncator

from coop.accounts.predicates import require
from coop.journal.actors import Actor
from coop.organisations.models import Contact, Organisation, Secteur
from coop.organisations.workflows import create_contact, create_organisation
from coop.ui import typographie
from cooperatives.invitations import Devenir, Ligne, contacts_of, reconnaitre
from cooperatives.models import Cooperative, Membre
from cooperatives.rules import coordinates
from cooperatives.workflows.membres import invite


@dataclass(frozen=True, slots=True)
class AInviter:
    """A line that was previewed; type and sector serve an organisation that is not in the directory yet.

    `visible` says whether the one who invites may see the contact known at the address.
    """

    ligne: Ligne
    type: str
    secteur: Secteur
    visible: bool = True


@transaction.atomic
def invite_all(ca: Cooperative, *, actor: Actor, lignes: Sequence[AInviter]) -> list[Membre]:
    """Invite each line; those of organisations that already take part, and repeated ones, are passed over.

    Raises Refused, ValidationError.
    """
    require(coordinates, actor, ca, "La délégation départementale invite les membres.")
    texts = [row.ligne for row in lignes]
    contacts = contacts_of(texts)
    visible = frozenset(contacts[row.ligne.email].pk for row in lignes if row.visible and row.ligne.email in contacts)
    recognised = zip(lignes, reconnaitre(ca, texts, visible), strict=True)
    return [_invite(ca, actor, row, known, contacts.get(row.ligne.email)) for row, known in recognised if known.prete]


def _invite(ca: Cooperative, actor: Actor, row: AInviter, known: Devenir, contact: Contact | None) -> Membre:
    """The contact known at the address is invited even when it is not shown: it is then called by the typed function."""
    organisation = known.organisation or _create(ca, actor, row)
    fonction = row.ligne.fonction or fonction_inconnue(organisation)
    if contact is None and row.ligne.email:
        contact = create_contact(
            actor=actor, ca_id=ca.pk, email=row.ligne.email, fonction=fonction, organisation=organisation,
            est_fictif=ca.est_fictive,
        )  # fmt: skip
    elif known.contact is not None:
        fonction = ""
    return invite(ca, actor=actor, organisation=organisation, contact=contact, fonction=fonction)


def fonction_inconnue(organisation: Organisation) -> str:
    """What a person is called while nobody has said their function: by the organisation, so that two are told apart."""
    room = Contact._meta.get_field("fonction").max_length
    return Truncator(f"Contact {typographie.de(organisation.nom)}").chars(room)


def _create(ca: Cooperative, actor: Actor, row: AInviter) -> Organisation:
    return create_organisation(
        actor=actor, ca_id=ca.pk, despite_duplicates=True, nom=row.ligne.nom, type=row.type, secteur=row.secteur,
        departement=ca.departement, est_fictive=ca.est_fictive,
    )  # fmt: skip
