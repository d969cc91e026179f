"""Instances: composition, written role, rhythm (R-GOUV-02 to R-GOUV-06)."""

import pytest
from django.core.exceptions import ValidationError

from coop.accounts.predicates import Refused
from coop.journal.models import Entry
from coop.versions import StaleVersion
from cooperatives.enums import QualiteInstance, TypeInstance
from cooperatives.gates import copil_represente_chacun, equipe_evaluation_designee
from cooperatives.models import Instance
from cooperatives.workflows import gouvernance
from tests.factories import ContactFactory
from tests.factories import cooperatives as fabrique


def test_create_copil_seats_one_representative_of_each_member(ca, dd78):
    fabrique.membre(ca)
    groupe = fabrique.membre(ca, type="groupe_habitants")

    copil = gouvernance.create_copil(ca, actor=dd78.actor)

    assert copil.participants.count() == 3  # the délégation is a member too
    assert copil.participants.get(membre=groupe).qualite == QualiteInstance.HABITANT
    assert copil.role_ecrit.startswith("Il aura pour objectif de définir les modalités de mise en œuvre")
    assert copil.periodicite_jours == 75
    assert copil_represente_chacun(ca) == []


def test_a_member_without_representative_is_named_by_the_gate(ca, dd78):
    seul = fabrique.membre(ca, representant=False, nom="Association sans voix")
    copil = gouvernance.create_copil(ca, actor=dd78.actor)

    [manque] = copil_represente_chacun(ca)

    assert not copil.participants.filter(membre=seul).exists()
    assert manque.precision == "Il manque\u00a0: Association sans voix."
    assert manque.url.endswith("/membres/")  # where somebody is named; once named, the page of the instances seats them


def test_seat_missing_adds_only_members_that_came_since(ca, dd78):
    copil = gouvernance.create_copil(ca, actor=dd78.actor)
    nouveau = fabrique.membre(ca)

    added = gouvernance.seat_missing(copil, actor=dd78.actor)

    assert [row.membre for row in added] == [nouveau]
    assert gouvernance.seat_missing(copil, actor=dd78.actor) == []


def test_create_instance_takes_the_name_of_its_kind(ca, dd78):
    row = gouvernance.create_instance(ca, actor=dd78.actor, type=TypeInstance.COTECH)

    assert row.nom == "Comité technique"


def test_a_second_copil_is_refused(ca, dd78):
    gouvernance.create_copil(ca, actor=dd78.actor)

    with pytest.raises(ValidationError, match="déjà un comité de pilotage"):
        gouvernance.create_copil(ca, actor=dd78.actor)


def test_a_copil_may_follow_a_closed_one(ca, dd78):
    gouvernance.close_instance(gouvernance.create_copil(ca, actor=dd78.actor), actor=dd78.actor)

    assert gouvernance.create_copil(ca, actor=dd78.actor).pk
    assert Instance.objects.filter(ca=ca, type="copil").count() == 2


def test_seat_finds_the_member_of_a_representative(ca, dd78):
    membre = fabrique.membre(ca)
    cotech = gouvernance.create_instance(ca, actor=dd78.actor, type=TypeInstance.COTECH)

    row = gouvernance.seat(cotech, actor=dd78.actor, contact=membre.representants.get().contact)

    assert row.membre == membre


def test_seat_accepts_a_strategic_actor_without_membership(ca, dd78):
    copil = gouvernance.create_copil(ca, actor=dd78.actor)

    row = gouvernance.seat(
        copil, actor=dd78.actor, contact=ContactFactory(), qualite=QualiteInstance.ACTEUR_STRATEGIQUE
    )

    assert row.membre is None


def test_seat_refuses_a_member_nobody_represents(ca, dd78):
    copil = gouvernance.create_copil(ca, actor=dd78.actor)

    with pytest.raises(ValidationError, match="ne représente aucun membre"):
        gouvernance.seat(copil, actor=dd78.actor, contact=ContactFactory())


def test_seat_refuses_somebody_of_another_organisation(ca, dd78):
    membre = fabrique.membre(ca)
    copil = gouvernance.create_copil(ca, actor=dd78.actor)

    with pytest.raises(ValidationError, match="ne représente pas"):
        gouvernance.seat(copil, actor=dd78.actor, contact=ContactFactory(), membre=membre)


def test_seat_refuses_a_member_of_another_ca(ca, dd78):
    elsewhere = fabrique.membre(fabrique.cooperative("78"))
    copil = gouvernance.create_copil(ca, actor=dd78.actor)
    contact = elsewhere.representants.get().contact

    with pytest.raises(ValidationError, match="autre coopérative"):
        gouvernance.seat(copil, actor=dd78.actor, contact=contact, membre=elsewhere)


def test_seat_refuses_a_closed_instance(ca, dd78):
    copil = gouvernance.close_instance(gouvernance.create_copil(ca, actor=dd78.actor), actor=dd78.actor)

    with pytest.raises(ValidationError, match="close"):
        gouvernance.seat(copil, actor=dd78.actor, contact=ContactFactory(), qualite=QualiteInstance.ELU)


def test_unseat_takes_the_seat_back(ca, dd78):
    copil = gouvernance.create_copil(ca, actor=dd78.actor)

    gouvernance.unseat(copil.participants.get(), actor=dd78.actor)

    assert not copil.participants.exists()
    assert Entry.objects.filter(verb="instance.unseat", ca_id=ca.pk).exists()


def test_write_role_refuses_a_stale_version(ca, dd78):
    copil = gouvernance.create_copil(ca, actor=dd78.actor)
    gouvernance.write_role(copil, actor=dd78.actor, role_ecrit="Un rôle", periodicite_jours=60, version=copil.version)

    with pytest.raises(StaleVersion):
        gouvernance.write_role(copil, actor=dd78.actor, role_ecrit="Un autre", version=1)
    copil.refresh_from_db()
    assert (copil.role_ecrit, copil.periodicite_jours) == ("Un rôle", 60)


def test_write_role_without_rhythm_keeps_it(ca, dd78):
    copil = gouvernance.create_copil(ca, actor=dd78.actor)

    gouvernance.write_role(copil, actor=dd78.actor, role_ecrit="Un rôle")

    assert copil.periodicite_jours == 75


def test_designate_evaluation_team_opens_the_gate(ca, dd78):
    assert equipe_evaluation_designee(ca)

    gouvernance.designate_evaluation_team(ca, actor=dd78.actor, texte="Deux membres et la coordination")

    assert equipe_evaluation_designee(ca) == []


def test_a_partner_writes_no_governance(ca, dd78):
    user, _ = fabrique.partenaire(ca)
    copil = gouvernance.create_copil(ca, actor=dd78.actor)

    with pytest.raises(Refused):
        gouvernance.create_instance(ca, actor=user.actor, type=TypeInstance.COTECH)
    with pytest.raises(Refused):
        gouvernance.write_role(copil, actor=user.actor, role_ecrit="Non")
    with pytest.raises(Refused):
        gouvernance.unseat(copil.participants.first(), actor=user.actor)
