"""The mail of the played history: nothing leaves this machine, nothing is printed, nothing is left to send."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings
from django.core import mail

MEMORY = "django.core.mail.backends.locmem.EmailBackend"


@contextmanager
def retenu() -> Iterator[list]:
    """Within the block messages are kept in memory; gives the list of those that left, the last one last."""
    before, kept = settings.EMAIL_BACKEND, getattr(mail, "outbox", None)
    settings.EMAIL_BACKEND, mail.outbox = MEMORY, []
    try:
        yield mail.outbox
    finally:
        settings.EMAIL_BACKEND = before
        if kept is None:
            del mail.outbox
        else:
            mail.outbox = kept
