"""The life of a membership, its people, and the coordination (§3.4, R-ENG-07, R-GOUV-01)."""

from datetime import date

import pytest
from django.core import mail
from django.core.exceptions import ValidationError

from coop import horloge
from coop.accounts.enums import RoleMandat
from coop.accounts.models import Invitation
from coop.accounts.predicates import Refused
from coop.notifications.models import Mail
from cooperatives import checks
from cooperatives.enums import StatutMembre, TypeCoordinateur
from cooperatives.workflows import coordination, membres
from tests.factories import ContactFactory, OrganisationFactory, UserFactory, utilisateur
from tests.factories import cooperatives as fabrique


def test_invite_names_the_contact_and_invites_to_open_an_account(ca, dd78, django_capture_on_commit_callbacks):
    contact = ContactFactory()

    with django_capture_on_commit_callbacks(execute=True):
        row = membres.invite(ca, actor=dd78.actor, organisation=contact.organisation, contact=contact)

    assert (row.statut, row.representants.get().contact) == (StatutMembre.INVITE, contact)
    assert Invitation.objects.get().contact == contact
    assert mail.outbox[0].to == [contact.email]


def test_invite_writes_to_somebody_who_has_an_account(ca, dd78):
    user = UserFactory()

    membres.invite(ca, actor=dd78.actor, organisation=user.contact.organisation, contact=user.contact)

    assert not Invitation.objects.exists()
    assert Mail.objects.get().kind == "cooperatives.invitation"


def test_invite_takes_up_a_spotted_actor(ca, dd78):
    spotted = membres.propose(ca, actor=dd78.actor, organisation=OrganisationFactory(), role_mission="Maraudes")

    row = membres.invite(ca, actor=dd78.actor, organisation=spotted.organisation)

    assert (row.pk, row.statut, row.role_mission) == (spotted.pk, StatutMembre.INVITE, "Maraudes")


def test_invite_twice_is_refused(ca, dd78):
    row = membres.invite(ca, actor=dd78.actor, organisation=OrganisationFactory())

    with pytest.raises(ValidationError, match="participe déjà"):
        membres.invite(ca, actor=dd78.actor, organisation=row.organisation)


def test_a_copilote_spots_and_does_not_invite(ca, dd78):
    user = utilisateur(RoleMandat.PARTENAIRE)
    coordination.add_copilote(ca, actor=dd78.actor, organisation=user.contact.organisation)

    assert membres.propose(ca, actor=user.actor, organisation=OrganisationFactory()).statut == StatutMembre.REPERE
    with pytest.raises(Refused):
        membres.invite(ca, actor=user.actor, organisation=OrganisationFactory())


def test_join_dates_the_entry(ca, dd78):
    row = membres.invite(ca, actor=dd78.actor, organisation=OrganisationFactory())
    membres.mark_partant(row, actor=dd78.actor)

    membres.join(row, actor=dd78.actor, on=date(2026, 3, 2))

    assert (row.statut, row.date_entree) == (StatutMembre.MEMBRE, date(2026, 3, 2))
    with pytest.raises(ValidationError, match="déjà membre"):
        membres.join(row, actor=dd78.actor)


def test_refuse_needs_a_reason_and_is_not_for_a_member(ca, dd78):
    row = membres.invite(ca, actor=dd78.actor, organisation=OrganisationFactory())
    with pytest.raises(ValidationError, match="pourquoi"):
        membres.refuse(row, actor=dd78.actor, motif=" ")
    membres.refuse(row, actor=dd78.actor, motif="Pas de temps cette année.")
    assert row.statut == StatutMembre.REFUS

    with pytest.raises(ValidationError, match="règles de la convention"):
        membres.refuse(fabrique.membre(ca), actor=dd78.actor, motif="x")


def test_a_representative_is_of_the_organisation(ca, dd78):
    row = fabrique.membre(ca)

    with pytest.raises(ValidationError, match="autre organisation"):
        membres.name_representative(row, actor=dd78.actor, contact=ContactFactory())


def test_naming_again_rewrites_the_mandate(ca, dd78):
    row = fabrique.membre(ca)
    known = row.representants.get()

    membres.name_representative(row, actor=dd78.actor, contact=known.contact, mandat="Autre", peut_engager=True)

    assert list(row.representants.values_list("pk", "mandat", "peut_engager")) == [(known.pk, "Autre", True)]


def test_end_representation_keeps_a_past_one(ca, dd78):
    with horloge.at(date(2026, 1, 5)):
        row = fabrique.membre(ca)
    with horloge.at(date(2026, 2, 5)):
        membres.end_representation(row.representants.get(), actor=dd78.actor)

    assert row.representants.get().fin == date(2026, 2, 5)


def test_replace_first_leaves_no_day_without_the_dd(ca, dd78):
    other = utilisateur(RoleMandat.COORDINATEUR_DD, "78")
    with horloge.at(date(2030, 1, 1)):
        coordination.replace_first(ca, actor=dd78.actor, contact=other.contact)
        assert checks.coordinators() == []

    assert list(ca.coordinateurs.order_by("debut").values_list("contact", "fin")) == [
        (dd78.contact_id, date(2030, 1, 1)),
        (other.contact_id, None),
    ]


def test_replace_first_refuses_another_dd(ca, dd78):
    with pytest.raises(ValidationError, match="obligatoirement"):
        coordination.replace_first(ca, actor=dd78.actor, contact=fabrique.coordinatrice("93").contact)


def test_second_place_is_of_the_dd_or_of_a_copilote(ca, dd78):
    stranger = ContactFactory()
    with pytest.raises(ValidationError, match="ne co-pilote pas"):
        coordination.appoint_second(ca, actor=dd78.actor, contact=stranger, type=TypeCoordinateur.COPILOTE)
    with pytest.raises(ValidationError, match="délégation"):
        coordination.appoint_second(ca, actor=dd78.actor, contact=stranger, type=TypeCoordinateur.DD)
    with pytest.raises(ValidationError, match="déjà le premier"):
        coordination.appoint_second(ca, actor=dd78.actor, contact=dd78.contact, type=TypeCoordinateur.DD)


def test_end_copilote_frees_the_second_place_of_its_people(ca, dd78):
    contact = ContactFactory()
    leader = coordination.add_copilote(ca, actor=dd78.actor, organisation=contact.organisation)
    coordination.appoint_second(ca, actor=dd78.actor, contact=contact, type=TypeCoordinateur.COPILOTE)

    coordination.end_copilote(leader, actor=dd78.actor)

    assert ca.coordinateurs.filter(fin__isnull=True).count() == 1
    assert not ca.copilotes.filter(fin__isnull=True).exists()


def test_the_delegation_is_no_copilote(ca, dd78):
    with pytest.raises(ValidationError, match="coordonne déjà"):
        coordination.add_copilote(ca, actor=dd78.actor, organisation=dd78.contact.organisation)


@pytest.mark.parametrize("verb", [coordination.end_second])
def test_an_empty_second_place_is_said(ca, dd78, verb):
    with pytest.raises(ValidationError, match="déjà libre"):
        verb(ca, actor=dd78.actor)


def test_coordination_fault_says_what_is_wrong(ca):
    ca.coordinateurs.all().delete()

    assert checks.coordinators() == [f"{ca.reference}\u00a0: 0 coordinateurs en fonction, au lieu d’un ou deux."]
