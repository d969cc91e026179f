"""Factories: valid rows with fixed, fictitious values. Kernel first; each domain app adds its own file."""

from tests.factories.accounts import MandateFactory, UserFactory, utilisateur
from tests.factories.organisations import ContactFactory, OrganisationFactory, SecteurFactory
from tests.factories.territories import CommuneFactory, DepartementFactory

__all__ = [
    "CommuneFactory",
    "ContactFactory",
    "DepartementFactory",
    "MandateFactory",
    "OrganisationFactory",
    "SecteurFactory",
    "UserFactory",
    "utilisateur",
]
