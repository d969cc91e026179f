"""« Vos rendez-vous »: the meetings where the person is expected."""

from datetime import date, datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from coop.accounts.enums import RoleMandat
from coop.journal.actors import SYSTEM
from cooperatives.enums import TypeReunion
from cooperatives.models import Representant
from cooperatives.workflows import reunions
from tests.factories import cooperatives as fabrique
from tests.factories import utilisateur

pytestmark = pytest.mark.django_db
MARDI = date(2026, 10, 20)


def moment(year: int, month: int, day: int) -> datetime:
    return timezone.make_aware(datetime(year, month, day, 14))


def home(client) -> str:
    return client.get(reverse("portail:a_faire")).content.decode()


def test_meetings_are_those_of_my_cooperatives(connecte, le_jour):
    le_jour(MARDI)
    ca, other = fabrique.cooperative("78"), fabrique.cooperative("93")
    for row, place in ((ca, "Trappes"), (other, "Bobigny")):
        reunions.plan(row, actor=SYSTEM, type=TypeReunion.COTECH, prevue_le=moment(2026, 11, 10), lieu=place)
    reunions.plan(ca, actor=SYSTEM, type=TypeReunion.COTECH, prevue_le=moment(2026, 10, 10), lieu="Passée")
    cancelled = reunions.plan(ca, actor=SYSTEM, type=TypeReunion.COTECH, prevue_le=moment(2026, 11, 11), lieu="Annulée")
    reunions.cancel(cancelled, actor=SYSTEM, motif="Reportée.")
    user, _ = fabrique.partenaire(ca)

    html = home(connecte(user))

    assert "14\u00a0h, Trappes" in html
    assert "10\u00a0nov." in html
    for absent in ("Bobigny", "Passée<", "Annulée<"):
        assert absent not in html
    assert "Trappes" not in home(connecte(utilisateur(RoleMandat.SIEGE)))


def test_a_coordinator_who_handed_over_is_expected_no_more(connecte, le_jour):
    le_jour(MARDI)
    dd = fabrique.coordinatrice("78")
    ca = fabrique.cooperative("78", coordinateur=dd)
    reunions.plan(ca, actor=SYSTEM, type=TypeReunion.COTECH, prevue_le=moment(2026, 11, 10), lieu="Trappes")
    assert "Trappes" in home(connecte(dd))

    over = {"debut": date(2026, 1, 5), "fin": date(2026, 10, 19)}
    ca.coordinateurs.update(**over)
    Representant.objects.filter(contact=dd.contact).update(**over)

    assert "Trappes" not in home(connecte(dd))
