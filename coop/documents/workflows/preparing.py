"""Claim a row and prepare its file, outside any transaction; doing it twice gives the same file once."""

import hashlib
import logging
from datetime import timedelta

from django.conf import settings
from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models import F

from coop import horloge
from coop.documents import kinds, render
from coop.documents.enums import Etat
from coop.documents.models import Document
from coop.documents.workflows.notes import note
from coop.journal.actors import SYSTEM

logger = logging.getLogger(__name__)

RETRY_DELAY = timedelta(seconds=10)  # times the number of attempts: a passing trouble has time to pass


def claim(document_id: int) -> Document | None:
    """Reserve a waiting row (or one whose runner disappeared) for the length of a lease; None when it is not to take.

    One UPDATE, so that two runners never hold the same row; `attempts` then tells one run from another.
    """
    now = horloge.now()
    taken = (
        Document.objects.claimable(now)
        .filter(pk=document_id)
        .update(
            state=Etat.EN_COURS,
            attempts=F("attempts") + 1,
            lease_until=now + timedelta(seconds=settings.COOP_JOB_LEASE_SECONDS),
        )
    )
    return Document.objects.get(pk=document_id) if taken else None


def run(document_id: int) -> Document | None:
    """Prepare one document; None when there was nothing to do. Never raises for the document's own troubles."""
    if transaction.get_connection().in_atomic_block and settings.COOP_JOBS_MODE != "manual":
        raise RuntimeError("A document is not prepared inside a transaction.")
    document = claim(document_id)
    if document is None:
        return None
    try:
        with horloge.at(document.requested_at):  # a job carries the date of its request (decisions.md 13)
            built = kinds.get(document.kind).build(document)
            data = render.to_pdf(built)
    except kinds.Unbuildable as reason:
        _fail(document, str(reason))
    except Exception:
        logger.exception("document %s (%s) attempt %s", document.uid, document.kind, document.attempts)
        _try_later(document)
    else:
        _keep(document, built, data)
    document.refresh_from_db()
    return document


def _keep(document: Document, built: kinds.Built, data: bytes) -> None:
    document.file.save(built.filename, ContentFile(data), save=False)
    with transaction.atomic():
        kept = _mine(document).update(
            state=Etat.PRET,
            filename=built.filename,
            file=document.file.name,
            sha256=hashlib.sha256(data).hexdigest(),
            size=len(data),
            content_hash=built.content_hash(),
            template_version=built.template_version,
            ready_at=horloge.now(),
            lease_until=None,
            error="",
        )
        if kept:
            digest = {"sha256": hashlib.sha256(data).hexdigest()}
            note("document.ready", f"« {document.title} » est prêt.", document, actor=SYSTEM, data=digest)
    if not kept:  # the lease was lost to another run, whose file counts
        document.file.storage.delete(document.file.name)


def _try_later(document: Document) -> None:
    if document.attempts >= settings.COOP_JOB_MAX_ATTEMPTS:
        _fail(document, gave_up(document))
        return
    _mine(document).update(state=Etat.EN_ATTENTE, lease_until=horloge.now() + RETRY_DELAY * document.attempts)


def _fail(document: Document, reason: str) -> None:
    with transaction.atomic():
        if _mine(document).update(state=Etat.ECHEC, error=reason, lease_until=None):
            note(
                "document.fail",
                f"« {document.title} » n’a pas pu être préparé.",
                document,
                actor=SYSTEM,
                comment=reason,
            )


def _mine(document: Document):
    """The row, as long as this run still holds it."""
    return Document.objects.filter(pk=document.pk, state=Etat.EN_COURS, attempts=document.attempts)


def gave_up(document: Document) -> str:
    """What the requester reads when every attempt failed; the short reference is found again in the server's log."""
    return (
        f"La préparation a échoué après {document.attempts} essais. Vous pouvez redemander ce document ; si l’échec se "
        f"répète, signalez la référence {document.uid.hex[:8]} à l’assistance."
    )
