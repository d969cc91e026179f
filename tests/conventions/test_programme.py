"""The programme and its tree (R-PROG-01 to R-PROG-03, R-CONV-07)."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from conventions import rules
from conventions.models import Objectif, Programme
from conventions.workflows import programme as verbs
from coop.accounts.enums import RoleMandat
from coop.accounts.predicates import Refused
from coop.journal.models import Entry
from coop.versions import StaleVersion
from tests.conventions.scene_programme import scene
from tests.factories import cooperatives as fabrique
from tests.factories import utilisateur


def numbers(programme: Programme, niveau: str) -> list[tuple[int, str]]:
    return list(programme.objectifs.filter(niveau=niveau).order_by("numero").values_list("numero", "libelle"))


def test_open_programme_takes_the_title_of_the_ca_once(s):
    again = verbs.open_programme(s.ca, actor=s.dd.actor)

    assert (again.pk, again.intitule) == (s.programme.pk, s.ca.intitule)
    assert Entry.objects.filter(verb="programme.open", ca_id=s.ca.pk).count() == 1


def test_write_keeps_the_title_and_the_reason(s):
    verbs.write(s.programme, actor=s.dd.actor, intitule=" Santé de rue ", raison_etre="Se coordonner.", version=1)

    row = Programme.objects.get()
    assert (row.intitule, row.raison_etre, row.version) == ("Santé de rue", "Se coordonner.", 2)


def test_write_refuses_a_version_somebody_else_saved(s):
    verbs.write(s.programme, actor=s.dd.actor, intitule="Premier", version=1)

    with pytest.raises(StaleVersion):
        verbs.write(Programme.objects.get(), actor=s.dd.actor, intitule="Second", version=1)
    assert Programme.objects.get().intitule == "Premier"


@pytest.mark.parametrize("qui", ["partenaire", "autre", "siege", "dd93"])
def test_objectives_are_written_by_the_animation_only(s, qui):
    others = {"siege": lambda: utilisateur(RoleMandat.SIEGE), "dd93": lambda: fabrique.coordinatrice("93")}
    user = others[qui]() if qui in others else getattr(s, qui)

    with pytest.raises(Refused):
        verbs.set_objective(s.programme, actor=user.actor, niveau="specifique", libelle="X")
    assert not s.programme.objectifs.exists()


@pytest.mark.parametrize(
    ("niveau", "parent", "allowed"),
    [
        ("general", None, True),
        ("specifique", None, True),
        ("specifique", "general", True),
        ("operationnel", "general", True),
        ("operationnel", "specifique", True),
        ("specifique", "specifique", False),
        ("specifique", "operationnel", False),
        ("operationnel", "operationnel", False),
        ("general", "specifique", False),
    ],
)
def test_parent_stands_strictly_higher(s, niveau, parent, allowed):
    above = s.objectif(parent, "Au-dessus") if parent else None

    if allowed:
        assert s.objectif(niveau, parent=above).parent == above
    else:
        with pytest.raises(ValidationError, match="niveau supérieur"):
            s.objectif(niveau, parent=above)


def test_parent_of_another_programme_is_refused(s):
    elsewhere = fabrique.cooperative("78", coordinateur=s.dd)
    other = verbs.open_programme(elsewhere, actor=s.dd.actor)
    above = verbs.set_objective(other, actor=s.dd.actor, niveau="general", libelle="Ailleurs")

    with pytest.raises(ValidationError, match="du même programme"):
        s.objectif("specifique", parent=above)
    with pytest.raises(ValidationError, match="pas dans le programme"):
        s.objectif("general", objectif=above)


def test_need_of_another_diagnosis_is_refused(s):
    elsewhere = scene()

    with pytest.raises(ValidationError, match="pas dans le diagnostic"):
        s.objectif("specifique", besoins=[elsewhere.besoin()])


def test_objective_answers_needs_and_needs_show_objectives(s):
    besoin = s.besoin()
    row = s.objectif("specifique", besoins=[besoin])

    assert list(row.besoins.all()) == [besoin]
    assert list(besoin.objectifs.all()) == [row]


@pytest.mark.parametrize("libelle", ["", "   "])
def test_objective_without_text_is_refused(s, libelle):
    with pytest.raises(ValidationError, match="libelle"):
        s.objectif("specifique", libelle)


def test_second_general_objective_is_refused_in_words(s):
    s.objectif("general")

    with pytest.raises(ValidationError, match="déjà son objectif général"):
        s.objectif("general", "Un autre")


def test_remove_objective_closes_the_gap(s):
    rows = [s.objectif("specifique", text) for text in ("A", "B", "C")]
    verbs.remove_objective(rows[0], actor=s.dd.actor)

    assert numbers(s.programme, "specifique") == [(1, "B"), (2, "C")]


def test_remove_objective_that_carries_something_is_refused(s):
    general, specifique, operationnel = s.arbre()
    s.action(objectif=operationnel)

    for row in (general, specifique, operationnel):
        with pytest.raises(ValidationError, match="Rattachez d’abord ailleurs"):
            verbs.remove_objective(row, actor=s.dd.actor)
    assert s.programme.objectifs.count() == 3


@pytest.mark.parametrize(
    ("index", "up", "order"),
    [(1, True, "BAC"), (1, False, "ACB"), (0, True, "ABC"), (2, False, "ABC")],
)
def test_move_objective_exchanges_two_numbers(s, index, up, order):
    rows = [s.objectif("specifique", text) for text in "ABC"]
    verbs.move_objective(rows[index], actor=s.dd.actor, up=up)

    assert numbers(s.programme, "specifique") == list(enumerate(order, start=1))


def test_changing_level_renumbers_the_level_left(s):
    rows = [s.objectif("specifique", text) for text in "AB"]
    s.objectif("operationnel", "A", objectif=rows[0])

    assert numbers(s.programme, "specifique") == [(1, "B")]
    assert numbers(s.programme, "operationnel") == [(1, "A")]


def test_changing_the_level_of_an_objective_that_carries_is_refused(s):
    _, specifique, operationnel = s.arbre()
    s.action(objectif=operationnel)

    for row, niveau in [(specifique, "operationnel"), (operationnel, "specifique")]:
        with pytest.raises(ValidationError, match="Rattachez d’abord ailleurs"):
            s.objectif(niveau, objectif=row)


@pytest.mark.parametrize(
    ("statuts", "sentence"),
    [
        ([], ""),
        (["brouillon"], ""),
        (["close"], ""),
        (["en_signature"], rules.AT_SIGNATURE),
        (["en_vigueur"], rules.LOCKED),
        (["close", "brouillon"], ""),
        (["close", "en_vigueur"], rules.LOCKED),
    ],
)
def test_lock_state_reads_the_conventions(s, statuts, sentence):
    for statut in statuts:
        s.convention(statut)

    assert rules.lock_state(s.programme) == sentence


@pytest.mark.parametrize("statut", ["en_signature", "en_vigueur"])
def test_every_verb_is_refused_once_locked(s, statut):
    _, specifique, _ = s.arbre()
    other = s.objectif("specifique", "Autre")
    s.convention(statut)

    for verb in (
        lambda: verbs.write(s.programme, actor=s.dd.actor, intitule="X"),
        lambda: s.objectif("specifique"),
        lambda: s.objectif("specifique", objectif=specifique),
        lambda: verbs.remove_objective(other, actor=s.dd.actor),
        lambda: verbs.move_objective(other, actor=s.dd.actor, up=True),
    ):
        with pytest.raises(Refused, match="avenant signé|à la signature"):
            verb()


def test_locked_sentence_is_the_one_of_the_convention():
    assert rules.LOCKED == (
        "Le programme est conventionné\u00a0: la modification doit passer par un avenant signé par les parties signataires."
    )


def test_history_of_an_objective_is_dated_by_the_clock(s, le_jour):
    le_jour("2027-01-15")
    row = s.objectif("specifique", "Avant")
    le_jour("2027-03-01")
    s.objectif("specifique", "Après", objectif=row)

    history = [
        (h.history_date.date().isoformat(), h.libelle) for h in row.history.order_by("history_date", "history_id")
    ]
    assert history[0] == ("2027-01-15", "Avant")
    assert history[-1] == ("2027-03-01", "Après")


@pytest.mark.parametrize(
    ("rows", "constraint"),
    [
        ([{"niveau": "specifique", "numero": 1}] * 2, "objectif_numero_unique"),
        ([{"niveau": "general", "numero": 1}, {"niveau": "general", "numero": 2}], "objectif_general_unique"),
    ],
)
def test_unique_constraints_hold_in_the_database(s, rows, constraint):
    *first, last = [Objectif(programme=s.programme, libelle="X", **row) for row in rows]
    for row in first:
        row.save()

    with pytest.raises(ValidationError) as refused:
        last.validate_constraints()
    assert refused.value.messages
    assert constraint in {c.name for c in Objectif._meta.constraints}
    with pytest.raises(IntegrityError), transaction.atomic():
        last.save()


def test_objectif_general_sans_parent_holds_in_the_database(s):
    above = s.objectif("specifique")

    with pytest.raises(IntegrityError, match="objectif_general_sans_parent"), transaction.atomic():
        Objectif.objects.create(programme=s.programme, niveau="general", libelle="X", parent=above)
