"""Find again what was left: rows nobody published, runners that disappeared."""

from datetime import timedelta

from django.db import transaction

from coop import horloge
from coop.documents import jobs
from coop.documents.enums import Etat
from coop.documents.models import Document
from coop.documents.workflows.notes import note
from coop.documents.workflows.preparing import gave_up
from coop.journal.actors import SYSTEM

BATCH = 200
GRACE = timedelta(seconds=20)  # a row just written is being published by its own request


def sweep() -> int:
    """Give up on poison rows, then publish again the rows that wait; returns how many were published.

    Publishing a row twice is harmless: the second runner finds nothing to claim. A broker that is down is tried once.
    """
    now = horloge.now()
    for document in Document.objects.exhausted(now).order_by("id")[:BATCH]:
        _give_up(document)
    waiting = Document.objects.claimable(now).filter(requested_at__lte=now - GRACE).order_by("requested_at", "id")
    published = 0
    for document_id in waiting.values_list("pk", flat=True)[:BATCH]:
        if not jobs.publish(document_id):
            break
        published += 1
    return published


def _give_up(document: Document) -> None:
    reason = gave_up(document)
    with transaction.atomic():
        row = Document.objects.filter(pk=document.pk, state=Etat.EN_COURS, attempts=document.attempts)
        if row.update(state=Etat.ECHEC, error=reason, lease_until=None):
            note(
                "document.fail",
                f"« {document.title} » n’a pas pu être préparé.",
                document,
                actor=SYSTEM,
                comment=reason,
            )
