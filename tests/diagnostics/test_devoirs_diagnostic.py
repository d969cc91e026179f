"""AL-24 and AL-32 as truth tables, over many coopératives in a fixed number of statements."""

from datetime import date

import pytest

from coop import horloge
from coop.notifications import regles
from cooperatives.enums import Phase
from cooperatives.models import Cooperative
from diagnostics import workflows
from diagnostics.devoirs_diagnostic import AL_24, AL_32
from diagnostics.enums import CouvertureBesoin, Niveau
from tests.factories import cooperatives as fabrique

JOUR = date(2026, 3, 2)


def facts(regle):
    return list(regle.trouver(Cooperative.objects.all(), JOUR))


def test_both_are_registered():
    assert {"AL-24", "AL-32"} <= set(regles.registered())


@pytest.mark.parametrize(
    ("couverture", "retenu", "justification", "attendus"),
    [
        (CouvertureBesoin.COUVERT, True, "", 1),
        (CouvertureBesoin.COUVERT, True, "Couvert ailleurs seulement.", 0),
        (CouvertureBesoin.COUVERT, False, "", 0),
        (CouvertureBesoin.PARTIEL, True, "", 0),
        (CouvertureBesoin.NON_COUVERT, True, "", 0),
    ],
)
def test_a_covered_need_is_retained_without_a_reason(diagnostic, dd78, couverture, retenu, justification, attendus):
    workflows.add_besoin(
        diagnostic, actor=dd78.actor, libelle="B", niveau=Niveau.OFFRE, couverture=couverture, retenu=retenu,
        justification=justification,
    )  # fmt: skip

    found = facts(AL_24)

    assert len(found) == attendus
    assert all(
        f.text.replace("\u00a0", " ").startswith("Thématique déjà couverte localement : argumenter") for f in found
    )


def test_the_last_version_alone_speaks_of_its_needs(complet, ca, dd78):
    fields = {"niveau": Niveau.OFFRE, "couverture": CouvertureBesoin.COUVERT, "retenu": True}
    workflows.add_besoin(complet, actor=dd78.actor, libelle="B", **fields)
    workflows.validate(complet, actor=dd78.actor, on=JOUR, instance="COPIL")
    (before,) = facts(AL_24)
    second = workflows.open_version(ca, actor=dd78.actor)

    (after,) = facts(AL_24)

    assert before.url.endswith("#besoins")
    assert after.objet == f"besoin:{second.besoins.get().pk}"


def into(ca, phase):
    Cooperative.objects.filter(pk=ca.pk).update(phase=phase)


@pytest.mark.parametrize(
    ("phase", "attendus"), [(Phase.DIAGNOSTIC, 0), (Phase.ELABORATION, 1), (Phase.MISE_EN_OEUVRE, 0)]
)
def test_élaboration_without_diagnosis(ca, phase, attendus):
    into(ca, phase)

    found = facts(AL_32)

    assert len(found) == attendus
    assert all("n’est pas commencé" in f.text for f in found)


def test_élaboration_with_a_draft_says_what_is_missing(diagnostic, ca):
    into(ca, Phase.ELABORATION)

    (fact,) = facts(AL_32)

    assert "« Analyse des besoins » n’est pas remplie." in fact.text.replace("\u00a0", " ")
    assert fact.urgency == "U"


def test_a_whole_draft_waits_for_its_validation_then_nothing(complet, ca, dd78):
    into(ca, Phase.ELABORATION)
    (fact,) = facts(AL_32)
    assert "valider par une instance" in fact.text

    with horloge.at(JOUR):
        workflows.validate(complet, actor=dd78.actor, on=JOUR, instance="COPIL")

    assert facts(AL_32) == []


def test_statements_do_not_grow_with_coopératives(diagnostic, ca, dd78, django_assert_num_queries):
    others = [fabrique.cooperative("78") for _ in range(2)]
    for row in others:
        workflows.open_version(row, actor=dd78.actor)
    for row in (ca, *others):
        into(row, Phase.ELABORATION)

    with django_assert_num_queries(4):
        assert len(facts(AL_32)) == 3
    with django_assert_num_queries(1):
        facts(AL_24)
