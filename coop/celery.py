"""The Celery application: tasks receive ids, the rows are the truth (architecture.md decision 4)."""

import gc
import os

from celery import Celery
from celery.signals import worker_init

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "coop.settings.production")

app = Celery("coop")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()


@worker_init.connect
def warm(**_) -> None:
    """Import what documents need before the processes are forked, and keep it out of what the collector goes through.

    Each process, then each that replaces it, starts warm; its memory is shared; and a full collection, which a long document
    asks for, looks at the document and not at a quarter of a million objects that will never be freed.
    """
    from django.urls import get_resolver

    from coop.documents import render

    render.import_engines()
    get_resolver().url_patterns  # noqa: B018  the addresses that documents print import every view
    gc.collect()
    gc.freeze()
