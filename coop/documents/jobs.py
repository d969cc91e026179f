"""Hastening the work after the commit; a broker that is down delays a document and loses nothing."""

import logging

from django.conf import settings

logger = logging.getLogger(__name__)


def publish(document_id: int) -> bool:
    """Say that a row waits; True when somebody was told.

    `celery`: the id goes to the broker, which gets one second; `embedded`: the runner of this process wakes up;
    `manual`: nobody (tests run the rows themselves). Whatever happens here, `documents.sweep` finds the row.
    """
    mode = settings.COOP_JOBS_MODE
    if mode == "celery":
        return _publish_to_broker(document_id)
    if mode == "embedded":
        from coop.documents import runner  # the runner calls the workflows, which call this

        return runner.wake()
    return False


def _publish_to_broker(document_id: int) -> bool:
    # 0.3 s of imports that a page without document does not pay.
    from kombu.exceptions import OperationalError

    from coop.celery import app

    try:
        app.send_task("documents.generate", (document_id,), retry=False)
    except (OperationalError, OSError) as error:
        logger.warning("document %s not published, the sweep will: %s", document_id, error)
        return False
    return True
