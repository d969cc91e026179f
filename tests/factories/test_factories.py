"""The factories give valid rows whose rights are the ones asked for."""

import pytest

from coop.accounts.enums import RoleMandat
from coop.accounts.models import Mandate
from tests.factories import CommuneFactory, ContactFactory, MandateFactory, OrganisationFactory, utilisateur

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("factory", [CommuneFactory, ContactFactory, MandateFactory, OrganisationFactory])
def test_factory_gives_a_valid_row(factory):
    factory().full_clean()


@pytest.mark.parametrize("role", RoleMandat)
def test_utilisateur_holds_its_mandate(role):
    user = utilisateur(role)

    mandate = Mandate.objects.active().get(contact=user.contact)
    mandate.full_clean()
    assert mandate.role == role


def test_coordinators_of_a_departement_share_its_delegation():
    first, second = utilisateur(RoleMandat.COORDINATEUR_DD, "93"), utilisateur(RoleMandat.DELEGUE, "93")

    assert first.contact.organisation == second.contact.organisation
    assert first.contact.organisation.departement.nom == "Seine-Saint-Denis"


def test_utilisateur_without_role_holds_nothing():
    assert not Mandate.objects.filter(contact=utilisateur().contact).exists()
