"""`load_region`: whole rows for the bench, and no other database than a bench's."""

from datetime import date

import pytest
from django.core.management import CommandError, call_command

from conventions import coherence_financement
from conventions.models import Budget, DecisionReconduction, EngagementFinancier, LigneRepartition
from coop import horloge
from coop.notifications import faits, recapitulatif
from cooperatives.models import Cooperative
from evaluation import rappels
from evaluation.models import Bilan, SyntheseDepartement
from portail import region_synthetique
from portail.management.commands import load_region
from tests.factories import CommuneFactory, DepartementFactory

JOUR = date(2026, 10, 20)
LUNDI = date(2026, 10, 19)


@pytest.fixture
def yvelines(db):
    departement = DepartementFactory(code="78")
    CommuneFactory.create_batch(5, departement=departement)
    return departement


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("/srv/coop/build/bench/coop.sqlite3", True),
        ("build/bench/region/coop.sqlite3", True),
        ("bench_region", True),
        ("/srv/coop/var/coop.sqlite3", False),
        ("coop", False),
        ("/srv/benchmark/coop.sqlite3", False),
    ],
)
def test_only_a_bench_is_a_bench(name, expected):
    assert load_region.is_bench(name) is expected


def test_command_refuses_another_database(yvelines, monkeypatch):
    monkeypatch.setattr(load_region, "is_bench", lambda name: False)

    with pytest.raises(CommandError, match="banc"):
        call_command("load_region", cas=1)
    assert not Cooperative.objects.exists()


@pytest.mark.parametrize(("cas", "words"), [(0, "au moins 1"), (1000, "références")])
def test_command_refuses_a_wrong_number(yvelines, monkeypatch, cas, words):
    monkeypatch.setattr(load_region, "is_bench", lambda name: True)

    with pytest.raises(CommandError, match=words):
        call_command("load_region", cas=cas)
    assert not Cooperative.objects.exists()


def test_rows_are_whole_and_completed(yvelines):
    assert region_synthetique.completer(4, JOUR) == 4
    assert region_synthetique.completer(9, JOUR) == 5
    assert region_synthetique.completer(9, JOUR) == 0

    for row in (*Cooperative.objects.all(), *Bilan.objects.all()):
        row.full_clean()
    assert Cooperative.objects.count() == 9
    assert len(set(Cooperative.objects.values_list("reference", flat=True))) == 9


def test_money_is_whole_and_counted(yvelines):
    region_synthetique.completer(9, JOUR)

    for model in (Budget, LigneRepartition, EngagementFinancier, DecisionReconduction):
        assert model.objects.exists()
        for row in model.objects.all():
            row.full_clean()
    assert coherence_financement.repartitions() == coherence_financement.cumuls() == []


def test_summaries_tell_what_the_bilans_tell(yvelines):
    region_synthetique.completer(16, JOUR)

    told = sum(SyntheseDepartement.objects.values_list("bilans_transmis", flat=True))
    assert told == Bilan.objects.filter(transmis_le__isnull=False).count() > 0


def test_every_family_of_alerts_speaks_and_the_day_writes_once(yvelines):
    """The bench of the day measures real work: rules of every family find something, people are written to once."""
    with horloge.at(LUNDI):
        region_synthetique.completer(45, LUNDI)
        found = {code for code, _ in faits.lire(faits.suivies(None), LUNDI)}
        counts = [recapitulatif.envoyer(LUNDI) for _ in range(2)]

    assert {"AL-01", "AL-05", "AL-07", "AL-10", "AL-14", "AL-15", "AL-19", "AL-28", "AL-33", "AL-42"} <= found
    assert counts[0] > 20
    assert counts[1] == 0


def test_the_rules_read_each_cooperative_once_a_day(yvelines, settings, monkeypatch):
    """What the first pass found serves the list of everybody: acts of the journal make it hold."""
    settings.COOP_FAITS_GARDES = True
    read, find = [], faits._find

    def counted(rules, ids, today):
        read.extend(ids if any(not rule.immediate for rule in rules) else ())
        return find(rules, ids, today)

    with horloge.at(LUNDI):
        region_synthetique.completer(20, LUNDI)
        monkeypatch.setattr(faits, "_find", counted)
        assert recapitulatif.envoyer(LUNDI) > 20

    assert sorted(read) == sorted(faits.suivies(None))


def test_bilans_already_recalled_cost_no_statement_each(yvelines, django_assert_max_num_queries):
    with horloge.at(LUNDI):
        region_synthetique.completer(60, LUNDI)
        assert rappels.remind_all(LUNDI) > 5
        with django_assert_max_num_queries(5):
            assert rappels.remind_all(LUNDI) == 0
