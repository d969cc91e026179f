"""Organisations and contacts: fictitious, by function, at demo.invalid."""

import factory

from coop.organisations.enums import TypeOrganisation
from coop.organisations.models import Contact, Organisation, Secteur
from tests.factories.territories import DepartementFactory


class SecteurFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Secteur
        django_get_or_create = ("code",)

    code = "insertion"
    libelle = factory.LazyAttribute(lambda row: row.code.replace("-", " ").capitalize())


class OrganisationFactory(factory.django.DjangoModelFactory):
    """An association of the Yvelines; the trait `dd` makes the délégation of its département."""

    class Meta:
        model = Organisation

    class Params:
        dd = factory.Trait(
            type=TypeOrganisation.ARS,
            nom=factory.LazyAttribute(lambda row: f"ARS, délégation du {row.departement.code}"),
        )

    nom = factory.Sequence(lambda n: f"Association fictive {n:03}")
    type = TypeOrganisation.ASSOCIATION
    secteur = factory.SubFactory(SecteurFactory)
    departement = factory.SubFactory(DepartementFactory)
    est_fictive = True


class ContactFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Contact

    organisation = factory.SubFactory(OrganisationFactory)
    fonction = factory.Sequence(lambda n: f"Chargée de mission {n:03}")
    email = factory.Sequence(lambda n: f"contact-{n:03}@demo.invalid")
    est_fictif = True
