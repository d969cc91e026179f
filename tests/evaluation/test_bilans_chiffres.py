"""F-09 to F-12 as truth tables, and on a played quarter."""

from datetime import date, datetime
from decimal import Decimal
from types import SimpleNamespace

import pytest
from django.utils import timezone

from conventions.models import Indicateur
from coop import horloge
from evaluation.models import Releve
from evaluation.queries.chiffres import Part, atteinte, chiffres, taux, transmission
from evaluation.workflows import bilans
from tests.evaluation.scene_bilan import T2_OPEN, scene  # noqa: F401


def d(value):
    return None if value is None else Decimal(value)


@pytest.mark.parametrize(
    ("num", "den", "found"), [(10, 20, 50), (30, 20, 150), (0, 20, 0), (0, 0, None), (None, 20, None), (5, None, None)]
)
def test_rate_of_an_empty_set_is_nothing(num, den, found):
    assert taux(d(num), d(den)) == found


@pytest.mark.parametrize(
    ("valeur", "cible", "initiale", "sens", "found"),
    [
        (30, 40, None, "hausse", 75),
        (30, 40, 20, "hausse", 50),
        (10, 40, 20, "hausse", -50),
        (15, 10, 20, "baisse", 50),
        (10, 10, 20, "baisse", 100),
        (25, 10, 20, "baisse", -50),
        (15, 10, None, "baisse", None),
        (15, 20, 20, "hausse", None),
        (None, 20, 10, "hausse", None),
        (15, None, 10, "hausse", None),
    ],
)
def test_f11_follows_the_direction_of_the_indicator(valeur, cible, initiale, sens, found):
    assert atteinte(d(valeur), d(cible), d(initiale), sens) == found


def sent(day: date | None, due: date = date(2026, 4, 29)):
    moment = timezone.make_aware(datetime(day.year, day.month, day.day, 23, 30)) if day else None
    return SimpleNamespace(echeance=due, transmis_le=moment)


def test_f09_counts_the_bilans_whose_day_has_come():
    rows = [sent(date(2026, 4, 29)), sent(date(2026, 4, 30)), sent(None), sent(None, date(2026, 7, 29))]

    assert transmission(rows, date(2026, 5, 1)) == (Part(1, 3), Part(2, 3))
    assert transmission([], date(2026, 5, 1))[0].pourcent is None


@pytest.mark.django_db
def test_f10_caps_each_rate_and_f12_counts_flagged_indicators_only(scene):  # noqa: F811
    other = Indicateur.objects.create(
        action=scene.actions[2],
        type="ia",
        numero=2,
        libelle="Maraudes",
        unite="maraudes",
        valeur_cible=10,
        sources_methodes="Agenda",
    )
    with horloge.at(T2_OPEN):
        draft = scene.remplir(scene.asso_b, 1, 30)
        bilans.save_line(
            draft, scene.actions[2], actor=scene.asso_b.actor, data={}, readings={other.pk: {"valeur": Decimal(5)}}
        )
        version = bilans.transmit(scene.bilan(scene.asso_b, 1), actor=scene.asso_b.actor)

    found = chiffres(Releve.objects.filter(version=version, modalite="").select_related("indicateur"))
    assert (found.realisation, found.renseignes, found.avec_cible) == (75, 2, 2)
    assert found.beneficiaires == Part(30, 20)
    assert found.beneficiaires.pourcent == 150


def test_no_reading_has_no_rate():
    found = chiffres([])

    assert (found.realisation, found.beneficiaires.pourcent) == (None, None)
