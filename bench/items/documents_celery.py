"""Documents prepared by Celery on two workers, beside two bare WeasyPrint processes and one, on the same convention.

It starts a Redis of its own on a free port, and stops it. Two processes cannot be worth more than what the machine
gives them: on two cores, which the broker and the parent share, « two bare against one » bounds « Celery against one ».
"""

import multiprocessing
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager

from bench.harness import Measure, demonstration

DOCUMENTS = 24
WORKERS = 2
# Measured floor: 94 to 96 % of two bare processes (performance.md §5).
EFFICIENCY_GOAL = 0.90
AGAINST_ONE_GOAL = 1.8
WAIT_SECONDS = 300


def measure() -> list[Measure]:
    """Documents a minute of the three ways, and their ratios."""
    demonstration()
    if not shutil.which("redis-server"):
        raise SystemExit("This item needs redis-server.")
    from coop.documents.render import to_html

    html = to_html(_built())
    one, two = _bare(html, processes=1), _bare(html, processes=WORKERS)
    with _redis() as url, _workers(url):
        ours = _celery(url)
    return [
        Measure("processors of this machine", os.cpu_count() or 1, "cores"),
        Measure("documents by one bare WeasyPrint process", one, "/min"),
        Measure("documents by two bare WeasyPrint processes", two, "/min"),
        Measure("two bare processes against one", round(two / one, 2), "×"),
        Measure("documents by Celery on two workers", ours, "/min"),
        Measure("Celery against two bare processes", round(ours / two, 2), "×", EFFICIENCY_GOAL, at_least=True),
        Measure("Celery against one bare process", round(ours / one, 2), "×", AGAINST_ONE_GOAL, at_least=True),
    ]


def _subject() -> str:
    from conventions.models import Convention

    return str(Convention.objects.values_list("pk", flat=True).get(reference="CA-78-01-C1"))


def _built():
    from conventions.documents import build
    from coop.documents.models import Document

    return build(Document(kind="convention", subject_id=_subject(), final=True))


def _bare(html: str, processes: int) -> float:
    """Documents a minute, the processes warmed then started together."""
    context = multiprocessing.get_context("spawn")
    ready, times = context.Barrier(processes), context.Queue()
    share = DOCUMENTS // processes
    started = [context.Process(target=_bare_process, args=(html, share, ready, times)) for _ in range(processes)]
    for process in started:
        process.start()
    slowest = max(times.get(timeout=WAIT_SECONDS) for _ in started)
    for process in started:
        process.join()
    return round(60 * share * processes / slowest, 1)


def _bare_process(html: str, count: int, ready, times) -> None:
    import django

    django.setup()
    from bench.items.convention_pdf import bare

    bare(html)
    ready.wait()
    begun = time.perf_counter()
    for _ in range(count):
        bare(html)
    times.put(time.perf_counter() - begun)


@contextmanager
def _redis() -> Iterator[str]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with tempfile.TemporaryDirectory() as folder:
        server = subprocess.Popen(
            ["redis-server", "--port", str(port), "--bind", "127.0.0.1", "--save", "", "--dir", folder],
            stdout=subprocess.DEVNULL,
        )
        try:
            yield f"redis://127.0.0.1:{port}/0"
        finally:
            server.terminate()
            server.wait()


@contextmanager
def _workers(url: str) -> Iterator[None]:
    environment = {**os.environ, "COOP_REDIS_URL": url, "COOP_REDIS_SOCKET_TIMEOUT": "5"}
    command = [sys.executable, "-m", "celery", "-A", "coop.celery", "worker", "-c", str(WORKERS), "-l", "WARNING"]
    worker = subprocess.Popen([*command, "--without-gossip", "--without-mingle"], env=environment, stdout=sys.stderr)
    try:
        yield
    finally:
        worker.terminate()
        worker.wait()


def _celery(url: str) -> float:
    """Documents a minute from the publication of the ids, once both workers are warm."""
    from coop.celery import app

    app.conf.broker_url = url
    _prepare(app, 2 * WORKERS)
    begun = time.perf_counter()
    _prepare(app, DOCUMENTS)
    return round(60 * DOCUMENTS / (time.perf_counter() - begun), 1)


def _prepare(app, count: int) -> None:
    """Ask for `count` documents and wait until all are ready. SystemExit when one fails or time runs out."""
    from coop.documents.enums import Etat
    from coop.documents.models import Document

    subject = _subject()
    rows = [
        Document.objects.create(kind="convention", subject_id=subject, title="Convention", filename="c.pdf", final=True)
        for _ in range(count)
    ]
    for row in rows:
        app.send_task("documents.generate", (row.pk,))
    waiting, until = (
        Document.objects.filter(pk__in=[r.pk for r in rows]).exclude(state=Etat.PRET),
        time.time() + WAIT_SECONDS,
    )
    while waiting.exists():
        if time.time() > until or waiting.filter(state=Etat.ECHEC).exists():
            raise SystemExit("Celery did not prepare the documents.")
        time.sleep(0.02)
