"""The regional page at 50 and at 500 coopératives, in one run: what grows with the région, and how many statements."""

import os
import shutil
import statistics
import time
from pathlib import Path

from bench.harness import Measure

SMALL, LARGE = 50, 500
RUNS = 25
RATIO_GOAL = 1.25
STATEMENTS_GOAL = 40


def measure() -> list[Measure]:
    """Median time of the page for the siège, best case of neither: the ratio of the two is the goal."""
    client = _siege()
    times, statements = {}, {}
    for total in (SMALL, LARGE):
        _load(total)
        _get(client, "/region/")
        statements[total] = _statements(client)
        times[total] = _median(client, "/region/")
    empty = _median(client, "/aide/glossaire/?q=zzzz")
    return [
        Measure(f"region page, p50 at {SMALL}", round(times[SMALL], 4), "s"),
        Measure(f"region page, p50 at {LARGE}", round(times[LARGE], 4), "s"),
        Measure(
            f"region page, p50 at {LARGE} against {SMALL}", round(times[LARGE] / times[SMALL], 2), "×", goal=RATIO_GOAL
        ),
        Measure("region page, statements", statements[LARGE], "statements", goal=STATEMENTS_GOAL),
        Measure(
            "region page, more statements at the larger", statements[LARGE] - statements[SMALL], "statements", goal=0
        ),
        Measure("region page against a signed-in page of text", round(times[LARGE] / empty, 2), "×"),
    ]


def _siege():
    """A new database of its own under the bench, with the reference data and an account of the siège."""
    var = Path(os.environ.get("COOP_VAR_DIR", "build/bench")) / "bench" / "region"
    shutil.rmtree(var, ignore_errors=True)
    os.environ["COOP_VAR_DIR"] = str(var)
    import django

    django.setup()
    from django.core.management import call_command
    from django.test import Client

    for command in ("migrate", "load_reference"):
        call_command(command, verbosity=0)
    client = Client(SERVER_NAME="127.0.0.1")
    client.force_login(_account())
    return client


def _account():
    from datetime import date

    from coop.accounts.enums import RoleMandat
    from coop.accounts.models import Mandate, User
    from coop.organisations.models import Contact

    contact = Contact.objects.create(fonction="Siège de banc", email="siege-banc@demo.invalid", est_fictif=True)
    Mandate.objects.create(contact=contact, role=RoleMandat.SIEGE, debut=date(2020, 1, 1))
    return User.objects.create_user(email=contact.email, contact=contact)


def _load(total: int) -> None:
    from io import StringIO

    from django.core.management import call_command

    call_command("load_region", cas=total, stdout=StringIO())


def _get(client, url: str) -> None:
    status = client.get(url).status_code
    if status != 200:
        raise SystemExit(f"{url} answered {status}.")


def _median(client, url: str) -> float:
    _get(client, url)
    spent = []
    for _ in range(RUNS):
        started = time.process_time()
        _get(client, url)
        spent.append(time.process_time() - started)
    return statistics.median(spent)


def _statements(client) -> int:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as captured:
        _get(client, "/region/")
    return len(captured)
