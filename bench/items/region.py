"""The pages of the région at 50, 500 and 5 000 coopératives, in one run: what grows, p95, and how many statements.

Processor time of the server in this process, one reader: several connections at once are a matter of workers. The time
with the database, which counts what thousands are, is told beside: the database works in its own processes.
"""

import math
import statistics
import time

from bench.harness import Measure, new_database

SIZES = SMALL, MIDDLE, LARGE = 50, 500, 5000
RUNS = 25
P50_GOAL, P95_GOAL = 1.25, 1.5  # the larger against the smaller (performance.md §6.1)
STATEMENTS_GOAL = 40
OVERVIEW = "/region/"
PAGES = {
    OVERVIEW: "region page", "/region/financements/": "region money", "/region/conventions/": "region conventions",
    "/region/vigilance/": "region vigilance", "/region/enseignements/": "region lessons", "/region/alertes/?departement=78": "region alerts of a département",
    "/region/notes/region/2026-3/": "region note",
}  # fmt: skip

# A note is a document, and the facts of the rules are read by batches of coopératives.
DASHBOARDS = [url for url, name in PAGES.items() if "note" not in name and "alerts" not in name]


def measure() -> list[Measure]:
    """p50 and p95 of each page for the siège; the goals are those of the overview, the others are told beside."""
    client = _siege()
    spent: dict[tuple[str, int], list[float]] = {}
    waited: dict[tuple[str, int], list[float]] = {}
    statements: dict[tuple[str, int], int] = {}
    for total in SIZES:
        _load(total)
        for url in PAGES:
            spent[url, total], waited[url, total] = _times(client, url)
            statements[url, total] = _statements(client, url)
    empty = statistics.median(_times(client, "/aide/glossaire/?q=zzzz")[0])
    found = [row for url, name in PAGES.items() for row in _page(url, name, spent, statements)]
    found += [row for url, name in PAGES.items() for row in _waited(url, name, waited)]
    against = statistics.median(spent[OVERVIEW, LARGE]) / empty
    return [*found, Measure("region page against a signed-in page of text", round(against, 2), "×")]


def _page(url: str, name: str, spent: dict, statements: dict) -> list[Measure]:
    p50 = {total: statistics.median(spent[url, total]) for total in SIZES}
    p95 = {total: _p95(spent[url, total]) for total in SIZES}
    judged, dashboard = url == OVERVIEW, url in DASHBOARDS
    return [
        *(Measure(f"{name}, p50 at {total}", round(p50[total], 4), "s") for total in SIZES),
        Measure(f"{name}, p95 at {LARGE}", round(p95[LARGE], 4), "s"),
        Measure(f"{name}, p50 at {MIDDLE} against {SMALL}", round(p50[MIDDLE] / p50[SMALL], 2), "×"),
        Measure(
            f"{name}, p50 at {LARGE} against {SMALL}",
            round(p50[LARGE] / p50[SMALL], 2),
            "×",
            P50_GOAL if judged else None,
        ),
        Measure(
            f"{name}, p95 at {LARGE} against {SMALL}",
            round(p95[LARGE] / p95[SMALL], 2),
            "×",
            P95_GOAL if judged else None,
        ),
        Measure(f"{name}, statements", statements[url, LARGE], "statements", STATEMENTS_GOAL if dashboard else None),
        Measure(
            f"{name}, more statements at {LARGE}",
            statements[url, LARGE] - statements[url, SMALL],
            "statements",
            0 if dashboard else None,
        ),
    ]


def _waited(url: str, name: str, waited: dict) -> list[Measure]:
    p50 = {total: statistics.median(waited[url, total]) for total in SIZES}
    return [
        *(Measure(f"{name}, with the database, p50 at {total}", round(p50[total], 4), "s") for total in SIZES),
        Measure(f"{name}, with the database, {LARGE} against {SMALL}", round(p50[LARGE] / p50[SMALL], 2), "×"),
    ]


def _p95(times: list[float]) -> float:
    """The smallest time that nineteen calls in twenty do not exceed."""
    return sorted(times)[math.ceil(0.95 * len(times)) - 1]


def _siege():
    """A database of its own, with an account of the siège."""
    new_database("region")
    from django.test import Client

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


def _times(client, url: str) -> tuple[list[float], list[float]]:
    """Processor time of this process, and time by the clock."""
    _get(client, url)
    spent, waited = [], []
    for _ in range(RUNS):
        started, began = time.process_time(), time.perf_counter()
        _get(client, url)
        spent.append(time.process_time() - started)
        waited.append(time.perf_counter() - began)
    return spent, waited


def _statements(client, url: str) -> int:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as captured:
        _get(client, url)
    return len(captured)
