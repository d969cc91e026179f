"""The address of a person, which mandates, mails and sign-in follow: changed by who keeps the accounts, never alone."""

from allauth.account.adapter import get_adapter
from allauth.account.models import EmailAddress
from allauth.usersessions.models import UserSession
from django.core.exceptions import ValidationError
from django.db import transaction

from coop.accounts.models import User
from coop.accounts.predicates import require
from coop.accounts.rules import may_change_address
from coop.accounts.workflows.invitations import close_what_was_sent
from coop.journal.actors import Actor
from coop.journal.workflows import record
from coop.organisations.models import Contact

REFUSED = (
    "L’adresse de cette personne est tenue par une autre délégation, par le siège ou par l’administration de Coop."
)


@transaction.atomic
def change_address(contact: Contact, *, actor: Actor, email: str) -> Contact:
    """Write the new address of `contact` and of its account; the former one is told, and nothing sent there opens any more.

    Open sessions end: whoever signed in with the former address signs in with the new one. Raises Refused, ValidationError
    when the address is unchanged or somebody else's.
    """
    require(may_change_address, actor, contact, REFUSED)
    contact = Contact.objects.select_for_update().get(pk=contact.pk)
    former, contact.email = contact.email, email.strip().lower()
    if contact.email == former:
        raise ValidationError({"email": "C’est déjà l’adresse de cette personne."})
    if User.objects.filter(email=contact.email).exclude(contact=contact).exists():
        raise ValidationError({"email": "Un autre compte a cette adresse."})
    contact.full_clean()
    contact.save_version()
    _move_account(contact)
    close_what_was_sent(contact, actor=actor, comment="L’adresse de la personne a changé.")
    record(
        "contact.change_address", f"L’adresse électronique de {contact.fonction} a changé.",
        actor=actor, obj=contact, organisation_id=contact.organisation_id,
    )  # fmt: skip
    if former:
        get_adapter().send_mail("accounts/email/adresse", former, {"contact": contact, "par": actor.label})
    return contact


def _move_account(contact: Contact) -> None:
    """The account signs in with the new address only."""
    user = User.objects.filter(contact=contact).first()
    if user is None:
        return
    user.email = contact.email
    user.save(update_fields=["email"])
    EmailAddress.objects.filter(user=user).delete()
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    for session in UserSession.objects.filter(user=user):
        session.end()
