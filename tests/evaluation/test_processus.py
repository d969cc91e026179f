"""Readings of process indicators: the coordination alone, quarterly (decisions.md 29)."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.urls import reverse

from conventions.models import Indicateur, Periode
from coop.accounts.predicates import Refused
from evaluation.models import ReleveProcessus
from evaluation.queries.copil import quarts_commences
from evaluation.workflows import processus
from tests.evaluation.scene_copil import en_vigueur
from tests.guards.stage import staged

scene = staged(en_vigueur, le=date(2026, 1, 3))


@pytest.fixture
def ip(scene):
    return Indicateur.objects.get(action__numero=1, type="ip")


@pytest.fixture
def periode(scene):
    return Periode.objects.get(convention=scene.convention)


def releve_url(scene, indicateur) -> str:
    return reverse("evaluation:releve_processus", kwargs={"ca_ref": scene.ca.reference, "indicateur_id": indicateur.pk})


def test_releve_processus_unique(ip, periode):
    ReleveProcessus.objects.create(indicateur=ip, periode=periode, trimestre=1, constat="a")

    with pytest.raises(IntegrityError):
        ReleveProcessus.objects.create(indicateur=ip, periode=periode, trimestre=1, constat="b")


def test_releve_processus_unique_says_it_in_words(ip, periode):
    ReleveProcessus.objects.create(indicateur=ip, periode=periode, trimestre=1, constat="a")

    with pytest.raises(ValidationError, match="Ce trimestre est déjà relevé"):
        ReleveProcessus(indicateur=ip, periode=periode, trimestre=1, constat="b").full_clean(exclude=["saisi_par"])


def test_second_reading_of_a_quarter_replaces_the_first(scene, ip, periode):
    actor = scene.coordinatrice.actor
    for text in ("Un groupe.", "Deux groupes."):
        processus.record_reading(ip, actor=actor, periode=periode, trimestre=1, constat=text)

    assert list(ReleveProcessus.objects.values_list("constat", "saisi_par")) == [("Deux groupes.", actor.label)]


def test_only_process_indicators_are_read_here(scene, periode):
    ia = Indicateur.objects.get(action__numero=1, type="ia")

    with pytest.raises(ValidationError, match="indicateurs de processus"):
        processus.record_reading(ia, actor=scene.coordinatrice.actor, periode=periode, trimestre=1, constat="x")


def test_partner_does_not_read_the_process(scene, ip, periode):
    with pytest.raises(Refused):
        processus.record_reading(ip, actor=scene.asso.actor, periode=periode, trimestre=1, constat="x")


@pytest.mark.parametrize(
    ("day", "expected"), [("2026-01-03", [1]), ("2026-04-02", [2, 1]), ("2026-12-31", [4, 3, 2, 1])]
)
def test_quarters_that_began_can_be_told(scene, le_jour, day, expected):
    le_jour(day)

    assert [quart.trimestre for quart in quarts_commences(scene.programme)] == expected


def test_coordinator_records_from_the_page(client, scene, ip, periode):
    client.force_login(scene.coordinatrice)

    data = {"quart": f"{periode.pk}-1", "constat": "Trois réunions tenues.", "valeur": "3,5"}
    response = client.post(releve_url(scene, ip), data)

    row = ReleveProcessus.objects.get()
    assert response.status_code == 302
    assert (row.trimestre, row.constat, str(row.valeur)) == (1, "Trois réunions tenues.", "3.50")
    assert "Trois réunions tenues." in client.get(response["Location"]).content.decode()


@pytest.mark.parametrize("data", [{"constat": ""}, {"quart": "0-9"}, {"valeur": "beaucoup"}])
def test_bad_input_keeps_what_was_typed(client, scene, ip, periode, data):
    client.force_login(scene.coordinatrice)
    sent = {"quart": f"{periode.pk}-1", "constat": "Un constat gardé.", "valeur": ""} | data

    response = client.post(releve_url(scene, ip), sent)

    assert response.status_code == 200
    assert not ReleveProcessus.objects.exists()
    assert sent["constat"] in response.content.decode()
    assert 'role="alert"' in response.content.decode()


def test_partner_gets_no_form(client, scene, ip):
    client.force_login(scene.asso)

    assert client.get(releve_url(scene, ip)).status_code == 404


def test_activity_indicator_has_no_form(client, scene):
    client.force_login(scene.coordinatrice)

    assert client.get(releve_url(scene, Indicateur.objects.get(action__numero=1, type="ia"))).status_code == 404
