"""The figures of the région as pure functions: the period, the words, a missing denominator, communes counted once."""

from datetime import date

import pytest
from django.db.models import Q

from cooperatives.models import Cooperative
from cooperatives.models.perimetre import parmi
from cooperatives.queries.faits_publics import Lieu, distinctes
from portail.queries.region import chiffres
from portail.queries.region.mesures import Complement, Mesures
from portail.queries.region.portee import Periode, derniere_periode


def mesures(**known) -> Mesures:
    return Mesures(**(dict.fromkeys(Mesures.__dataclass_fields__, 0) | known))


def test_only_whole_regions_are_read_without_naming_their_cooperatives():
    rows = Cooperative.objects.all()
    narrowed = [rows.filter(phase="diagnostic"), rows.exclude(pk=1), rows.none()]

    assert parmi(rows) == parmi(rows.order_by("reference")) == Q()
    assert Q() not in [parmi(some, "instance__ca") for some in narrowed]


@pytest.mark.parametrize(
    ("jour", "debut", "fin"),
    [
        (date(2026, 10, 20), date(2026, 7, 1), date(2026, 9, 30)),
        (date(2026, 10, 1), date(2026, 7, 1), date(2026, 9, 30)),
        (date(2026, 9, 30), date(2026, 4, 1), date(2026, 6, 30)),
        (date(2027, 1, 31), date(2026, 10, 1), date(2026, 12, 31)),
        (date(2026, 5, 31), date(2026, 1, 1), date(2026, 3, 31)),
    ],
)
def test_period_is_the_last_quarter_that_ended(jour, debut, fin):
    periode = derniere_periode(jour)

    assert (periode.debut, periode.fin) == (debut, fin)


@pytest.mark.parametrize(
    ("trimestre", "words"),
    [
        (1, "de janvier à mars 2026"),
        (2, "d’avril à juin 2026"),
        (3, "de juillet à septembre 2026"),
        (4, "d’octobre à décembre 2026"),
    ],
)
def test_period_reads_in_words(trimestre, words):
    assert Periode(2026, trimestre).libelle == words


@pytest.mark.parametrize(
    ("cooperatives", "departements", "title"),
    [
        (0, 0, "Aucune coopérative"),
        (1, 1, "Une coopérative dans un département"),
        (7, 6, "Sept coopératives dans six départements"),
        (120, 8, "120 coopératives dans huit départements"),
    ],
)
def test_title_counts_in_words(cooperatives, departements, title):
    assert chiffres.titre(cooperatives, departements) == title


@pytest.mark.parametrize(
    ("known", "code", "value"),
    [
        ({"a_temps": 23, "dus": 26}, "F-09", ("88", "%", 23, 26)),
        ({"dus": 0}, "F-09", ("n.d.", "", 0, 0)),
        ({"petits": 1, "organismes": 4}, "F-06", ("25", "%", 1, 4)),
        ({"organismes": 0}, "F-06", ("n.d.", "", 0, 0)),
    ],
)
def test_figure_without_denominator_is_not_a_zero(known, code, value):
    m = mesures(**known)
    found = {c.code: c for c in [*chiffres.cles(m, Periode(2026, 3)), *chiffres.autres(m, Complement(0, 0, None))]}[
        code
    ]

    assert (found.valeur, found.unite, found.numerateur, found.denominateur) == value


@pytest.mark.parametrize(
    ("complement", "value"), [(Complement(0, 2, 120.5), ("120", 2)), (Complement(0, 0, None), ("n.d.", 0))]
)
def test_delay_without_convention_is_not_a_zero(complement, value):
    found = next(c for c in chiffres.autres(mesures(), complement) if c.code == "F-08")

    assert (found.valeur, found.denominateur) == value


def test_arrondissements_do_not_count_beside_paris():
    places = {
        1: Lieu(1, "75056", "Paris", None, "75"),
        2: Lieu(2, "75118", "Paris 18e", 1, "75"),
        3: Lieu(3, "75119", "Paris 19e", 1, "75"),
    }

    assert distinctes({1, 2}, places) == {1}
    assert distinctes({2, 3}, places) == {2, 3}
