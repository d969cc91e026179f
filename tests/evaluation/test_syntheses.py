"""Both levels of summary always equal what a rebuild would write (decisions.md 30)."""

from datetime import date
from decimal import Decimal
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coop import horloge, inconsistances
from evaluation.models import SyntheseCooperative, SyntheseDepartement
from evaluation.workflows import bilans
from evaluation.workflows.syntheses import COUNTERS, rebuild
from tests.evaluation.scene_bilan import scene  # noqa: F401

pytestmark = pytest.mark.django_db
LATE = date(2026, 5, 10)


class _Undo(Exception):
    """Gives the database back as the test found it."""


def rows() -> list[tuple]:
    return [
        *SyntheseCooperative.objects.order_by("pk").values_list("ca", "annee", "trimestre", *COUNTERS),
        *SyntheseDepartement.objects.order_by("pk").values_list("departement", "annee", "trimestre", *COUNTERS),
    ]


def test_a_transmission_moves_both_levels_at_once(scene):  # noqa: F811
    with horloge.at(date(2026, 4, 20)):
        scene.transmettre(scene.asso_a, 1, 30)
    with horloge.at(LATE):
        scene.transmettre(scene.asso_b, 1, 10, {"groupes": "non", "groupes_pourquoi": "Peu de monde."})

    for row in (SyntheseCooperative.objects.get(), SyntheseDepartement.objects.get()):
        assert (row.annee, row.trimestre) == (2026, 2)
        assert (row.bilans_transmis, row.bilans_a_temps, row.lignes) == (2, 1, 3)
        assert (row.reponses, row.reponses_oui, row.reponses_non) == (12, 11, 1)
        assert (row.beneficiaires, row.beneficiaires_cibles) == (70, 60)
        assert (row.indicateurs_ia, row.somme_taux_ia) == (3, Decimal(250))


def test_a_draft_and_an_acceptance_move_nothing(scene):  # noqa: F811
    with horloge.at(LATE):
        scene.transmettre(scene.asso_a, 1, 30)
        before = rows()
        scene.remplir(scene.asso_b, 1, 99)
        bilans.accept(scene.bilan(scene.asso_a, 1), actor=scene.dd.actor)
        bilans.ask_completion(scene.bilan(scene.asso_a, 1), actor=scene.dd.actor, commentaire="Précisez.")
        scene.remplir(scene.asso_a, 1, 99)

    assert rows() == before


STEP = st.tuples(
    st.sampled_from(["a", "b"]),
    st.sampled_from([1, 2]),
    st.sampled_from(["remplir", "transmettre", "completer", "accepter"]),
    st.integers(0, 60),
    st.sampled_from(["oui", "partiel", "non"]),
)


def play(scene, who: str, quarter: int, verb: str, value: int, answer: str) -> None:  # noqa: F811
    """One verb, when the state of the bilan allows it."""
    user = scene.asso_a if who == "a" else scene.asso_b
    bilan = scene.bilan(user, quarter)
    open_ = bilan.statut in ("a_etablir", "brouillon", "a_completer")
    answers = {"realisation": answer, "realisation_pourquoi": "Une raison."}
    if verb == "remplir" and open_:
        scene.remplir(user, quarter, value, answers)
    elif verb == "transmettre" and open_:
        scene.transmettre(user, quarter, value, answers)
    elif verb == "completer" and bilan.statut in ("transmis", "accepte"):
        bilans.ask_completion(bilan, actor=scene.dd.actor, commentaire="Précisez.")
    elif verb == "accepter" and bilan.statut == "transmis":
        bilans.accept(bilan, actor=scene.dd.actor)


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(STEP, max_size=7), st.sampled_from([date(2026, 7, 20), date(2026, 9, 1)]))
def test_any_history_leaves_summaries_equal_to_a_rebuild(scene, steps, day):  # noqa: F811
    try:
        with transaction.atomic(), horloge.at(day):
            for step in steps:
                play(scene, *step)
            before = rows()
            assert rebuild() == 0
            assert rows() == before
            raise _Undo
    except _Undo:
        pass


def test_the_command_mends_and_says_how_many(scene):  # noqa: F811
    with horloge.at(LATE):
        scene.transmettre(scene.asso_a, 1)
    SyntheseCooperative.objects.update(lignes=99)
    out = StringIO()

    call_command("rebuild_syntheses", stdout=out)
    call_command("rebuild_syntheses", stdout=out)

    assert out.getvalue().splitlines() == ["1\u00a0ligne corrigée.", "Les synthèses étaient exactes."]
    assert SyntheseCooperative.objects.get().lignes == 2


def test_the_nightly_check_tells_and_changes_nothing(scene):  # noqa: F811
    with horloge.at(LATE):
        scene.transmettre(scene.asso_a, 1)
    check = inconsistances.registered()["syntheses_des_bilans"]
    assert check() == []
    SyntheseDepartement.objects.update(lignes=99)

    assert len(check()) == 1
    assert SyntheseDepartement.objects.get().lignes == 99
