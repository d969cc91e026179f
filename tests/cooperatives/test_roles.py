"""Who is what in a CA, persona by persona (domain.md §4.5)."""

from datetime import timedelta

import pytest

from coop import horloge
from coop.accounts.enums import RoleMandat
from coop.journal.actors import Actor
from cooperatives.enums import Role
from cooperatives.models import Cooperative, Instance, MembreInstance
from cooperatives.roles import roles
from cooperatives.workflows import coordination, identite, membres
from tests.factories import (
    CommuneFactory,
    ContactFactory,
    DepartementFactory,
    MandateFactory,
    OrganisationFactory,
    UserFactory,
    utilisateur,
)
from tests.factories import cooperatives as fabrique


@pytest.mark.parametrize(
    ("role", "departement", "expected"),
    [
        (RoleMandat.SIEGE, None, {Role.SIEGE}),
        (RoleMandat.COORDINATEUR_DD, "78", {Role.COORDINATION}),
        (RoleMandat.COORDINATEUR_DD, "93", set()),
        (RoleMandat.DELEGUE, "78", {Role.DELEGUE}),
        (RoleMandat.DELEGUE, "93", set()),
        (RoleMandat.EVALUATEUR, "78", {Role.EVALUATEUR}),
        (RoleMandat.EVALUATEUR, None, {Role.EVALUATEUR}),
        (RoleMandat.EVALUATEUR, "93", set()),
        (RoleMandat.LECTEUR, None, {Role.LECTEUR}),
        (RoleMandat.PARTENAIRE, None, set()),
        (None, None, set()),
    ],
)
def test_roles_follow_the_mandate(ca, role, departement, expected):
    user = utilisateur(role, departement)

    assert roles(user.actor, ca) == expected
    assert_one_definition(user, ca)


def assert_one_definition(user, ca) -> None:
    """The gate of the pages reads `roles`, the lists read the perimeter: they say the same of everybody."""
    assert bool(roles(user.actor, ca)) == Cooperative.objects.overview_visible_to(user).filter(pk=ca.pk).exists()


def test_roles_of_an_administrator_are_only_that(ca):
    assert roles(utilisateur(is_superuser=True, is_staff=True).actor, ca) == {Role.ADMIN}


def test_roles_of_nobody_are_empty(ca):
    assert roles(Actor(label="Personne"), ca) == frozenset()


def test_roles_of_a_partner_come_with_the_membership(ca, dd78):
    user = utilisateur(RoleMandat.PARTENAIRE)
    row = membres.invite(ca, actor=dd78.actor, organisation=user.contact.organisation)

    assert roles(user.actor, ca) == set()
    assert_one_definition(user, ca)
    membres.mark_partant(row, actor=dd78.actor)
    assert roles(user.actor, ca) == {Role.PARTENAIRE}
    assert_one_definition(user, ca)


def test_roles_of_a_representative_without_mandate(ca, dd78):
    row = fabrique.membre(ca)
    user = UserFactory(contact=row.representants.get().contact)

    assert roles(user.actor, ca) == {Role.PARTENAIRE}
    membres.end_representation(row.representants.get(), actor=dd78.actor)
    assert roles(user.actor, ca) == set()


@pytest.mark.parametrize(
    ("statut", "days", "expected"),
    [
        ("signataire", None, {Role.PARTENAIRE}),
        ("signataire", -10, {Role.PARTENAIRE}),
        ("signataire", 74, {Role.PARTENAIRE}),
        ("signataire", 75, set()),
        ("sorti", 0, set()),
    ],
)
@pytest.mark.parametrize("way", ["representant", "mandat", "siege_au_copil"])
def test_who_left_by_the_convention_reads_until_its_last_bilan_is_told(ca, way, statut, days, expected):
    row = fabrique.membre(ca)
    if way == "representant":
        user = UserFactory(contact=row.representants.get().contact)
    else:
        user = UserFactory(contact=ContactFactory(organisation=row.organisation))
    if way == "mandat":
        MandateFactory(contact=user.contact, role=RoleMandat.PARTENAIRE, organisation=row.organisation)
    if way == "siege_au_copil" and statut != "sorti":  # a seat is taken away with the participation
        instance = Instance.objects.create(ca=ca, type="copil", nom="Comité de pilotage")
        MembreInstance.objects.create(instance=instance, contact=user.contact, membre=row, qualite="membre")
    row.statut, row.date_entree = statut, horloge.today() - timedelta(days=200)
    row.date_sortie = None if days is None else horloge.today() - timedelta(days=days)
    row.save()

    assert roles(user.actor, ca) == expected
    assert_one_definition(user, ca)


def test_roles_of_an_inhabitants_group(ca):
    row = fabrique.membre(ca, type="groupe_habitants")
    user = UserFactory(contact=row.representants.get().contact)

    assert roles(user.actor, ca) == {Role.HABITANT}


def test_roles_of_a_copilote_by_mandate_and_by_second_place(ca, dd78):
    user = utilisateur(RoleMandat.PARTENAIRE)
    coordination.add_copilote(ca, actor=dd78.actor, organisation=user.contact.organisation)
    assert roles(user.actor, ca) == {Role.COPILOTE}

    colleague = ContactFactory(organisation=user.contact.organisation)
    coordination.appoint_second(ca, actor=dd78.actor, contact=colleague, type="copilote")
    assert roles(UserFactory(contact=colleague).actor, ca) == {Role.COPILOTE}


@pytest.mark.parametrize(("qualite", "expected"), [("habitant", Role.HABITANT), ("invite", Role.PARTENAIRE)])
def test_roles_of_somebody_who_only_sits_in_an_instance(ca, qualite, expected):
    instance = Instance.objects.create(ca=ca, type="copil", nom="Comité de pilotage")
    user = utilisateur()
    MembreInstance.objects.create(instance=instance, contact=user.contact, qualite=qualite)

    assert roles(user.actor, ca) == {expected}


def test_roles_of_a_neighbour_follow_the_territory(ca, dd78):
    user = utilisateur(RoleMandat.COORDINATEUR_DD, "92")
    communes = [*ca.communes.all(), CommuneFactory(code="92999", departement=DepartementFactory(code="92"))]
    identite.update(ca, actor=dd78.actor, communes=communes)

    assert roles(user.actor, ca) == {Role.VOISIN}


def test_roles_end_with_the_mandate(ca):
    contact = ContactFactory(organisation=OrganisationFactory())
    mandate = MandateFactory(contact=contact, role=RoleMandat.SIEGE)
    user = UserFactory(contact=contact)
    assert roles(user.actor, ca) == {Role.SIEGE}

    mandate.fin = horloge.today()
    mandate.save()
    assert roles(user.actor, ca) == set()
