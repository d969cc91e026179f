"""Opening the account of a contact, at the contact's address."""

from allauth.account.models import EmailAddress
from django.core.exceptions import ValidationError
from django.db import transaction

from coop.accounts.models import User
from coop.journal.actors import Actor
from coop.journal.workflows import record
from coop.organisations.models import Contact


@transaction.atomic
def open_account(
    contact: Contact, *, actor: Actor, password: str | None = None, is_admin: bool = False, ca_id: int | None = None
) -> User:
    """Open the account of `contact`; without password the person signs in by code.

    Raises ValidationError when the contact has no address or already has an account. The address is taken as
    verified: accounts are only opened from a message received there, or by an administrator.
    """
    if not contact.email:
        raise ValidationError("Ce contact n’a pas d’adresse électronique.")
    if User.objects.filter(contact=contact).exists():
        raise ValidationError("Ce contact a déjà un compte.")
    user = User.objects.create_user(contact.email, password, contact=contact, is_staff=is_admin, is_superuser=is_admin)
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    record(
        "compte.open",
        f"Le compte de {contact.fonction} a été ouvert.",
        actor=actor,
        obj=user,
        ca_id=ca_id,
        organisation_id=contact.organisation_id,
    )
    return user
