"""Celery shell of the sealer."""

from celery import shared_task

from coop.journal import seals


@shared_task(name="journal.seal")
def seal() -> None:
    """Seal the rows committed since the last time."""
    seals.seal_all()
