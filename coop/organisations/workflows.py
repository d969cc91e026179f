"""Creating organisations and contacts. Who may do it is the caller's rule: mandates live on a floor above."""

from django.db import transaction

from coop.journal.actors import Actor
from coop.journal.workflows import record
from coop.organisations.models import Contact, Organisation
from coop.organisations.queries import duplicates_of, find_contact


class PossibleDuplicate(Exception):
    """Organisations that look like the one to create: the page shows them and asks."""

    def __init__(self, candidates: list[Organisation]) -> None:
        super().__init__("Une organisation de ce nom existe peut-être déjà.")
        self.candidates = candidates


@transaction.atomic
def create_organisation(
    *, actor: Actor, despite_duplicates: bool = False, ca_id: int | None = None, **fields
) -> Organisation:
    """Create an organisation from its model fields.

    Raises PossibleDuplicate unless `despite_duplicates` (the person looked and confirmed), ValidationError when a
    field is wrong or when the SIRET is taken: a confirmed duplicate never shares a SIRET.
    """
    organisation = Organisation(**fields)
    candidates = duplicates_of(organisation.nom, commune=organisation.commune, siret=organisation.siret)
    if candidates and not despite_duplicates:
        raise PossibleDuplicate(candidates)
    organisation.full_clean()
    organisation.save()
    record(
        "organisation.create",
        f"L’organisation {organisation} a été créée.",
        actor=actor,
        obj=organisation,
        ca_id=ca_id,
        departement=organisation.departement.code if organisation.departement else "",
        organisation_id=organisation.pk,
    )
    return organisation


@transaction.atomic
def create_contact(*, actor: Actor, ca_id: int | None = None, **fields) -> Contact:
    """Create a contact from its model fields; ValidationError when the address is already somebody's."""
    contact = Contact(**fields)
    contact.email = contact.email.strip().lower()
    contact.full_clean()
    contact.save()
    record(
        "contact.create",
        f"Le contact {contact.fonction} a été créé.",
        actor=actor,
        obj=contact,
        ca_id=ca_id,
        organisation_id=contact.organisation_id,
    )
    return contact


@transaction.atomic
def find_or_create_contact(*, email: str, actor: Actor, ca_id: int | None = None, **fields) -> tuple[Contact, bool]:
    """The contact of `email`, left as it is, else a new one made from `fields`; the boolean says it is new."""
    existing = find_contact(email)
    if existing is not None:
        return existing, False
    return create_contact(actor=actor, ca_id=ca_id, email=email, **fields), True
