"""`check_inconsistencies` says in words what is wrong, and exits 1."""

import pytest
from django.core.management import CommandError, call_command

from coop import inconsistances


@pytest.fixture
def checks(monkeypatch):
    monkeypatch.setattr(inconsistances, "_checks", {})


def test_check_inconsistencies_is_quiet_when_all_is_well(checks, capsys):
    inconsistances.register("périodes", list)
    call_command("check_inconsistencies")

    assert capsys.readouterr().out == "Aucune incohérence. Contrôles joués\u00a0: 1.\n"


def test_check_inconsistencies_says_each_thing_and_exits_1(checks, capsys):
    inconsistances.register("périodes", lambda: ["La période 2 de CA-78-01 chevauche la première."])
    inconsistances.register("sommes", lambda: ["A.", "B."])
    with pytest.raises(CommandError, match="Incohérences trouvées\u00a0: 3") as refusal:
        call_command("check_inconsistencies")

    assert refusal.value.returncode == 1
    assert "périodes\u00a0: La période 2 de CA-78-01 chevauche la première.\n" in capsys.readouterr().err


def test_check_is_registered_once(checks):
    inconsistances.register("périodes", list)
    inconsistances.register("périodes", list)
    with pytest.raises(ValueError, match="périodes"):
        inconsistances.register("périodes", lambda: ["x"])
