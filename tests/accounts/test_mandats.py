"""Mandates: dates, perimeters, verbs and constraints by name."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from coop.accounts.enums import RoleMandat
from coop.accounts.models import Mandate
from coop.accounts.predicates import Refused
from coop.accounts.workflows import end_mandate, give_mandate
from coop.journal.models import Entry
from tests.factories import ContactFactory, DepartementFactory, MandateFactory, OrganisationFactory, utilisateur

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("debut", "fin", "day", "runs"),
    [
        ("2027-01-01", None, "2026-12-31", False),
        ("2027-01-01", None, "2027-01-01", True),
        ("2027-01-01", "2027-06-01", "2027-05-31", True),
        ("2027-01-01", "2027-06-01", "2027-06-01", False),
    ],
)
def test_mandate_runs_until_the_day_before_its_end(debut, fin, day, runs):
    MandateFactory(debut=date.fromisoformat(debut), fin=fin and date.fromisoformat(fin))

    assert Mandate.objects.active(date.fromisoformat(day)).exists() is runs


def test_last_day_is_the_one_before_the_end():
    assert Mandate(fin=date(2027, 6, 1)).dernier_jour == date(2027, 5, 31)
    assert Mandate().dernier_jour is None


def test_perimeter_is_read_as_people_say_it():
    dd = DepartementFactory(code="78")
    assert Mandate(departement=dd).perimetre == "Yvelines"
    assert Mandate(organisation=OrganisationFactory(nom="Mairie fictive")).perimetre == "Mairie fictive"
    assert Mandate(role=RoleMandat.SIEGE).perimetre == "Île-de-France"


REGION, DEPARTEMENT, ORGANISATION, BOTH = (False, False), (True, False), (False, True), (True, True)
ALLOWED = {
    RoleMandat.SIEGE: {REGION},
    RoleMandat.LECTEUR: {REGION},
    RoleMandat.COORDINATEUR_DD: {DEPARTEMENT},
    RoleMandat.DELEGUE: {DEPARTEMENT},
    RoleMandat.PARTENAIRE: {ORGANISATION},
    RoleMandat.EVALUATEUR: {REGION, DEPARTEMENT},
}


@pytest.mark.parametrize("perimeter", [REGION, DEPARTEMENT, ORGANISATION, BOTH])
@pytest.mark.parametrize("role", RoleMandat)
def test_mandate_perimetre_selon_role(role, perimeter):
    with_departement, with_organisation = perimeter
    mandate = Mandate(
        contact=ContactFactory(),
        role=role,
        departement=DepartementFactory() if with_departement else None,
        organisation=OrganisationFactory() if with_organisation else None,
    )
    if perimeter in ALLOWED[role]:
        mandate.full_clean()
        mandate.save()
        return
    with pytest.raises(ValidationError, match="Le périmètre du mandat ne convient pas"):
        mandate.full_clean()
    with pytest.raises(IntegrityError, match="mandate_perimetre_selon_role"), transaction.atomic():
        mandate.save()


def test_mandate_dates_ordonnees():
    with pytest.raises(ValidationError, match="La fin du mandat suit son début."):
        MandateFactory.build(
            contact=ContactFactory(), debut=date(2027, 1, 1), fin=date(2027, 1, 1), role=RoleMandat.SIEGE
        ).full_clean()
    with pytest.raises(IntegrityError, match="mandate_dates_ordonnees"), transaction.atomic():
        MandateFactory(debut=date(2027, 1, 1), fin=date(2027, 1, 1))


def test_give_mandate_starts_today_and_is_journaled(dd78, le_jour):
    le_jour("2027-03-01")
    contact, place = ContactFactory(), DepartementFactory(code="78")

    mandate = give_mandate(contact, RoleMandat.DELEGUE, actor=dd78.actor, departement=place)

    assert (mandate.debut, mandate.fin) == (date(2027, 3, 1), None)
    entry = Entry.objects.get(verb="mandat.give")
    assert (entry.departement_code, entry.actor_user_id) == ("78", dd78.pk)
    assert "délégué départemental" in entry.summary


def test_give_mandate_outside_of_the_departement_is_refused(dd78):
    with pytest.raises(Refused, match="ne permet pas de donner"):
        give_mandate(ContactFactory(), RoleMandat.DELEGUE, actor=dd78.actor, departement=DepartementFactory(code="95"))
    assert not Mandate.objects.filter(role=RoleMandat.DELEGUE).exists()


def test_give_mandate_twice_is_refused(dd78):
    contact, organisation = ContactFactory(), OrganisationFactory()
    give_mandate(contact, RoleMandat.PARTENAIRE, actor=dd78.actor, organisation=organisation)

    with pytest.raises(ValidationError, match="a déjà ce mandat"):
        give_mandate(contact, RoleMandat.PARTENAIRE, actor=dd78.actor, organisation=organisation)


def test_mandate_may_be_given_again_once_ended(admin, le_jour):
    contact = ContactFactory()
    le_jour("2027-03-01")
    first = give_mandate(contact, RoleMandat.SIEGE, actor=admin.actor)
    le_jour("2027-06-01")
    end_mandate(first, actor=admin.actor, comment="Mobilité")

    give_mandate(contact, RoleMandat.SIEGE, actor=admin.actor)

    assert contact.mandates.active().count() == 1
    assert Entry.objects.get(verb="mandat.end").comment == "Mobilité"


def test_end_mandate_is_refused_to_another_departement():
    mandate = MandateFactory(role=RoleMandat.DELEGUE, departement=DepartementFactory(code="78"))

    with pytest.raises(Refused, match="mettre fin"):
        end_mandate(mandate, actor=utilisateur(RoleMandat.COORDINATEUR_DD, "95").actor)


def test_end_mandate_before_its_start_is_told(admin):
    mandate = MandateFactory(role=RoleMandat.SIEGE, debut=date(2027, 3, 1))

    with pytest.raises(ValidationError, match="La fin du mandat suit son début."):
        end_mandate(mandate, actor=admin.actor, fin=date(2027, 2, 1))
