"""Celery shells: an id comes in, one workflow is called."""

from celery import shared_task

from coop.documents import workflows


@shared_task(name="documents.generate")
def generate(document_id: int) -> None:
    """Prepare one document."""
    workflows.run(document_id)


@shared_task(name="documents.sweep")
def sweep() -> None:
    """Publish again what was left, every thirty seconds."""
    workflows.sweep()
