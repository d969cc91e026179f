"""Celery shells of the notifications."""

from celery import shared_task

from coop import horloge
from coop.notifications import daily


class DayFailed(Exception):
    """At least one job of the day failed; the others ran."""


@shared_task(name="notifications.run_day")
def run_day() -> None:
    """The work of today; raises DayFailed so that the worker reports what failed."""
    report = daily.run(horloge.today())
    if report.failures:
        raise DayFailed(report.sentence())
