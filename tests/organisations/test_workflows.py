"""Creating organisations and contacts once, and the constraints by name."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from coop.journal.actors import SYSTEM
from coop.journal.models import Entry
from coop.organisations.models import Contact, Organisation
from coop.organisations.workflows import (
    PossibleDuplicate,
    create_contact,
    create_organisation,
    find_or_create_contact,
)
from tests.factories import ContactFactory, DepartementFactory, OrganisationFactory, SecteurFactory

pytestmark = pytest.mark.django_db
SIRET = "35600000000048"


def _fields(**more) -> dict:
    return {"nom": "Les Jardins", "type": "association", "secteur": SecteurFactory(), **more}


def test_organisation_is_created_and_journaled():
    row = create_organisation(actor=SYSTEM, ca_id=3, **_fields(departement=DepartementFactory(code="78")))

    entry = Entry.objects.get(verb="organisation.create")
    assert (entry.organisation_id, entry.departement_code, entry.ca_id) == (row.pk, "78", 3)
    assert row.recherche == "les jardins"


def test_possible_duplicate_is_shown_then_confirmed():
    known = OrganisationFactory(nom="Les jardins")

    with pytest.raises(PossibleDuplicate) as refused:
        create_organisation(actor=SYSTEM, **_fields())
    assert refused.value.candidates == [known]

    create_organisation(actor=SYSTEM, despite_duplicates=True, **_fields())
    assert Organisation.objects.filter(recherche="les jardins").count() == 2


def test_confirmed_duplicate_never_shares_a_siret():
    OrganisationFactory(siret=SIRET)

    with pytest.raises(ValidationError, match="Une organisation porte déjà ce SIRET."):
        create_organisation(actor=SYSTEM, despite_duplicates=True, **_fields(siret=SIRET))


@pytest.mark.parametrize("siret", ["123", "73282932000075", "abcdefghijklmn"])
def test_wrong_siret_is_told(siret):
    with pytest.raises(ValidationError, match="Ce numéro SIRET n’est pas valide"):
        create_organisation(actor=SYSTEM, **_fields(siret=siret))
    assert not Organisation.objects.exists()


def test_organisation_siret_unique():
    OrganisationFactory(siret=SIRET)
    OrganisationFactory(siret="")
    OrganisationFactory(siret="")

    with pytest.raises(IntegrityError, match="organisation_siret_unique|organisation.siret"), transaction.atomic():
        OrganisationFactory(siret=SIRET)


def test_organisation_une_dd_par_departement():
    dd = OrganisationFactory(dd=True, departement=DepartementFactory(code="93"))
    OrganisationFactory(dd=True, departement=DepartementFactory(code="95"))

    with pytest.raises(ValidationError, match="La délégation départementale existe déjà."):
        OrganisationFactory.build(nom="Autre", type="ars", departement=dd.departement, secteur=dd.secteur).full_clean()
    with (
        pytest.raises(IntegrityError, match="organisation_une_dd_par_departement|organisation.departement_id"),
        transaction.atomic(),
    ):
        OrganisationFactory(dd=True, departement=dd.departement)


def test_contact_email_unique():
    ContactFactory(email="a@demo.invalid")
    ContactFactory(email="")
    ContactFactory(email="")

    with pytest.raises(ValidationError, match="Un contact a déjà cette adresse électronique."):
        create_contact(actor=SYSTEM, fonction="Autre", email="A@demo.invalid")
    with pytest.raises(IntegrityError, match="contact_email_unique|contact.email"), transaction.atomic():
        ContactFactory(email="A@demo.invalid")


def test_contact_is_created_and_journaled():
    contact = create_contact(actor=SYSTEM, fonction="Directrice", email=" Directrice@demo.invalid ", ca_id=4)

    assert contact.email == "directrice@demo.invalid"
    assert Entry.objects.get(verb="contact.create").ca_id == 4


def test_known_contact_is_left_as_it_is():
    known = ContactFactory(email="a@demo.invalid", fonction="Directrice")

    found, is_new = find_or_create_contact(email="A@demo.invalid", actor=SYSTEM, fonction="Stagiaire")

    assert (found, is_new) == (known, False)
    known.refresh_from_db()
    assert known.fonction == "Directrice"


def test_unknown_contact_is_created():
    found, is_new = find_or_create_contact(email="b@demo.invalid", actor=SYSTEM, fonction="Stagiaire")

    assert is_new
    assert found == Contact.objects.get(email="b@demo.invalid")


def test_contacts_without_address_are_never_confused():
    first, _ = find_or_create_contact(email="", actor=SYSTEM, fonction="Habitante")
    second, _ = find_or_create_contact(email="", actor=SYSTEM, fonction="Habitant")

    assert first != second
