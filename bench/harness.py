"""What a bench item is given: the shape of a measure, a stopwatch, the peak memory, the demonstration.

An item is a module of `bench/items` with `measure() -> list[Measure]`. It runs in a process of its own, so that
its peak memory is its own, with the demonstration settings and a database in build/bench.
"""

import os
import resource
import shutil
import sys
import time
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Measure:
    """One figure and its goal. A goal is a ceiling unless `at_least`; without a goal nothing can be missed."""

    name: str
    value: float
    unit: str
    goal: float | None = None
    at_least: bool = False

    @property
    def met(self) -> bool:
        if self.goal is None:
            return True
        return self.value >= self.goal if self.at_least else self.value <= self.goal

    def as_row(self) -> dict:
        """The object written to build/bench.json."""
        row = asdict(self)
        del row["at_least"]
        return {**row, "met": self.met}


def best_of(times: int, call: Callable[[], object]) -> float:
    """Shortest time of several calls, in seconds: what the machine can do, not what disturbed it."""

    def once() -> float:
        started = time.perf_counter()
        call()
        return time.perf_counter() - started

    return round(min(once() for _ in range(times)), 4)


def peak_memory() -> float:
    """Highest resident memory of this process so far, in mebibytes (Linux counts in kibibytes)."""
    return round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, 1)


def demonstration() -> None:
    """Start Django and fill the database of the bench with the demonstration, once for all items."""
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import connection

    from coop.accounts.models import User

    if "accounts_user" in connection.introspection.table_names() and User.objects.exists():
        return
    for command in ("migrate", "load_reference", "load_demo"):
        call_command(command, verbosity=0)


def new_database(name: str) -> str:
    """Start Django on an empty database of the bench with the reference data; returns the name of its engine.

    On the PostgreSQL server that the tests use when one answers, else on SQLite.
    """
    server = _postgresql_of_the_tests()
    if server:
        os.environ["COOP_BENCH_DATABASE_URL"] = _created(server, f"bench_{name}")
    else:
        var = Path(os.environ.get("COOP_VAR_DIR", "build/bench")) / "bench" / name
        shutil.rmtree(var, ignore_errors=True)
        os.environ["COOP_VAR_DIR"] = str(var)
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import connection

    for command in ("migrate", "load_reference"):
        call_command(command, verbosity=0)
    return connection.display_name


def _postgresql_of_the_tests() -> str:
    sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "bin"))
    import services

    return services.postgresql_url()


def _created(server: str, name: str) -> str:
    """The URL of a database just made on that server, in place of the one that bore this name."""
    import psycopg

    base = server.rpartition("/")[0]
    with psycopg.connect(f"{base}/postgres", autocommit=True) as connection:
        for verb in ("DROP DATABASE IF EXISTS", "CREATE DATABASE"):
            connection.execute(psycopg.sql.SQL(verb + " {}").format(psycopg.sql.Identifier(name)))
    return f"{base}/{name}"


def table(rows: Iterable[dict]) -> str:
    """The measures as aligned text, with what was not met in sight."""
    cells = [("measure", "value", "unit", "goal", "")]
    for row in rows:
        goal = "-" if row["goal"] is None else f"{row['goal']:g}"
        cells.append((row["name"], f"{row['value']:g}", row["unit"], goal, "" if row["met"] else "NOT MET"))
    widths = [max(len(line[column]) for line in cells) for column in range(5)]
    lines = ["  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)) for line in cells]
    return "\n".join(line.rstrip() for line in lines)
