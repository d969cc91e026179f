"""The tableau de bord: initial plan, tasks, dependencies without loop (R-SUIVI-01, R-SUIVI-06)."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from coop.accounts.predicates import Refused
from coop.versions import StaleVersion
from cooperatives.dependances import loop
from cooperatives.enums import Criticite, Decalage, StatutTache
from cooperatives.workflows import tableau, tableau_dates
from tests.factories import cooperatives as fabrique


@pytest.fixture
def etape(ca):
    return ca.etapes.get(ordre=2)


@pytest.fixture
def trois(etape, dd78):
    return [tableau.add_task(etape, actor=dd78.actor, libelle=f"Tâche {n}") for n in range(3)]


def test_schedule_stage_keeps_the_first_dates_as_the_initial_plan(etape, dd78):
    tableau.schedule_stage(
        etape, actor=dd78.actor, debut=date(2027, 1, 4), fin=date(2027, 3, 1), responsable="Co-pilote"
    )
    tableau.schedule_stage(
        etape, actor=dd78.actor, debut=date(2027, 2, 1), fin=date(2027, 4, 1), responsable="Co-pilote"
    )

    assert (etape.debut, etape.fin) == (date(2027, 2, 1), date(2027, 4, 1))
    assert (etape.debut_initial, etape.fin_initiale) == (date(2027, 1, 4), date(2027, 3, 1))


def test_schedule_stage_refuses_a_stale_version(etape, dd78):
    tableau.schedule_stage(etape, actor=dd78.actor, debut=None, fin=None, version=1)

    with pytest.raises(StaleVersion):
        tableau.schedule_stage(etape, actor=dd78.actor, debut=None, fin=None, version=1)


def test_schedule_stage_refuses_an_end_before_the_start(etape, dd78):
    with pytest.raises(ValidationError, match="suit la date de début"):
        tableau.schedule_stage(etape, actor=dd78.actor, debut=date(2027, 2, 1), fin=date(2027, 1, 1))


def test_add_stage_comes_after_the_six_of_the_guide(ca, dd78):
    assert tableau.add_stage(ca, actor=dd78.actor, libelle="Essaimage").ordre == 7


def test_add_task_goes_at_the_end_of_its_stage(trois):
    assert [(t.ordre, t.criticite, t.statut) for t in trois] == [
        (n, Criticite.MOYENNE, StatutTache.A_FAIRE) for n in (1, 2, 3)
    ]


def test_update_task_writes_its_fields_and_needs(trois, dd78):
    first, second, _ = trois

    tableau.update_task(second, actor=dd78.actor, libelle=" Grille ", criticite=Criticite.HAUTE, dependances=[first])

    second.refresh_from_db()
    assert (second.libelle, second.criticite, list(second.dependances.all())) == ("Grille", Criticite.HAUTE, [first])


def test_update_task_refuses_a_loop_and_changes_nothing(trois, dd78):
    first, second, third = trois
    tableau.update_task(second, actor=dd78.actor, dependances=[first])
    tableau.update_task(third, actor=dd78.actor, dependances=[second])

    with pytest.raises(ValidationError, match="l’une l’autre"):
        tableau.update_task(first, actor=dd78.actor, libelle="Changée", dependances=[third])
    with pytest.raises(ValidationError, match="l’une l’autre"):
        tableau.update_task(third, actor=dd78.actor, dependances=[third])

    first.refresh_from_db()
    assert (first.libelle, list(first.dependances.all())) == ("Tâche 0", [])


def test_update_task_refuses_a_task_of_another_ca(trois, dd78):
    elsewhere = fabrique.cooperative("78").etapes.first().taches.first()

    with pytest.raises(ValidationError, match="cette coopérative"):
        tableau.update_task(trois[0], actor=dd78.actor, dependances=[elsewhere])
    with pytest.raises(ValidationError, match="cette coopérative"):
        tableau.update_task(trois[0], actor=dd78.actor, etape=elsewhere.etape)


def test_update_task_refuses_an_unknown_field(trois, dd78):
    with pytest.raises(TypeError, match="numero"):
        tableau.update_task(trois[0], actor=dd78.actor, numero=3)


def test_remove_task_frees_what_waited_for_it(trois, dd78):
    first, second, _ = trois
    tableau.update_task(second, actor=dd78.actor, dependances=[first])

    tableau.remove_task(first, actor=dd78.actor)

    assert list(second.dependances.all()) == []


def test_a_partner_does_not_write_the_table(ca, trois):
    user, _ = fabrique.partenaire(ca)

    with pytest.raises(Refused):
        tableau.add_task(trois[0].etape, actor=user.actor, libelle="Non")
    with pytest.raises(Refused):
        tableau.update_task(trois[0], actor=user.actor, libelle="Non")
    with pytest.raises(Refused):
        tableau.remove_task(trois[0], actor=user.actor)


def _has_loop(graph: dict[int, set[int]]) -> bool:
    """Kahn's way, written apart from the code under test: a graph without loop can be peeled leaf by leaf."""
    left = {node: set(needs) for node, needs in graph.items()}
    while left:
        leaves = {node for node, needs in left.items() if not needs & left.keys()}
        if not leaves:
            return True
        left = {node: needs for node, needs in left.items() if node not in leaves}
    return False


