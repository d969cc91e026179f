"""The bench finds its items, writes its rows and says what is missed."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from bench.harness import Measure, best_of, table

ROOT = Path(__file__).resolve().parents[2]
ITEM = """
from bench.harness import Measure

def measure():
    print("talking is allowed")
    return [Measure("temps", {value}, "s", goal=1.0)]
"""


@pytest.mark.parametrize(
    ("value", "goal", "at_least", "met"),
    [
        (1.0, None, False, True),
        (1.0, 1.0, False, True),
        (1.1, 1.0, False, False),
        (1.1, 1.0, True, True),
        (0.9, 1.0, True, False),
    ],
)
def test_measure_is_met(value, goal, at_least, met):
    row = Measure("temps", value, "s", goal, at_least).as_row()

    assert row == {"name": "temps", "value": value, "unit": "s", "goal": goal, "met": met}


def test_best_of_is_the_shortest_of_all_calls():
    calls = []

    assert 0 <= best_of(3, lambda: calls.append(1)) < 1
    assert len(calls) == 3


def test_table_shows_what_is_not_met():
    rows = [Measure("PDF", 2.5, "s", 1.0).as_row(), Measure("Mémoire", 80, "MiB").as_row()]

    assert table(rows).splitlines() == [
        "measure  value  unit  goal",
        "PDF      2.5    s     1     NOT MET",
        "Mémoire  80     MiB   -",
    ]


@pytest.mark.parametrize(
    ("source", "status", "rows"),
    [
        (ITEM.format(value=0.5), 0, [{"name": "temps", "value": 0.5, "unit": "s", "goal": 1.0, "met": True}]),
        (ITEM.format(value=2.0), 1, [{"name": "temps", "value": 2.0, "unit": "s", "goal": 1.0, "met": False}]),
        ("def measure():\n    raise ValueError('panne')\n", 1, []),
    ],
    ids=["met", "missed", "broken"],
)
def test_bench_runs_the_items_it_finds(tmp_path, source, status, rows):
    package = tmp_path / "bench"
    (package / "items").mkdir(parents=True)
    for name in ("__init__.py", "__main__.py", "harness.py", "items/__init__.py"):
        (package / name).write_text((ROOT / "bench" / name).read_text(encoding="utf-8"), encoding="utf-8")
    (package / "items" / "essai.py").write_text(source, encoding="utf-8")

    ran = subprocess.run([sys.executable, "-m", "bench"], cwd=tmp_path, capture_output=True, text=True, check=False)

    assert ran.returncode == status
    assert json.loads((tmp_path / "build" / "bench.json").read_text(encoding="utf-8")) == rows
    assert ("FAILED: essai" in ran.stdout) is (rows == [])
