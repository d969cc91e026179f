"""Celery shells: an id comes in, one workflow is called; and what a worker does before it forks."""

import gc

from celery import shared_task
from celery.signals import worker_init
from django.urls import get_resolver

from coop.documents import render, workflows


@worker_init.connect
def warm(**_) -> None:
    """Import what documents need before the processes are forked, and keep it out of what the collector goes through.

    Each process, then each that replaces it, starts warm; its memory is shared; and a full collection, which a long document
    asks for, looks at the document and not at a quarter of a million objects that will never be freed.
    """
    render.import_engines()
    get_resolver().url_patterns  # noqa: B018  the addresses that documents print import every view
    gc.collect()
    gc.freeze()


@shared_task(name="documents.generate")
def generate(document_id: int) -> None:
    """Prepare one document."""
    workflows.run(document_id)


@shared_task(name="documents.sweep")
def sweep() -> None:
    """Publish again what was left, every thirty seconds."""
    workflows.sweep()