@given(st.lists(st.tuples(st.integers(0, 6), st.integers(0, 6)), max_size=25))
def test_accepting_only_what_does_not_cycle_never_makes_a_loop(links):
    graph: dict[int, set[int]] = {node: set() for node in range(7)}
    for task, need in links:
        wanted = {*graph[task], need}
        refused = bool(loop(graph, task, wanted))
        assert refused == _has_loop({**graph, task: wanted})
        if not refused:
            graph[task] = wanted


def test_a_loop_is_refused_with_the_loop_named(trois, dd78):
    first, second, third = trois
    tableau.update_task(second, actor=dd78.actor, dependances=[first])
    tableau.update_task(third, actor=dd78.actor, dependances=[second])

    told = "«\u00a0Tâche 0\u00a0» attend «\u00a0Tâche 2\u00a0», qui attend «\u00a0Tâche 1\u00a0», qui attend «\u00a0Tâche 0\u00a0»"
    with pytest.raises(ValidationError) as refused:
        tableau.update_task(first, actor=dd78.actor, dependances=[third])
    assert told in refused.value.messages[0]


def test_the_first_dates_of_a_task_stay_as_the_reference(trois, dd78):
    task = trois[0]
    tableau.update_task(task, actor=dd78.actor, fin=date(2027, 3, 1))
    tableau.update_task(task, actor=dd78.actor, debut=date(2027, 2, 1), fin=date(2027, 4, 1))

    assert (task.debut_initial, task.fin_initiale) == (date(2027, 2, 1), date(2027, 3, 1))


def test_the_person_responsible_is_of_the_coopérative(ca, trois, dd78):
    user, _ = fabrique.partenaire(ca)
    stranger = fabrique.coordinatrice("93").contact

    assert tableau.update_task(trois[0], actor=dd78.actor, contact=user.contact).contact == user.contact
    with pytest.raises(ValidationError, match="cette coopérative"):
        tableau.update_task(trois[0], actor=dd78.actor, contact=stranger)
    with pytest.raises(ValidationError, match="cette coopérative"):
        tableau.add_task(trois[0].etape, actor=dd78.actor, libelle="Non", contact=stranger)
    with pytest.raises(ValidationError, match="cette coopérative"):
        tableau.schedule_stage(trois[0].etape, actor=dd78.actor, debut=None, fin=None, contact=stranger)


def test_the_person_responsible_marks_progress_and_nothing_else(ca, trois, dd78):
    user, _ = fabrique.partenaire(ca)
    mine, other, _ = trois
    tableau.update_task(mine, actor=dd78.actor, contact=user.contact)

    tableau.mark_progress(mine, actor=user.actor, avancement=100)

    mine.refresh_from_db()
    assert (mine.avancement, mine.statut) == (100, StatutTache.TERMINEE)
    with pytest.raises(Refused):
        tableau.mark_progress(other, actor=user.actor, avancement=10)
    with pytest.raises(Refused):
        tableau.update_task(mine, actor=user.actor, libelle="Non")
    with pytest.raises(ValidationError, match="100"):
        tableau.mark_progress(mine, actor=user.actor, avancement=120)


