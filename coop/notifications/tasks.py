"""Celery shells of the notifications."""

import logging

from celery import shared_task

from coop import horloge, inconsistances
from coop.journal.actors import SYSTEM
from coop.journal.workflows import record
from coop.notifications import daily, mail

logger = logging.getLogger(__name__)


class DayFailed(Exception):
    """At least one job of the day failed; the others ran."""


class Inconsistent(Exception):
    """The data hold what no constraint could forbid; the sentences are in the journal."""


@shared_task(name="notifications.run_day")
def run_day() -> None:
    """The work of today; raises DayFailed so that the worker reports what failed."""
    report = daily.run(horloge.today())
    if report.failures:
        raise DayFailed(report.sentence())


@shared_task(name="notifications.resend")
def resend() -> int:
    """Try again the mails that a server refused or that a stopped process left behind."""
    return mail.resend_failed()


@shared_task(name="notifications.check_inconsistencies")
def check_inconsistencies() -> None:
    """Each night: what no constraint can hold. Raises Inconsistent when something is wrong, and journals it."""
    wrong = [sentence for sentences in inconsistances.found().values() for sentence in sentences]
    if not wrong:
        return
    summary = f"Contrôle de nuit\u00a0: {len(wrong)} incohérences trouvées dans les données."
    record("notifications.check_inconsistencies", summary, actor=SYSTEM, data={"phrases": wrong[:200]})
    logger.error("%s inconsistencies: %s", len(wrong), "; ".join(wrong[:20]))
    raise Inconsistent(summary)
