"""The probes say which branches were taken, and which were not."""

import importlib
import sys
import tomllib

import pytest

from tests.guards import branches

SOURCE = "def sign(number):\n    if number < 0:\n        return -1\n    return 1\n"


@pytest.fixture
def signs(tmp_path, monkeypatch):
    """A small module, imported under watch; what is watched ends with the test."""
    (tmp_path / "watched_signs.py").write_text(SOURCE, encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setattr(sys, "meta_path", list(sys.meta_path))
    probes = branches.watch(source=[str(tmp_path)], omit=[])
    yield importlib.import_module("watched_signs"), probes
    del sys.modules["watched_signs"]


def test_branch_not_taken_is_told(signs):
    module, probes = signs

    assert module.sign(2) == 1

    (row,) = [row for name, row in probes.get_coverage()["files"].items() if name.endswith("watched_signs.py")]
    assert (row["executed_branches"], row["missing_branches"]) == ([(2, 4)], [(2, 3)])


def test_every_app_is_watched():
    tools = tomllib.loads((branches.ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]

    assert tools["slipcover"]["source"] == tools["importlinter"]["root_packages"]
