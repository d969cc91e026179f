"""The work of the day: reminders and retries, safe to run every hour (domain.md §6: idempotent daily work)."""

from __future__ import annotations

import logging
from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from coop import horloge
from coop.journal.actors import SYSTEM
from coop.journal.models import Entry
from coop.journal.workflows import record
from coop.notifications.mail import resend_failed

logger = logging.getLogger(__name__)
Job = Callable[[date], int | None]
RESENT = "courriels renvoyés"
VERB = "notifications.run_day"
_jobs: dict[str, Job] = {}
_by_batches: set[str] = set()


@dataclass(frozen=True, slots=True)
class DayReport:
    """What a run did: how many acts by job, and the sentence of each job that failed."""

    done: dict[str, int]
    failures: dict[str, str]

    def sentence(self) -> str:
        """What happened, for the journal and the console."""
        parts = [f"{name}\u00a0: {count}" for name, count in self.done.items()]
        parts += [f"{name}\u00a0: échec ({reason})" for name, reason in self.failures.items()]
        return "Travail du jour. " + ("\u00a0; ".join(parts) + "." if parts else "Rien à faire.")


def register_daily(name: str, job: Job, *, by_batches: bool = False) -> None:
    """Add a job of the day. `name` is French and printed; `job(today)` returns how many things it did.

    A job must be idempotent (mails with a `dedupe_key`): it runs many times a day. It runs in one transaction, unless it
    goes `by_batches` and opens its own, so that memory does not grow with the region.
    """
    if _jobs.get(name, job) is not job:
        raise ValueError(f"Daily job {name} is registered twice.")
    _jobs[name] = job
    if by_batches:
        _by_batches.add(name)


def registered() -> dict[str, Job]:
    """Every daily job, by name."""
    return dict(_jobs)


def run(today: date) -> DayReport:
    """Run every job of `today`, each in its transaction or its batches, then try failed mails again.

    A job that fails is rolled back, logged and named in the report; the others run. The journal gets one line the first
    time of a day, then only when something happened.
    """
    report = DayReport({}, {})
    for name, job in _jobs.items():
        _run_one(name, job, today, report)
    resent = resend_failed()
    if resent:
        report.done[RESENT] = resent
    if report.done or report.failures or not played(today):
        data = {"jour": today.isoformat(), "faits": report.done, "echecs": report.failures}
        record(VERB, report.sentence()[:500], actor=SYSTEM, data=data)
    return report


def played(today: date) -> bool:
    """Whether the work of this day was done at least once."""
    return Entry.objects.filter(ca_id__isnull=True, verb=VERB, data__jour=today.isoformat()).exists()


def catch_up() -> None:
    """The work of today, where nothing asks for it at its hours: once a day, for who looks first."""
    today = horloge.today()
    if not played(today):
        run(today)


def _run_one(name: str, job: Job, today: date, report: DayReport) -> None:
    try:
        with nullcontext() if name in _by_batches else transaction.atomic():
            count = job(today) or 0
    except Exception as error:  # the other jobs must run; the caller is told through the report
        logger.exception("daily job %s failed", name)
        report.failures[name] = f"{type(error).__name__}\u00a0: {error}"
        return
    if count:
        report.done[name] = count
