"""Which branches of the product a run takes: `pytest -n 2 -p tests.guards.branches`, as `make test` does on SQLite.

SlipCover sets its probes in the code as it is imported, and they cost next to nothing; a tracer of Python 3.11 slows every
line of every library by half. Hence a plugin of the command line: it is there before Django imports an app. Each worker
writes what it took in build/; bin/coverage_gate.py adds them up.
"""

import json
import os
from pathlib import Path

import pytest
from slipcover import FileMatcher, ImportManager, Slipcover
from slipcover.config import read_config

ROOT = Path(__file__).resolve().parents[2]
# On Python 3.11 a probe once hit may be taken away, which costs more than it does: never after so many hits.
NEVER = 2**31 - 1


def watch(source: list[str], omit: list[str]) -> Slipcover:
    """From now on, what is imported from these folders says the branches it takes."""
    probes = Slipcover(branch=True, source=source, omit=omit, d_miss_threshold=NEVER)
    ImportManager(probes, FileMatcher(sources=source, omit=omit)).__enter__()
    return probes


# The process that hands the tests out plays none.
worker = os.environ.get("PYTEST_XDIST_WORKER")
probes = watch(**read_config(ROOT / "pyproject.toml")) if worker else None


def pytest_configure(config: pytest.Config) -> None:
    """Refuse a run that would measure nothing."""
    if not worker and not config.getoption("numprocesses"):
        raise pytest.UsageError("the branches are counted in the workers of pytest-xdist: add -n 1")


def pytest_sessionfinish() -> None:
    """Write what this worker took."""
    if probes:
        folder = ROOT / "build"
        folder.mkdir(exist_ok=True)
        (folder / f"branches-{worker}.json").write_text(json.dumps(probes.get_coverage()), encoding="utf-8")
