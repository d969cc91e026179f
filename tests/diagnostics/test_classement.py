"""The result of a priorisation, as a truth table."""

from decimal import Decimal

import pytest

from diagnostics.classement import Critere, Marque, classer

IMPORTANCE, POUVOIR = Critere(1, "Importance", 1), Critere(2, "Capacité d’agir", 1)


def marks(*rows):
    return [Marque(*row) for row in rows]


def test_a_mean_counts_each_voice():
    result = classer([10], [IMPORTANCE], marks((10, 1, 4, 3), (10, 1, 2, 1)), 4)

    assert result.places[0].score == Decimal("3.5")


def test_a_weight_pulls_the_score_towards_its_criterion():
    light = classer([10], [IMPORTANCE, POUVOIR], marks((10, 1, 4, 1), (10, 2, 1, 1)), 1)
    heavy = classer([10], [Critere(1, "Importance", 3), POUVOIR], marks((10, 1, 4, 1), (10, 2, 1, 1)), 1)

    assert (light.places[0].score, heavy.places[0].score) == (Decimal("2.5"), Decimal("3.3"))
    assert "compte 3" in heavy.phrase
    assert "tous les critères comptent autant" in light.phrase


@pytest.mark.parametrize(
    ("rows", "ranks"),
    [
        (((10, 1, 4, 1), (20, 1, 2, 1), (30, 1, 3, 1)), [(10, 1), (30, 2), (20, 3)]),
        (((10, 1, 3, 1), (20, 1, 3, 1), (30, 1, 1, 1)), [(10, 1), (20, 1), (30, 3)]),
        (((20, 1, 2, 1),), [(20, 1), (10, None), (30, None)]),
        ((), [(10, None), (20, None), (30, None)]),
    ],
    ids=["distinct", "tie", "unmarked last", "nobody"],
)
def test_ranks(rows, ranks):
    result = classer([10, 20, 30], [IMPORTANCE], marks(*rows), len(rows))

    assert [(p.besoin, p.rang) for p in result.places] == ranks


def test_a_tie_is_told():
    result = classer([10, 20], [IMPORTANCE], marks((10, 1, 3, 1), (20, 1, 3, 1)), 1)

    assert [p.egalites for p in result.places] == [[20], [10]]


def test_a_criterion_nobody_marked_is_said_and_left_out_of_the_score():
    place = classer([10], [IMPORTANCE, POUVOIR], marks((10, 1, 4, 1)), 1).places[0]

    assert place.score == 4
    assert place.phrase.replace("\u00a0", " ") == "4 sur 4. Importance : 4 ; Capacité d’agir : aucune note."


@pytest.mark.parametrize(
    ("votants", "debut"), [(0, "Personne n’a encore voté."), (1, "1 personne a voté."), (9, "9 personnes ont voté.")]
)
def test_the_number_of_voters_is_told(votants, debut):
    assert classer([10], [IMPORTANCE], [], votants).phrase.replace("\u00a0", " ").startswith(debut)


def test_a_need_nobody_marked_says_so():
    assert classer([10], [IMPORTANCE], [], 0).places[0].phrase == "Personne ne l’a noté."
