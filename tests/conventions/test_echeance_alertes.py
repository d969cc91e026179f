"""AL-08, AL-09, AL-11, AL-12 and AL-38 as truth tables over played dates (domain.md §6)."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from conventions import devoirs, devoirs_echeance
from conventions.workflows import echeance, resiliation
from coop import horloge
from coop.notifications.enums import Public
from cooperatives.models import Cooperative
from tests.conventions.scene_avenant import en_vigueur
from tests.guards.stage import staged

RULES = {regle.code: regle for regle in (*devoirs.REGLES, *devoirs_echeance.REGLES)}
JOUR = date(2027, 7, 1)


pytestmark = pytest.mark.django_db
scene = staged(en_vigueur, le=JOUR)


def found(code, jour=JOUR):
    with horloge.at(jour):
        return list(RULES[code].trouver(Cooperative.objects.all(), jour))


def partie(scene, user):
    return scene.convention.parties.get(organisation=user.contact.organisation)


def lettre(scene, *recus, jour):
    """The letter of the town, sent on 20 June, and the receipts back."""
    with horloge.at(jour):
        row = resiliation.notifier(partie(scene, scene.ville), actor=scene.ville.actor, envoyee_le=date(2027, 6, 20))
        for avis, day in zip(row.avis.order_by("partie__ordre"), recus, strict=False):
            resiliation.accuser(avis, actor=scene.ville.actor, recu_le=day)


def test_actions_are_decided_once_the_meeting_is_held(scene):
    assert found("AL-08") == []
    scene.tenir_la_reunion()
    (fait,) = found("AL-08")
    assert fait.publics == {Public.COORDINATION}
    assert "Ateliers du quartier 1" in fait.text
    assert "Ateliers du quartier 2" in fait.text
    scene.regler_l_annee()
    assert found("AL-08") == []


def test_the_meeting_of_the_year_before_asks_nothing_of_this_one(scene):
    scene.tenir_la_reunion()
    scene.convention.periodes.update(debut=date(2027, 7, 2))
    assert found("AL-08") == []


def test_receipts_missing_name_who_has_not_answered(scene):
    assert found("AL-11") == []
    lettre(scene, date(2027, 6, 22), jour=JOUR)
    (fait,) = found("AL-11")
    assert fait.text.startswith("Résiliation notifiée par Ville de Valfleuri\u00a0: avis de réception manquant pour ")
    assert fait.publics == {Public.COORDINATION, Public.PARTIE}
    assert scene.ville.contact.organisation_id in fait.organisations


@pytest.mark.parametrize(
    ("jour", "parle"),
    [
        (date(2027, 7, 17), False),
        (date(2027, 7, 18), True),  # seven days before 25 July
        (date(2027, 7, 25), True),
        (date(2027, 8, 25), True),
    ],
)
def test_effect_is_told_a_week_before_and_after(scene, jour, parle):
    lettre(scene, date(2027, 6, 22), date(2027, 6, 25), jour=JOUR)
    faits = found("AL-12", jour)
    assert [fait.due for fait in faits] == ([date(2027, 7, 25)] if parle else [])
    assert found("AL-11", jour) == []


def test_nothing_asks_to_renew_what_a_letter_ends(scene):
    lettre(scene, date(2027, 6, 22), date(2027, 6, 25), jour=JOUR)
    for code in ("AL-06", "AL-07", "AL-09", "AL-10"):
        assert [day for day in (JOUR, date(2027, 7, 20), date(2027, 9, 20)) if found(code, day)] == [], code


def test_exit_waits_for_its_concertation(scene):
    row = echeance.demander_sortie(
        partie(scene, scene.ville), actor=scene.ville.actor, demandee_le=JOUR, motif="Recentrage."
    )
    (fait,) = found("AL-38")
    assert fait.text == "La sortie n’est possible qu’à l’échéance annuelle, après concertation avec la DD."
    assert fait.organisations == {scene.ville.contact.organisation_id}
    assert found("AL-38", date(2027, 9, 15)) == []
    echeance.concerter(row, actor=scene.coordinatrice.actor, concertation_le=JOUR)
    assert found("AL-38") == []


@pytest.mark.parametrize(("code", "statements"), [("AL-08", 6), ("AL-11", 3), ("AL-12", 2), ("AL-38", 1)])
def test_rules_cost_a_fixed_number_of_statements(scene, code, statements):
    scene.tenir_la_reunion()
    lettre(scene, date(2027, 6, 22), jour=JOUR)
    with CaptureQueriesContext(
        connection,
    ) as caught:
        found(code)
    assert len(caught) <= statements, "\n".join(q["sql"] for q in caught)
