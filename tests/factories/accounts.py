"""Accounts and mandates. `utilisateur(RoleMandat.COORDINATEUR_DD, "78")` is the usual way in."""

from datetime import date

import factory

from coop.accounts.enums import RoleMandat
from coop.accounts.models import Mandate, User
from coop.organisations.models import Organisation
from tests.factories.organisations import ContactFactory, OrganisationFactory
from tests.factories.territories import DepartementFactory

LONG_AGO = date(2020, 1, 1)


class UserFactory(factory.django.DjangoModelFactory):
    """An account without password (tests sign in with `force_login`); pass `password=` to give one."""

    class Meta:
        model = User

    email = factory.LazyAttribute(lambda row: row.contact.email)
    contact = factory.SubFactory(ContactFactory)

    @classmethod
    def _create(cls, model_class, *args, password: str | None = None, **kwargs):
        return model_class.objects.create_user(*args, password=password, **kwargs)


class MandateFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Mandate

    contact = factory.SubFactory(ContactFactory)
    role = RoleMandat.LECTEUR
    debut = LONG_AGO


def utilisateur(
    role: RoleMandat | None = None,
    departement: str | None = None,
    *,
    organisation: Organisation | None = None,
    **user_fields,
) -> User:
    """An account whose contact holds the mandate `role` on a département or an organisation.

    Without a role: an account that may do nothing. A partenaire without organisation gets a new one.
    """
    if role in {RoleMandat.COORDINATEUR_DD, RoleMandat.DELEGUE}:
        departement = departement or "78"
        organisation = organisation or _dd(departement)
    organisation = organisation or OrganisationFactory()
    contact = ContactFactory(organisation=organisation)
    if role:
        MandateFactory(
            contact=contact,
            role=role,
            departement=DepartementFactory(code=departement) if departement else None,
            organisation=organisation if role == RoleMandat.PARTENAIRE else None,
        )
    return UserFactory(contact=contact, **user_fields)


def _dd(code: str) -> Organisation:
    existing = Organisation.objects.filter(type="ars", departement__code=code).first()
    return existing or OrganisationFactory(dd=True, departement__code=code)
