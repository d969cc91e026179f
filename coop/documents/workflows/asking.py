"""Ask for a document, and ask again: the row is the truth, the work comes after (architecture.md decision 4)."""

from django.db import models, transaction

from coop.documents import jobs, kinds
from coop.documents.enums import Etat
from coop.documents.models import Document
from coop.documents.workflows.notes import note
from coop.journal.actors import Actor

REUSABLE = (Etat.EN_ATTENTE, Etat.EN_COURS, Etat.PRET)


def request(
    kind: str,
    subject_id: int | str,
    *,
    actor: Actor,
    title: str = "",
    ca_id: int | None = None,
    departement: str = "",
    organisation_id: int | None = None,
    final: bool = False,
    params: dict | None = None,
) -> Document:
    """Write the row of a document in the caller's transaction; it is prepared after the commit.

    The same content already waiting or ready is given back instead of a second row. `title` is what the person reads
    while waiting, when it is not the builder's. Raises kinds.UnknownKind.
    """
    with transaction.atomic():
        document = _draft(kind, subject_id, actor, final=final, params=params or {})
        document.ca_id, document.departement_code, document.organisation_id = ca_id, departement, organisation_id
        built = _preview(document)
        if existing := _same_content(document):
            return existing
        document.title = title or (built.title if built else kinds.get(kind).label)
        document.full_clean(exclude=["file"])
        document.save()
        note("document.request", f"« {document.title} » a été demandé.", document, actor=actor)
        transaction.on_commit(lambda: jobs.publish(document.pk))
    return document


def retry(document: Document, *, actor: Actor) -> Document:
    """Ask again for a document that failed; nothing happens to one that waits, runs or is ready."""
    with transaction.atomic():
        again = Document.objects.filter(pk=document.pk, state=Etat.ECHEC).update(
            state=Etat.EN_ATTENTE, attempts=0, error="", lease_until=None
        )
        document.refresh_from_db()
        if again:
            note("document.retry", f"« {document.title} » a été redemandé.", document, actor=actor)
            transaction.on_commit(lambda: jobs.publish(document.pk))
    return document


def _draft(kind: str, subject_id: int | str, actor: Actor, *, final: bool, params: dict) -> Document:
    known = kinds.get(kind)
    return Document(
        kind=known.code,
        subject_id=str(subject_id),
        title=known.label,
        filename=f"{known.code}.pdf",
        requester_id=actor.user_id,
        requester_contact_id=actor.contact_id,
        final=final,
        params=params,
    )


def _preview(document: Document) -> kinds.Built | None:
    """What would be printed now; what cannot be built is told by the run, on the document's own page."""
    try:
        built = kinds.get(document.kind).build(document)
    except kinds.Unbuildable:
        return None
    document.filename = built.filename
    document.template_version = built.template_version
    document.content_hash = built.content_hash()
    return built


def _same_content(document: Document) -> Document | None:
    if not document.content_hash:
        return None
    twins = Document.objects.filter(
        kind=document.kind,
        subject_id=document.subject_id,
        content_hash=document.content_hash,
        final=document.final,
        state__in=REUSABLE,
    )
    if kinds.get(document.kind).perimeter is None:  # seen by its requester only: another person gets a row of theirs
        twins = twins.filter(_asked_by(document))
    return twins.order_by("-requested_at", "-id").first()


def _asked_by(document: Document) -> models.Q:
    if document.requester_id:
        return models.Q(requester_id=document.requester_id)
    return models.Q(requester_id=None, requester_contact_id=document.requester_contact_id)
