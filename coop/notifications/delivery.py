"""Handing a mail to the server, once: claim the row, send, keep the outcome."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from smtplib import SMTPException

from django.core.mail import EmailMultiAlternatives, get_connection
from django.core.mail.message import BadHeaderError

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


def _claim(row: Mail) -> bool:
    """Count the attempt; two processes that read the same row cannot both go on."""
    waiting = Mail.objects.filter(pk=row.pk, attempts=row.attempts).exclude(state=Mail.Etat.ENVOYE)
    if not waiting.update(attempts=row.attempts + 1):
        return False
    row.attempts += 1
    return True


def _message(row: Mail, content: Content) -> EmailMultiAlternatives:
    message = EmailMultiAlternatives(
        content.subject, content.body, to=[row.to], connection=get_connection(timeout=SERVER_TIMEOUT_SECONDS)
    )
    # Out-of-office answers and loops: this sender reads nothing.
    message.extra_headers["Auto-Submitted"] = "auto-generated"
    if content.html:
        message.attach_alternative(content.html, "text/html")
    for piece in row.attachments.all():
        message.attach(piece.name, bytes(piece.content), piece.content_type)
    return message


def _close(row: Mail, state: str, error: str) -> None:
    row.state, row.error = state, error
    row.sent_at = horloge.now() if state == Mail.Etat.ENVOYE else None
    row.save(update_fields=["state", "error", "sent_at"])
