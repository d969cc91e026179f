"""Inviting a contact to open an account: one secret, fourteen days, one use."""

from datetime import timedelta

from allauth.account.adapter import get_adapter
from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse

from coop import horloge
from coop.accounts import liens, tokens
from coop.accounts.models import Invitation, PersonalLink, User
from coop.accounts.predicates import Refused, require
from coop.accounts.rules import may_invite
from coop.accounts.workflows.comptes import open_account
from coop.journal.actors import Actor
from coop.journal.workflows import record
from coop.organisations.models import Contact

VALID_FOR = timedelta(days=14)


@transaction.atomic
def invite(contact: Contact, *, actor: Actor, ca_id: int | None = None, objet: str = "") -> tuple[Invitation, str]:
    """Send `contact` the way to open an account; return the row and its address (kept nowhere else).

    `objet` is the sentence that says who invites and to what. Inviting again closes the earlier invitations. Raises Refused, or ValidationError when the contact has no address
    or already has an account.
    """
    require(may_invite, actor, contact, "Votre mandat ne permet pas d’inviter quelqu’un.")
    contact = Contact.objects.select_for_update().get(pk=contact.pk)
    if not contact.email:
        raise ValidationError("Ce contact n’a pas d’adresse électronique\u00a0: complétez sa fiche.")
    if User.objects.filter(contact=contact).exists():
        raise ValidationError("Ce contact a déjà un compte.")
    token, token_hash = tokens.draw()
    moment = horloge.now()
    running = contact.invitations.filter(acceptee_le__isnull=True, expire_le__gt=moment)
    running.update(expire_le=moment)
    invitation = Invitation(
        contact=contact, token_hash=token_hash, ca_id=ca_id, cree_le=moment, expire_le=moment + VALID_FOR
    )
    invitation.full_clean()
    invitation.save()
    record(
        "invitation.send",
        f"{contact.fonction} a été invité à ouvrir un compte.",
        actor=actor,
        obj=invitation,
        ca_id=ca_id,
        organisation_id=contact.organisation_id,
    )
    return invitation, _send(invitation, token, objet)


@transaction.atomic
def close_what_was_sent(contact: Contact, *, actor: Actor, comment: str) -> None:
    """Nothing sent to the former address of `contact` opens any more: personal links of every usage, and invitations."""
    for link in PersonalLink.objects.filter(contact=contact, revoque_le__isnull=True):
        liens.revoke(link, actor=actor, comment=comment)
    moment = horloge.now()
    contact.invitations.filter(acceptee_le__isnull=True, expire_le__gt=moment).update(expire_le=moment)


def find_invitation(token: str) -> Invitation | None:
    """The running invitation of a secret; None when it is unknown, expired or already used."""
    running = Invitation.objects.filter(acceptee_le__isnull=True, expire_le__gt=horloge.now())
    return running.select_related("contact").filter(token_hash=tokens.hashed(token)).first()


@transaction.atomic
def accept_invitation(token: str, *, password: str | None = None) -> User:
    """Open the invited contact's account, once; without password the person signs in by code.

    Raises Refused when the invitation no longer runs, ValidationError when the account exists already.
    """
    found = find_invitation(token)
    locked = Invitation.objects.select_for_update().filter(pk=found.pk, acceptee_le__isnull=True) if found else None
    if not locked or not locked.update(acceptee_le=horloge.now()):
        raise Refused("Cette invitation n’est plus valable.")
    actor = Actor(label=found.contact.fonction, contact_id=found.contact_id)
    return open_account(found.contact, actor=actor, password=password, ca_id=found.ca_id)


def _send(invitation: Invitation, token: str, objet: str) -> str:
    url = tokens.absolute(reverse("invitations:accepter", args=[token]))
    context = {
        "invitation": invitation,
        "contact": invitation.contact,
        "ca_id": invitation.ca_id,
        "objet": objet,
        "action_url": url,
        "action_label": "Ouvrir mon compte",
    }
    get_adapter().send_mail("accounts/email/invitation", invitation.contact.email, context)
    return url
