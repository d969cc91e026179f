"""Tables of truth of the tableau de bord: word and figure, blocked, how far a stage is, loops, chains, AL-33."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from coop.calendrier import add_months
from cooperatives.dependances import followers, longest_chain, loop
from cooperatives.devoirs_tableau import REGLES
from cooperatives.enums import Decalage
from cooperatives.models import Cooperative, Etape, Tache
from cooperatives.rules_tableau import agree, is_blocked, progress
from cooperatives.workflows import tableau
from cooperatives.workflows.tableau_dates import shifted
from tests.factories import cooperatives as fabrique


@pytest.mark.parametrize(
    ("statut", "avancement", "avant", "attendu"),
    [
        ("a_faire", 0, ("a_faire", 0), ("a_faire", 0)),
        ("a_faire", 30, ("a_faire", 0), ("en_cours", 30)),
        ("a_faire", 100, ("a_faire", 0), ("terminee", 100)),
        ("en_cours", 100, ("en_cours", 40), ("terminee", 100)),
        ("en_cours", 0, ("en_cours", 40), ("en_cours", 0)),
        ("terminee", 60, ("terminee", 100), ("en_cours", 60)),
        ("terminee", 0, ("a_faire", 0), ("terminee", 100)),
        ("terminee", 20, ("en_cours", 10), ("terminee", 100)),
        ("a_faire", 40, ("en_cours", 40), ("a_faire", 0)),
        ("en_cours", 40, ("terminee", 100), ("en_cours", 40)),
        ("abandonnee", 40, ("en_cours", 40), ("abandonnee", 40)),
    ],
)
def test_the_word_and_the_figure_of_a_task_agree(statut, avancement, avant, attendu):
    assert agree(statut, avancement, avant) == attendu


def test_a_task_under_way_is_not_at_a_hundred():
    with pytest.raises(ValidationError, match="moins de 100"):
        agree("en_cours", 100, ("terminee", 100))


JOUR = date(2027, 3, 10)


@pytest.mark.parametrize(
    ("statut", "debut", "besoin", "bloquee"),
    [
        ("a_faire", date(2027, 3, 10), "en_cours", True),
        ("a_faire", date(2027, 3, 11), "en_cours", False),
        ("a_faire", None, "en_cours", False),
        ("a_faire", date(2027, 3, 1), "terminee", False),
        ("a_faire", date(2027, 3, 1), "abandonnee", False),
        ("en_cours", date(2027, 3, 1), "en_cours", False),
    ],
)
def test_a_task_is_blocked_when_it_should_have_begun(statut, debut, besoin, bloquee):
    assert is_blocked(Tache(statut=statut, debut=debut), [Tache(statut=besoin)], JOUR) is bloquee


@pytest.mark.parametrize(
    ("etape", "taches", "attendu"),
    [
        ({}, [], None),
        ({"statut": "terminee"}, [], 100),
        ({"avancement": 30}, [(100, None)], 30),
        ({}, [(100, None), (0, None)], 50),
        ({}, [(100, "3"), (0, "1")], 75),
        ({}, [(100, "3"), (0, None)], 50),
    ],
)
def test_a_stage_advances_as_its_tasks(etape, taches, attendu):
    rows = [Tache(avancement=a, charge_jours=Decimal(c) if c else None) for a, c in taches]
    assert progress(Etape(**etape), rows) == attendu


def test_what_was_given_up_does_not_count_in_a_stage():
    assert progress(Etape(), [Tache(avancement=40), Tache(statut="abandonnee")]) == 40


@pytest.mark.parametrize(
    ("pas", "jour", "attendu"),
    [
        (Decalage.SEMAINE_AVANT, date(2027, 3, 3), date(2027, 2, 24)),
        (Decalage.SEMAINE_APRES, date(2027, 3, 28), date(2027, 4, 4)),
        (Decalage.MOIS_APRES, date(2027, 1, 31), date(2027, 2, 28)),
        (Decalage.MOIS_AVANT, date(2027, 1, 15), date(2026, 12, 15)),
        (Decalage.MOIS_APRES, None, None),
    ],
)
def test_a_date_moves_by_a_week_or_a_month(pas, jour, attendu):
    assert shifted(jour, pas) == attendu


def test_a_loop_is_followed_from_task_to_task():
    graph = {1: [], 2: [1], 3: [2], 4: [3]}
    assert loop(graph, 1, [4]) == [1, 4, 3, 2]
    assert loop(graph, 1, [1]) == [1]
    assert loop(graph, 4, [1, 2]) == []


def test_those_who_wait_are_found_at_any_distance():
    assert followers({1: [], 2: [1], 3: [2], 4: [1], 5: []}, 1) == {2, 3, 4}


@pytest.mark.parametrize(
    ("graph", "days", "attendu"),
    [
        ({2: [1], 3: [2], 4: [1]}, {1: 5, 2: 3, 3: 1, 4: 3}, [1, 2, 3]),
        ({2: [1], 4: [1]}, {1: 5, 2: 3, 4: 30}, [1, 4]),
        ({2: [1]}, {2: 3}, []),  # the task needed is over, or has no date
        ({}, {1: 5, 2: 3}, []),
        ({3: [1], 4: [2]}, {1: 2, 2: 2, 3: 2, 4: 2}, [1, 3]),
    ],
)
def test_the_longest_chain(graph, days, attendu):
    assert longest_chain(graph, days) == attendu


def test_a_long_chain_is_read_without_recursion():
    size = 3000
    assert len(longest_chain({n: [n - 1] for n in range(1, size)}, dict.fromkeys(range(size), 1))) == size


@pytest.mark.parametrize(
    ("champs", "contrainte"),
    [
        ({"avancement": 101}, "tache_avancement_pourcentage"),
        ({"statut": "terminee", "avancement": 90}, "tache_terminee_a_cent"),
        ({"debut": date(2027, 2, 2), "fin": date(2027, 2, 1)}, "tache_dates_ordonnees"),
    ],
)
def test_constraints_of_a_task(ca, champs, contrainte):
    with pytest.raises(IntegrityError, match=contrainte), transaction.atomic():
        Tache.objects.create(etape=ca.etapes.get(ordre=2), libelle="Grille", **champs)


@pytest.mark.parametrize(
    ("champs", "contrainte"),
    [
        ({"avancement": 101}, "etape_avancement_pourcentage"),
        ({"debut": date(2027, 2, 2), "fin": date(2027, 2, 1)}, "etape_dates_ordonnees"),
    ],
)
def test_constraints_of_a_stage(ca, champs, contrainte):
    with pytest.raises(IntegrityError, match=contrainte), transaction.atomic():
        Etape.objects.create(ca=ca, ordre=20, libelle="Essaimage", **champs)


AL33 = next(regle for regle in REGLES if regle.code == "AL-33")


@pytest.fixture
def responsable(ca):
    return fabrique.partenaire(ca)[0]


@pytest.mark.parametrize(
    ("champs", "attendus"),
    [
        ({"fin": date(2027, 3, 9)}, {"C", "X"}),
        ({"fin": date(2027, 3, 10)}, set()),
        ({"fin": date(2027, 3, 9), "statut": "terminee"}, set()),
        ({"fin": date(2027, 3, 9), "statut": "abandonnee"}, set()),
        ({"debut": date(2027, 3, 10)}, {"C", "X"}),  # blocked by the task it waits for
        ({"debut": date(2027, 3, 11)}, set()),
    ],
)
def test_a_late_or_blocked_task_is_told_to_its_person(ca, dd78, responsable, champs, attendus):
    etape = ca.etapes.get(ordre=2)
    need = tableau.add_task(etape, actor=dd78.actor, libelle="Grille", fin=add_months(JOUR, 1))
    tableau.add_task(
        etape, actor=dd78.actor, libelle="Formation", contact=responsable.contact, dependances=[need], **champs
    )

    facts = list(AL33.trouver(Cooperative.objects.all(), JOUR))

    assert {next(iter(fact.publics)) for fact in facts} == attendus
    assert {fact.contact_id for fact in facts if "X" in fact.publics} <= {responsable.contact_id}


def test_the_coordination_reads_its_own_tasks_once(ca, dd78):
    tableau.add_task(
        ca.etapes.get(ordre=2), actor=dd78.actor, libelle="Grille", contact=dd78.contact, fin=date(2027, 3, 9)
    )

    assert len(list(AL33.trouver(Cooperative.objects.all(), JOUR))) == 1


def test_the_rule_costs_the_same_for_one_or_three_tasks(ca, dd78, responsable, django_assert_num_queries):
    etape = ca.etapes.get(ordre=2)
    for _ in range(2):
        tableau.add_task(etape, actor=dd78.actor, libelle="Grille", contact=responsable.contact, fin=date(2027, 3, 9))
        with django_assert_num_queries(3):
            list(AL33.trouver(Cooperative.objects.all(), JOUR))
