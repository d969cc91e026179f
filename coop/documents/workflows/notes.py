"""The journal rows of documents."""

from coop.documents.models import Document
from coop.journal import workflows as journal
from coop.journal.actors import Actor


def note(
    verb: str, summary: str, document: Document, *, actor: Actor, comment: str = "", data: dict | None = None
) -> None:
    """Append one act about a document, with the ids its readers are known by."""
    journal.record(
        verb,
        summary,
        actor=actor,
        obj=document,
        comment=comment,
        ca_id=document.ca_id,
        departement=document.departement_code,
        organisation_id=document.organisation_id,
        data=data,
    )
