"""Whatever the day the demonstration is loaded, its dates tell the same story (decisions.md 37, domain.md §8.3)."""

from datetime import date, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from conventions import calendrier as convention
from evaluation.calendrier import Trimestre, trimestres
from portail.demo import ca77, ca91, ca92, ca95, calendrier, suivi

JOURS = st.dates(date(2024, 1, 1), date(2045, 12, 31))


def quarters(effet: date) -> list[Trimestre]:
    return trimestres(effet, recorded=effet)


def ended(effet: date, jour: date) -> list[Trimestre]:
    return [quarter for quarter in quarters(effet) if quarter.fin <= jour]


@given(JOURS)
@example(date(2028, 2, 29))
@example(date(2027, 12, 31))
@example(date(2027, 4, 1))
def test_third_quarter_of_ca78_is_the_last_ended_and_was_read(jour):
    done = ended(calendrier.ca78(jour).effet, jour)

    assert [quarter.numero for quarter in done] == [1, 2, 3]
    assert done[-1].fin + suivi.LECTURE <= jour


@given(JOURS)
@example(date(2028, 2, 29))
def test_renewal_of_ca78_is_to_be_decided(jour):
    fin = convention.echeance(calendrier.ca78(jour).effet)

    assert convention.reunion_elargie(fin) <= jour < fin


@given(JOURS)
@example(date(2028, 2, 29))
def test_first_quarter_of_ca92_is_ended_and_still_in_time(jour):
    done = ended(calendrier.avant_echeance(jour, ca92.JOURS_AVANT_ECHEANCE).effet, jour)

    assert [quarter.numero for quarter in done] == [1]
    assert done[0].fin + suivi.TRANSMISSION <= jour <= done[0].echeance


@pytest.mark.parametrize(
    ("jours", "expected"),
    [(ca91.JOURS_AVANT_ECHEANCE, 1), (ca95.JOURS_AVANT_ECHEANCE, 3), (-ca77.JOURS_DEPUIS_ECHEANCE, 4)],
)
@given(jour=JOURS)
def test_quarters_told_by_other_stories_were_read(jours, expected, jour):
    done = ended(calendrier.avant_echeance(jour, jours).effet, jour)

    assert len(done) == expected
    assert done[-1].fin + suivi.LECTURE <= jour


@given(JOURS)
def test_accounts_open_before_the_first_creation(jour):
    first = calendrier.avant_echeance(jour, -ca77.JOURS_DEPUIS_ECHEANCE).creation

    assert calendrier.ouverture(jour) + timedelta(days=1) < first
