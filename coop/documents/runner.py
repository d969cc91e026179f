"""The embedded profile's only worker: one thread of the process that serves pages.

It prepares the documents, and does at each round what beat asks for elsewhere (`each_round`). It starts with the first request (so never in a management command, nor in the parent of the reloader), and again after
a fork. Rows are claimed as a Celery worker would, so that a second process does no harm.
"""

import logging
import threading
from collections.abc import Callable

from django.conf import settings
from django.core.signals import request_started
from django.db import connections

from coop import horloge
from coop.documents.models import Document

logger = logging.getLogger(__name__)

POLL_SECONDS = 15.0
_signal = threading.Event()
_starting = threading.Lock()
_thread: threading.Thread | None = None
_rounds: dict[str, Callable[[], object]] = {}


def each_round(name: str, call: Callable[[], object]) -> None:
    """Give the runner something to do at each of its rounds: quick when there is nothing to do, and safe to do twice."""
    _rounds[name] = call


def connect() -> None:
    """Let the first request of a process start its runner (embedded profile only)."""
    if settings.COOP_JOBS_MODE == "embedded":
        request_started.connect(_on_request, dispatch_uid="coop.documents.runner")


def running() -> bool:
    """Whether this process has a live runner."""
    return _thread is not None and _thread.is_alive()


def wake() -> bool:
    """Tell the runner of this process that a row waits; False when the process has none (a command)."""
    _signal.set()
    return running()


def drain() -> int:
    """Prepare every waiting row, here and now; how many were prepared. For the runner, and for `load_demo`."""
    from coop.documents import workflows  # they publish through jobs, which wakes this runner

    done = 0
    while (document_id := _next()) is not None:
        done += workflows.run(document_id) is not None
    return done


def _next() -> int | None:
    waiting = Document.objects.claimable(horloge.now()).order_by("requested_at", "id")
    return waiting.values_list("pk", flat=True).first()


def _on_request(**_kwargs) -> None:
    if not running():
        start()


def start() -> None:
    """Start the thread unless it lives."""
    global _thread
    with _starting:
        if not running():
            _signal.set()  # rows left by an earlier process are looked for at once
            _thread = threading.Thread(target=_loop, name="coop-documents", daemon=True)
            _thread.start()


def _loop() -> None:
    while True:
        _signal.wait(POLL_SECONDS)
        _signal.clear()
        work()


def work() -> None:
    """One round; whatever happens, the thread lives on and the rows stay."""
    try:
        for name, call in {"documents": _documents, **_rounds}.items():
            _try(name, call)
    finally:
        connections.close_all()


def _try(name: str, call: Callable[[], object]) -> None:
    try:
        call()
    except Exception:  # the other works of the round must run, and the thread must live; the log tells
        logger.exception("the runner failed at %r; it tries again in %s s", name, POLL_SECONDS)


def _documents() -> None:
    from coop.documents import workflows  # see drain

    workflows.sweep()
    drain()
