"""The work of a Monday (`run_day`) at 500 and at 5 000 coopératives: linear time, flat memory, every rule speaking.

On PostgreSQL when there is one. Mails are handed to a server that accepts everything at once: what is measured is ours,
not the network.
"""

import time
from datetime import date, timedelta
from io import StringIO

from bench.harness import Measure, new_database, peak_memory

SMALL, LARGE = 500, 5000
SECONDS_GOAL = 60
LINEAR_GOAL = 1.25  # time per coopérative at the larger against the smaller
MEMORY_GOAL = 100  # mebibytes more at the larger
STATEMENTS_GOAL = 15
LUNDI = date(2026, 10, 19)


def measure() -> list[Measure]:
    """Seconds of the day at both sizes, memory, and the statements of « À faire » of a coordinator of sixty."""
    engine = new_database("journee")
    seconds, memory, statements = {}, {}, 0
    for day, total in ((LUNDI, SMALL), (LUNDI + timedelta(days=7), LARGE)):
        seconds[total] = _day(total, day)
        memory[total] = peak_memory()
        statements = statements or _statements(day)  # a département of the smaller région has some sixty coopératives
    per_ca = (seconds[LARGE] / LARGE) / (seconds[SMALL] / SMALL)
    return [
        Measure(f"run_day, {SMALL} coopératives, {engine}", round(seconds[SMALL], 1), "s"),
        Measure(f"run_day, {LARGE} coopératives, {engine}", round(seconds[LARGE], 1), "s", goal=SECONDS_GOAL),
        Measure("run_day, time per coopérative, larger against smaller", round(per_ca, 2), "×", goal=LINEAR_GOAL),
        Measure("run_day, more memory at the larger", memory[LARGE] - memory[SMALL], "MiB", goal=MEMORY_GOAL),
        Measure("À faire of a coordinator, statements", statements, "statements", goal=STATEMENTS_GOAL),
    ]


def _day(total: int, day: date) -> float:
    from django.core.management import call_command

    from coop import horloge

    with horloge.at(day):
        call_command("load_region", cas=total, stdout=StringIO())
        started = time.perf_counter()
        call_command("run_day", date=day, stdout=StringIO())
        return time.perf_counter() - started


def _statements(day: date) -> int:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from coop import horloge
    from coop.accounts.models import User
    from coop.notifications.duties import duties_for

    user = User.objects.filter(email__startswith="dd-").order_by("pk").first()
    with horloge.at(day):
        duties_for(user)
        with CaptureQueriesContext(connection) as captured:
            duties_for(user)
    return len(captured)
