"""Decisions linked to actions and indicators: by the words they are written in, by hand, and read from both ends."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse

from conventions.models import CitationDecision, FicheAction
from conventions.workflows import citations as verbs
from coop.accounts.predicates import Refused
from coop.journal.models import Entry
from cooperatives.workflows import reunions
from tests.conventions.scene_avenant import en_vigueur
from tests.guards.stage import staged

JOUR = datetime(2027, 6, 15, 14, tzinfo=ZoneInfo("Europe/Paris"))


pytestmark = pytest.mark.django_db
scene = staged(en_vigueur, le=date(2027, 6, 16))


@pytest.fixture
def actor(scene):
    return scene.coordinatrice.actor


@pytest.fixture
def reunion(scene, actor):
    row = reunions.plan(scene.ca, actor=actor, type="cotech", prevue_le=JOUR, points=["Un"])
    return reunions.hold(row, actor=actor, tenue_le=date(2027, 6, 15))


@pytest.fixture
def decision(reunion, actor):
    return reunions.decide(reunion, actor=actor, texte="Prévoir un second créneau.")


def action(scene, numero=1) -> FicheAction:
    return scene.programme.actions.get(numero=numero)


def cited(decision) -> list:
    return [row.action or row.indicateur for row in decision.citations.order_by("pk")]


def page(client, scene, name, **kwargs) -> str:
    return client.get(reverse(name, kwargs={"ca_ref": scene.ca.reference, **kwargs})).content.decode()


def test_the_action_a_decision_names_is_linked_as_it_is_written(scene, actor, reunion):
    row = reunions.decide(reunion, actor=actor, texte="Doubler l’action 2 dès juillet.")
    assert cited(row) == [action(scene, 2)]

    reunions.amend(row, actor=actor, texte="Doubler les actions 2 et l’action 1 dès juillet.")
    assert cited(row) == [action(scene, 2), action(scene, 1)]
    reunions.amend(row, actor=actor, texte="Doubler dès juillet.")
    assert len(cited(row)) == 2, "what was linked is taken back by a person, not by a sentence"


def test_the_coordination_links_in_one_form_from_the_meeting(client, scene, reunion, decision):
    client.force_login(scene.coordinatrice)
    url = reverse("conventions:decision_relier", kwargs={"ca_ref": scene.ca.reference, "decision_id": decision.pk})
    meeting = reverse("cooperatives:reunion", kwargs={"ca_ref": scene.ca.reference, "reunion_id": reunion.pk})
    assert url in client.get(meeting).content.decode()
    indicateur = action(scene, 2).indicateurs.first()

    response = client.post(url, {"actions": [action(scene).pk], "indicateurs": [indicateur.pk]})

    assert response.url == f"{meeting}#{decision.numero}"
    assert cited(decision) == [action(scene), indicateur]
    shown = client.get(meeting).content.decode()
    assert "Modifier ce qu’elle concerne" in shown
    assert reverse("conventions:action", kwargs={"ca_ref": scene.ca.reference, "numero": 1}) in shown
    assert Entry.objects.filter(verb="reunion.cite").count() == 1
    client.post(url, {"actions": [action(scene).pk], "indicateurs": [indicateur.pk]})
    assert Entry.objects.filter(verb="reunion.cite").count() == 1, "nothing changed, nothing is journaled"
    client.post(url, {})
    assert cited(decision) == []


def test_the_fiche_shows_the_decisions_that_concern_it_or_its_indicators(client, scene, actor, reunion, decision):
    verbs.relier(decision, actor=actor, indicateurs=[action(scene).indicateurs.first()])
    client.force_login(scene.coordinatrice)
    assert decision.numero in page(client, scene, "conventions:action", numero=1)
    assert decision.numero not in page(client, scene, "conventions:action", numero=2)
    client.force_login(scene.asso)
    assert decision.numero not in page(client, scene, "conventions:action", numero=1), "a draft until the minutes bind"

    reunions.validate_minutes(reunion, actor=actor)

    assert decision.numero in page(client, scene, "conventions:action", numero=1)
    register = page(client, scene, "cooperatives:decisions")
    assert "Concerne" in register
    assert "relier" not in register, "a partner links nothing"


def test_a_number_written_in_the_minutes_leads_to_the_decision(client, scene, actor, reunion, decision):
    point = reunion.points.get()
    reunions.write_notes(reunion, actor=actor, notes={point.pk: f"Voir {decision.numero} et D-2031-99 <b>."})
    client.force_login(scene.coordinatrice)

    shown = page(client, scene, "cooperatives:reunion", reunion_id=reunion.pk)

    address = reverse("cooperatives:reunion", kwargs={"ca_ref": scene.ca.reference, "reunion_id": reunion.pk})
    assert f'Voir <a href="{address}#{decision.numero}">{decision.numero}</a> et D-2031-99 &lt;b&gt;.' in shown


def test_what_is_not_of_this_cooperative_is_refused(scene, actor, decision):
    with pytest.raises(Refused):
        verbs.relier(decision, actor=scene.asso.actor, actions=[action(scene)])
    with pytest.raises(ValidationError, match="cette coopérative"):
        verbs.relier(decision, actor=actor, actions=[FicheAction(pk=99999)])
    assert cited(decision) == []


def test_a_decision_taken_back_leaves_no_link(scene, actor, decision):
    verbs.relier(decision, actor=actor, actions=[action(scene)])
    reunions.withdraw(decision, actor=actor)

    assert not CitationDecision.objects.exists()


def test_constraints(scene, decision):
    first, indicateur = action(scene), action(scene).indicateurs.first()
    with pytest.raises(IntegrityError, match="citation_une_seule_cible"), transaction.atomic():
        CitationDecision.objects.create(decision=decision)
    with pytest.raises(IntegrityError, match="citation_une_seule_cible"), transaction.atomic():
        CitationDecision.objects.create(decision=decision, action=first, indicateur=indicateur)
    for target, name in (({"action": first}, "citation_action_unique"), ({"indicateur": indicateur}, "citation_indicateur_unique")):  # fmt: skip
        CitationDecision.objects.create(decision=decision, **target)
        with pytest.raises(ValidationError, match="déjà reliée"):
            CitationDecision(decision=decision, **target).full_clean()
        with pytest.raises(IntegrityError), transaction.atomic():
            CitationDecision.objects.create(decision=decision, **target)
        assert name