def test_moving_a_task_moves_those_that_wait_when_asked(trois, dd78):
    first, second, third = trois
    for row in trois:
        tableau.update_task(row, actor=dd78.actor, debut=date(2027, 1, 4), fin=date(2027, 1, 31))
    tableau.update_task(second, actor=dd78.actor, dependances=[first])
    tableau.update_task(third, actor=dd78.actor, dependances=[second], statut=StatutTache.TERMINEE)

    moved = tableau_dates.shift_task(first, actor=dd78.actor, pas=Decalage.MOIS_APRES, suivantes=True)

    for row in trois:
        row.refresh_from_db()
    assert moved == [first, second]  # what is over does not move
    assert [row.fin for row in trois] == [date(2027, 2, 28), date(2027, 2, 28), date(2027, 1, 31)]
    assert first.fin_initiale == date(2027, 1, 31)


def test_moving_a_stage_moves_its_open_tasks_when_asked(etape, trois, dd78):
    tableau.schedule_stage(etape, actor=dd78.actor, debut=date(2027, 1, 4), fin=date(2027, 3, 1))
    tableau.update_task(trois[0], actor=dd78.actor, fin=date(2027, 1, 10))

    assert tableau_dates.shift_stage(etape, actor=dd78.actor, pas=Decalage.SEMAINE_APRES) == [etape]
    moved = tableau_dates.shift_stage(etape, actor=dd78.actor, pas=Decalage.SEMAINE_AVANT, suivantes=True)

    assert moved == [etape, trois[0]]
    assert (etape.debut, moved[1].fin) == (date(2027, 1, 4), date(2027, 1, 3))


def test_what_cannot_be_moved_is_told(ca, trois, dd78):
    user, _ = fabrique.partenaire(ca)
    with pytest.raises(ValidationError, match="pas de date à décaler"):
        tableau_dates.shift_task(trois[0], actor=dd78.actor, pas=Decalage.MOIS_APRES)
    with pytest.raises(Refused):
        tableau_dates.shift_task(trois[0], actor=user.actor, pas=Decalage.MOIS_APRES)
    with pytest.raises(Refused):
        tableau_dates.shift_stage(trois[0].etape, actor=user.actor, pas=Decalage.MOIS_APRES)
    tableau.update_task(trois[0], actor=dd78.actor, fin=date(2027, 1, 10))
    with pytest.raises(StaleVersion):
        tableau_dates.shift_task(trois[0], actor=dd78.actor, pas=Decalage.MOIS_APRES, version=1)


def test_the_reference_calendar_is_fixed_then_changed_with_a_reason(ca, etape, trois, dd78, le_jour):
    le_jour("2027-02-01")
    with pytest.raises(ValidationError, match="encore aucune date"):
        tableau_dates.fix_calendar(ca, actor=dd78.actor)
    tableau.schedule_stage(etape, actor=dd78.actor, debut=date(2027, 1, 4), fin=date(2027, 3, 1))
    tableau.schedule_stage(etape, actor=dd78.actor, debut=date(2027, 1, 4), fin=date(2027, 4, 1))

    assert tableau_dates.fix_calendar(ca, actor=dd78.actor) == 1

    etape.refresh_from_db()
    ca.refresh_from_db()
    assert (etape.fin_initiale, ca.calendrier_fixe_le) == (date(2027, 4, 1), date(2027, 2, 1))
    with pytest.raises(ValidationError, match="Dites pourquoi"):
        tableau_dates.fix_calendar(ca, actor=dd78.actor)
    assert tableau_dates.fix_calendar(ca, actor=dd78.actor, motif="Validé en COPIL") == 0
    user, _ = fabrique.partenaire(ca)
    with pytest.raises(Refused):
        tableau_dates.fix_calendar(ca, actor=user.actor)
