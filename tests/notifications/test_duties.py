"""The list of duties: order, count, registry."""

import re
import sys
from datetime import date
from types import SimpleNamespace

import pytest

from coop import horloge
from coop.notifications import duties
from coop.notifications.duties import Duty, Niveau, Urgence

TODAY = date(2026, 10, 20)
SOMEBODY = object()


@pytest.fixture
def registry(monkeypatch):
    monkeypatch.setattr(duties, "_providers", {})


def duty(code: str, due: date | None = None, **changes) -> Duty:
    return Duty(**{"code": code, "level": Niveau.OBLIGATION, "title": code, "url": "/x/", "due": due, **changes})


def test_duties_late_first_then_by_date_undated_last(registry):
    late, soon, far, undated = (
        duty("a", date(2026, 10, 14)),
        duty("b", date(2026, 10, 22)),
        duty("c", date(2027, 1, 15)),
        duty("d"),
    )
    duties.register("one", lambda user, today: [undated, far])
    duties.register("two", lambda user, today: iter([soon, late]))

    assert duties.duties_for(SOMEBODY, TODAY) == [late, soon, far, undated]


def test_duties_of_one_day_by_urgency(registry):
    info, urgent, watch = (
        duty(name, TODAY, urgency=urgency)
        for name, urgency in [("a", Urgence.INFORMATION), ("c", Urgence.URGENT), ("b", Urgence.VIGILANCE)]
    )
    duties.register("one", lambda user, today: [info, urgent, watch])

    assert duties.duties_for(SOMEBODY, TODAY) == [urgent, watch, info]


@pytest.mark.parametrize(
    ("due", "late"), [(None, False), (date(2026, 10, 19), True), (TODAY, False), (date(2026, 10, 21), False)]
)
def test_duty_is_late_from_the_day_after(due, late):
    assert duty("a", due).late(TODAY) is late


def test_provider_receives_the_person_and_the_played_day(registry):
    asked = []
    duties.register("one", lambda user, today: asked.append((user, today)) or [])
    with horloge.at(TODAY):
        duties.duties_for(SOMEBODY)

    assert asked == [(SOMEBODY, TODAY)]


def test_count_leaves_informations_out_and_is_computed_once(registry):
    calls = []
    found = [duty("a"), duty("b", level=Niveau.CONSEIL), duty("c", level=Niveau.INFORMATION)]
    duties.register("one", lambda user, today: calls.append(today) or found)
    user = SimpleNamespace()

    with horloge.at(TODAY):
        assert [duties.count_for(user), duties.count_for(user)] == [2, 2]
    assert len(calls) == 1
    with horloge.at(date(2026, 10, 21)):
        duties.count_for(user)
    assert len(calls) == 2


def test_code_is_registered_once(registry):
    def provider(user, today):
        return []

    duties.register("AL-01", provider)
    duties.register("AL-01", provider)
    with pytest.raises(ValueError, match="AL-01"):
        duties.register("AL-01", lambda user, today: [])
    assert duties.registered() == {"AL-01": provider}


def test_registry_of_duties_is_printed(capsys):
    lines = [f"{code:<8} {p.__module__}.{p.__qualname__}" for code, p in duties.registered().items()]
    with capsys.disabled():
        sys.stdout.write("\n" + "\n".join(lines) + "\n")

    # The alerts of the guide are named AL-nn; the product adds the two gestures that wait for somebody.
    others = [line.split()[0] for line in lines if not re.match(r"AL-\d\d ", line)]
    assert sorted(others) == ["BILAN-LIRE", "CONV-SIGNER"]
