"""Handing a mail to the server, once: claim the row, send, keep the outcome."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from smtplib import SMTPException

from django.core.mail import EmailMultiAlternatives, get_connection
from django.core.mail.message import BadHeaderError
from django.db import connection, transaction

from coop import horloge
from coop.notifications.models import Mail

MAX_ATTEMPTS = 6
SERVER_TIMEOUT_SECONDS = 10
logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Content:
    """What really leaves: it may hold a one-time code that the row does not keep."""

    subject: str
    body: str
    html: str = ""


def deliver(row: Mail, content: Content) -> bool:
    """Send `content` for `row`; False, with the reason kept on the row, when the server refuses or is away."""
    if not _claim(row):
        return False
    try:
        _message(row, content).send()
    except (SMTPException, OSError, BadHeaderError, ValueError) as error:
        _close(row, Mail.Etat.ECHEC, f"{type(error).__name__}\u00a0: {error}"[:500])
        logger.warning("mail %s not sent: %s", row.pk, error)
        return False
    _close(row, Mail.Etat.ENVOYE, "")
    return True


def deliver_many(letters: list[tuple[Mail, Content]]) -> int:
    """Send letters without attachment over one connection; returns how many left.

    They are claimed together: what another process has taken is left to it, and what a process that stops leaves behind
    is found again by `resend_failed`. One that the server refuses is kept with its reason and stops no other.
    """
    taken = _claim_many([row for row, _ in letters])
    if not taken:
        return 0
    server = get_connection(timeout=SERVER_TIMEOUT_SECONDS)
    sent = 0
    with _not_waiting_for_the_disk():
        for row, content in letters:
            if row.pk in taken:
                row.attempts += 1
                sent += _send_one(row, content, server)
    server.close()
    return sent


@contextmanager
def _not_waiting_for_the_disk() -> Iterator[None]:
    """Each outcome is committed as it comes, and reaches the disk a moment later.

    A process that stops loses nothing; a database server that loses power forgets the last instants, and those letters
    are found again by `resend_failed`.
    """
    if connection.vendor != "postgresql":
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute("SET synchronous_commit TO off")
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("RESET synchronous_commit")


def _send_one(row: Mail, content: Content, server) -> bool:
    try:
        server.open()
        server.send_messages([_message(row, content, files=False)])
    except (SMTPException, OSError, BadHeaderError, ValueError) as error:
        _close(row, Mail.Etat.ECHEC, f"{type(error).__name__}\u00a0: {error}"[:500])
        logger.warning("mail %s not sent: %s", row.pk, error)
        server.close()
        return False
    _close(row, Mail.Etat.ENVOYE, "")
    return True


def _claim_many(rows: list[Mail]) -> set[int]:
    with transaction.atomic():
        waiting = Mail.objects.filter(pk__in=[row.pk for row in rows], attempts=0, state=Mail.Etat.A_ENVOYER)
        taken = set(waiting.select_for_update(skip_locked=_can_skip()).values_list("pk", flat=True))
        Mail.objects.filter(pk__in=taken).update(attempts=1, tried_at=horloge.now())
    return taken


def _can_skip() -> bool:
    """SQLite has one writer: there is nothing to skip."""
    return connection.features.has_select_for_update_skip_locked


def _claim(row: Mail) -> bool:
    """Count the attempt, and take the row out of what others try again: two processes never send the same mail."""
    waiting = Mail.objects.filter(pk=row.pk, attempts=row.attempts).exclude(state=Mail.Etat.ENVOYE)
    if not waiting.update(attempts=row.attempts + 1, state=Mail.Etat.A_ENVOYER, tried_at=horloge.now()):
        return False
    row.attempts += 1
    return True


def _message(row: Mail, content: Content, *, files: bool = True) -> EmailMultiAlternatives:
    message = EmailMultiAlternatives(content.subject, content.body, to=[row.to])
    message.connection = get_connection(timeout=SERVER_TIMEOUT_SECONDS) if files else None
    # Out-of-office answers and loops: this sender reads nothing.
    message.extra_headers["Auto-Submitted"] = "auto-generated"
    if content.html:
        message.attach_alternative(content.html, "text/html")
    for piece in row.attachments.all() if files else ():
        message.attach(piece.name, bytes(piece.content), piece.content_type)
    return message


def _close(row: Mail, state: str, error: str) -> None:
    row.state, row.error = state, error
    row.sent_at = horloge.now() if state == Mail.Etat.ENVOYE else None
    row.save(update_fields=["state", "error", "sent_at"])
