"""Who is expected at a meeting: the same rule read from the meeting and from the person."""

from datetime import datetime

import pytest
from django.utils import timezone

from coop.organisations.models import Contact
from cooperatives.enums import StatutMembre, TypeReunion
from cooperatives.models import Membre, Reunion
from cooperatives.queries.participants import ou_attendue, participants
from cooperatives.workflows import gouvernance, reunions
from tests.factories import cooperatives as fabrique

TYPES = [TypeReunion.COPIL, TypeReunion.COTECH, TypeReunion.LANCEMENT, TypeReunion.ELARGIE]


@pytest.fixture
def meetings(ca, dd78):
    """A seated member, one that came later, one only invited, one that refused; a meeting of each kind."""
    fabrique.membre(ca)
    copil = gouvernance.create_copil(ca, actor=dd78.actor)
    for statut in (StatutMembre.MEMBRE, StatutMembre.INVITE, StatutMembre.REFUS):
        Membre.objects.filter(pk=fabrique.membre(ca).pk).update(statut=statut)
    fabrique.membre(fabrique.cooperative("95"))
    jour = timezone.make_aware(datetime(2030, 1, 8, 14))
    for kind in TYPES:
        reunions.plan(
            ca, actor=dd78.actor, type=kind, prevue_le=jour, instance=copil if kind == TypeReunion.COPIL else None,
            points=["Un"],
        )  # fmt: skip
    return list(Reunion.objects.select_related("ca", "instance"))


def test_a_person_is_expected_where_the_meeting_expects_it(meetings):
    from_meetings = {(row.pk, someone.contact.pk) for row in meetings for someone in participants(row)}
    people = Contact.objects.values_list("pk", flat=True)
    from_people = {(row.pk, pk) for pk in people for row in Reunion.objects.filter(ou_attendue(pk))}

    assert from_people == from_meetings
    assert {row.type: sum(pk == row.pk for pk, _ in from_people) for row in meetings} == {
        "copil": 2, "cotech": 3, "lancement": 4, "elargie": 3,
    }  # fmt: skip


def test_an_account_without_person_is_expected_nowhere(meetings):
    assert not Reunion.objects.filter(ou_attendue(None)).exists()
