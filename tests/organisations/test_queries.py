"""Recognising what is about to be created twice, searching, and who sees contacts."""

import pytest

from coop.accounts.enums import RoleMandat
from coop.organisations import perimetre
from coop.organisations.models import Contact, Organisation
from coop.organisations.queries import duplicates_of, find_contact, search_organisations
from tests.factories import CommuneFactory, ContactFactory, DepartementFactory, OrganisationFactory, utilisateur

pytestmark = pytest.mark.django_db
SIRET = "35600000000048"


@pytest.mark.parametrize(
    ("nom", "found"),
    [
        ("Maison de l’Écoute", True),
        ("MAISON DE L'ECOUTE", True),
        ("maison  de l ecoute", True),
        ("mde", True),
        ("Maison de l’Écoute de Trappes", False),
        ("Maison", False),
        ("", False),
    ],
)
def test_duplicate_is_recognised_by_its_normalised_name(nom, found):
    known = OrganisationFactory(nom="Maison de l’Écoute", sigle="MDE")

    assert duplicates_of(nom) == ([known] if found else [])


def test_same_name_elsewhere_is_another_organisation():
    here, there = CommuneFactory(), CommuneFactory()
    known = OrganisationFactory(nom="Les Jardins", commune=here)

    assert duplicates_of("Les Jardins", commune=there) == []
    assert duplicates_of("Les Jardins", commune=here) == [known]
    assert duplicates_of("Les Jardins") == [known]


def test_same_name_without_commune_is_asked():
    known = OrganisationFactory(nom="Les Jardins", commune=None)

    assert duplicates_of("Les Jardins", commune=CommuneFactory()) == [known]


def test_duplicate_is_recognised_by_its_siret():
    known = OrganisationFactory(nom="La Poste", siret=SIRET)

    assert duplicates_of("Un autre nom", siret=SIRET) == [known]
    assert duplicates_of("La Poste", siret=SIRET) == [known]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("", ["Ateliers santé", "Écoute jeunes"]),
        ("ecoute", ["Écoute jeunes"]),
        ("JEUNES écoute", ["Écoute jeunes"]),
        ("sante", ["Ateliers santé"]),
        ("inconnu", []),
    ],
)
def test_search_ignores_accents_case_and_order(text, names):
    OrganisationFactory(nom="Écoute jeunes")
    OrganisationFactory(nom="Ateliers santé")

    assert [row.nom for row in search_organisations(text)] == names


def test_search_keeps_to_a_departement():
    OrganisationFactory(nom="Du 78")
    OrganisationFactory(nom="Du 95", departement=DepartementFactory(code="95"))

    assert [row.nom for row in search_organisations(departement=DepartementFactory(code="95"))] == ["Du 95"]


@pytest.mark.parametrize(
    ("email", "found"), [("A@demo.invalid", True), (" a@demo.invalid ", True), ("b@demo.invalid", False), ("", False)]
)
def test_contact_is_found_by_its_address(email, found):
    ContactFactory(email="")
    known = ContactFactory(email="a@demo.invalid")

    assert find_contact(email) == (known if found else None)


@pytest.mark.parametrize("role", [None, *RoleMandat])
def test_organisations_are_seen_with_a_mandate(role):
    OrganisationFactory()

    assert Organisation.objects.visible_to(utilisateur(role)).exists() is (role is not None)


@pytest.mark.parametrize(
    ("role", "seen"),
    [
        (RoleMandat.SIEGE, {"a78", "b95", "sans"}),
        (RoleMandat.COORDINATEUR_DD, {"a78"}),
        (RoleMandat.DELEGUE, {"a78"}),
        (RoleMandat.PARTENAIRE, set()),
        (RoleMandat.EVALUATEUR, set()),
        (RoleMandat.LECTEUR, set()),
        (None, set()),
    ],
)
def test_contacts_are_seen_by_perimeter(role, seen):
    ContactFactory(fonction="a78", organisation__departement=DepartementFactory(code="78"))
    ContactFactory(fonction="b95", organisation__departement=DepartementFactory(code="95"))
    ContactFactory(fonction="sans", organisation=None)
    user = utilisateur(role)

    visible = set(Contact.objects.visible_to(user).values_list("fonction", flat=True))

    assert visible & {"a78", "b95", "sans"} == seen
    assert user.contact.fonction in visible


def test_partner_sees_the_contacts_of_its_organisation():
    user = utilisateur(RoleMandat.PARTENAIRE)
    colleague = ContactFactory(organisation=user.contact.organisation)

    assert set(Contact.objects.visible_to(user)) == {user.contact, colleague}


def test_administrator_sees_everything():
    ContactFactory()

    admin = utilisateur(is_superuser=True)
    assert Contact.objects.visible_to(admin).count() == Contact.objects.count()
    assert Organisation.objects.visible_to(admin).count() == Organisation.objects.count()


def test_roles_named_below_exist_above():
    assert set(RoleMandat.values) >= perimetre.ALL_CONTACTS | perimetre.DEPARTEMENT_CONTACTS
