"""The date tables of domain.md §3.3, and what must hold for any date."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conventions import calendrier

DATES = st.dates(date(2017, 1, 1), date(2060, 12, 31))


@pytest.mark.parametrize(
    ("effet", "echeance", "reunion", "recue", "fin"),
    [
        ("2024-03-15", "2025-03-15", "2025-01-15", "2024-08-31", "2024-09-30"),
        ("2024-02-29", "2025-02-28", "2024-12-28", "2025-01-31", "2025-02-28"),
        ("2023-04-30", "2024-04-30", "2024-02-29", "2024-01-30", "2024-02-29"),
    ],
)
def test_rows_of_the_table(effet, echeance, reunion, recue, fin):
    """Échéance, réunion élargie, receipt of the letter and its effect, row by row."""
    end = calendrier.echeance(date.fromisoformat(effet))
    assert end == date.fromisoformat(echeance)
    assert calendrier.reunion_elargie(end) == date.fromisoformat(reunion)
    assert calendrier.effet_resiliation(date.fromisoformat(recue)) == date.fromisoformat(fin)


def test_quarters_of_the_table():
    quarters = calendrier.trimestres(date(2024, 3, 15))

    assert [(q.dernier_jour.isoformat(), q.du_le.isoformat()) for q in quarters] == [
        ("2024-06-14", "2024-06-29"),
        ("2024-09-14", "2024-09-29"),
        ("2024-12-14", "2024-12-29"),
        ("2025-03-14", "2025-03-29"),
    ]


def test_bilan_is_due_after_the_setting(settings):
    settings.COOP_BILAN_DUE_DAYS = 20

    assert calendrier.trimestres(date(2024, 3, 15))[0].du_le == date(2024, 7, 4)


def test_periods_do_not_drift():
    assert calendrier.periode(date(2024, 2, 29), 4) == (date(2027, 2, 28), date(2028, 2, 29))


def test_reminders_and_window():
    assert calendrier.rappels_echeance(date(2025, 3, 15)) == [date(2025, 1, 15), date(2025, 2, 15), date(2025, 3, 8)]
    assert calendrier.fenetre_reunion_elargie(date(2025, 3, 15)) == (date(2024, 12, 15), date(2025, 1, 15))


def test_enlarged_meeting_is_at_half_past_nine_in_paris():
    assert calendrier.reunion_elargie_moment(date(2025, 3, 15)).isoformat() == "2025-01-15T09:30:00+01:00"


@given(DATES, st.integers(1, 8))
def test_periods_are_contiguous(effet, numero):
    assert calendrier.periode(effet, numero)[1] == calendrier.periode(effet, numero + 1)[0]


@given(DATES, st.integers(1, 8))
def test_quarters_cover_their_period(effet, numero):
    quarters = calendrier.trimestres(effet, numero)

    assert (quarters[0].debut, quarters[-1].fin) == calendrier.periode(effet, numero)
    assert all(a.fin == b.debut and a.debut < a.fin for a, b in pairwise(quarters))


@given(DATES)
def test_a_reconduire_begins_exactly_two_months_before(jour):
    limit = calendrier.derniere_echeance_a_reconduire(jour)

    assert calendrier.reunion_elargie(limit) <= jour
    assert calendrier.reunion_elargie(limit + timedelta(days=1)) > jour
