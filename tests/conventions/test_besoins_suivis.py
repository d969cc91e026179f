"""Objectives follow the needs they answer when the diagnosis is brought up to date."""

from datetime import date

import pytest

from conventions.models import Objectif, Programme
from diagnostics import workflows
from diagnostics.models import Besoin
from tests.diagnostics.conftest import ca, complet, dd78, diagnostic  # noqa: F401

pytestmark = pytest.mark.django_db
ON = date(2026, 3, 20)


@pytest.fixture
def objectif(complet, ca, dd78):  # noqa: F811
    need = Besoin.objects.create(
        diagnostic=complet, numero=1, libelle="Rejoindre", couverture="non_couvert", retenu=True
    )
    workflows.validate(complet, actor=dd78.actor, on=ON, instance="Comité de pilotage")
    row = Objectif.objects.create(
        programme=Programme.objects.create(ca=ca), niveau="general", libelle="Rejoindre chacun"
    )
    row.besoins.add(need)
    return row


def test_objective_follows_its_need_to_the_validated_version(objectif, ca, dd78):  # noqa: F811
    second = workflows.open_version(ca, actor=dd78.actor)
    workflows.add_concertation(
        second, actor=dd78.actor, date=ON, intitule="Atelier", participants="Tous", compte_rendu="Des échanges."
    )
    assert objectif.besoins.get().diagnostic.numero == 1

    second.refresh_from_db()
    workflows.validate(second, actor=dd78.actor, on=ON, instance="Comité de pilotage")

    assert objectif.besoins.get() == second.besoins.get(numero=1)


def test_need_left_aside_keeps_its_link(objectif, ca, dd78):  # noqa: F811
    second = workflows.open_version(ca, actor=dd78.actor)
    workflows.add_concertation(
        second, actor=dd78.actor, date=ON, intitule="Atelier", participants="Tous", compte_rendu="Des échanges."
    )
    second.besoins.all().delete()
    second.refresh_from_db()
    workflows.validate(second, actor=dd78.actor, on=ON, instance="Comité de pilotage")

    assert objectif.besoins.get().diagnostic.numero == 1
