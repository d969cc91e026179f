"""The PDF of a convention of twelve parties and twenty fiches beside a bare WeasyPrint call on the same HTML, in one run."""

import time
from collections.abc import Callable
from copy import deepcopy
from dataclasses import replace
from itertools import cycle, islice

from bench.harness import Measure, demonstration, peak_memory

RUNS = 5
PARTIES, FICHES = 12, 20
SECONDS_GOAL = 3.0
# PDF/A and PDF/UA, scopes and attachments, in a warm worker (performance.md §2).
RATIO_GOAL = 1.15


def measure() -> list[Measure]:
    """Seconds (best of five, taken in turns after one to warm) and peak memory of both."""
    demonstration()
    from coop.documents.render import to_html, to_pdf

    built = large()
    html = to_html(built)
    bare(html)
    bare_memory = peak_memory()
    to_pdf(built)
    ours_memory = peak_memory()
    alone, ours = _in_turns(lambda: bare(html), lambda: to_pdf(built))
    return [
        Measure(f"convention PDF, {PARTIES} parties and {FICHES} fiches, bare WeasyPrint", alone, "s"),
        Measure("convention PDF", ours, "s", goal=SECONDS_GOAL),
        Measure("convention PDF against bare", round(ours / alone, 2), "×", goal=RATIO_GOAL),
        Measure("convention PDF, peak memory of the bare call", bare_memory, "MiB"),
        Measure("convention PDF, peak memory", ours_memory, "MiB", goal=300),
    ]


def large():
    """The demonstration's convention in force, its parties and fiches repeated up to the size measured."""
    from conventions import documents, jointes
    from conventions.models import VersionConvention
    from coop.documents.models import Document

    rows = VersionConvention.objects.courante().select_related("convention")
    version = rows.filter(convention__reference="CA-78-01-C1").first()
    if version is None:
        raise SystemExit("The demonstration has no convention CA-78-01-C1.")
    built = documents.build(Document(kind="convention", subject_id=str(version.convention_id), final=True))
    version.contenu = _repeated(version.contenu)
    return replace(
        built, context=documents.context_of(version.contenu, version, []), attachments=jointes.of_version(version)
    )


def bare(html: str) -> bytes:
    """The same pages with our stylesheets and fonts, without tags nor anything shared."""
    from weasyprint import CSS, HTML

    from coop.documents.render import STYLESHEETS
    from coop.documents.static_only import BASE_URL, fetcher

    sheets = [CSS(url=BASE_URL + sheet, url_fetcher=fetcher()) for sheet in STYLESHEETS]
    return HTML(string=html, base_url=BASE_URL, url_fetcher=fetcher()).write_pdf(stylesheets=sheets)


def _in_turns(*calls: Callable[[], object]) -> list[float]:
    """The best processor time of each call, in turns: what else runs on the machine disturbs neither."""
    best = [float("inf")] * len(calls)
    for _ in range(RUNS):
        for index, call in enumerate(calls):
            started = time.process_time()
            call()
            best[index] = min(best[index], time.process_time() - started)
    return [round(seconds, 4) for seconds in best]


def _repeated(contenu: dict) -> dict:
    contenu = deepcopy(contenu)
    for rows, size in ((contenu["parties"], PARTIES), (contenu["actions"], FICHES)):
        rows[:] = [dict(row) for row in islice(cycle(rows), size)]
    for numero, action in enumerate(contenu["actions"], start=1):
        action["numero"] = numero
        action["identification"] = f"Identification de l’action {numero} et promoteur référent"
    measured = cycle(contenu["annexes"]["indicateurs"])
    contenu["annexes"]["indicateurs"] = [next(measured) | {"numero": a["numero"]} for a in contenu["actions"]]
    return contenu
