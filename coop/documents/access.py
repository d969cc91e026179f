"""The one door through which a stored file leaves: row filter, then the predicate of its kind, else 404."""

from django.http import FileResponse, Http404

from coop.accounts.models import User
from coop.documents import kinds
from coop.documents.enums import Etat
from coop.documents.models import Document, Piece
from coop.journal.actors import Actor


def document_for(user: User, uid) -> Document:
    """The document a person may read; Http404 otherwise, unknown kinds included."""
    document = Document.objects.visible_to(user).filter(uid=uid).first()
    if document is None or not may_read(user.actor, document):
        raise Http404
    return document


def piece_for(user: User, uid) -> Piece:
    """The uploaded file a person may read; Http404 otherwise."""
    piece = Piece.objects.visible_to(user).filter(uid=uid).first()
    if piece is None or not may_read_piece(user.actor, piece):
        raise Http404
    return piece


def may_read(actor: Actor, document: Document) -> bool:
    """The predicate of the document's kind; an unknown kind is read by nobody."""
    try:
        return bool(kinds.get(document.kind).may_read(actor, document))
    except kinds.UnknownKind:
        return False


def may_read_piece(actor: Actor, piece: Piece) -> bool:
    """The predicate of the piece's kind; an unknown kind is read by nobody."""
    try:
        return bool(kinds.get_piece_kind(piece.kind).may_read(actor, piece))
    except kinds.UnknownKind:
        return False


def deliver(document: Document, actor: Actor) -> FileResponse:
    """The PDF as a download. Http404 unless ready and readable; also for the pages of personal links."""
    if document.state != Etat.PRET or not may_read(actor, document):
        raise Http404
    return _attachment(document.file, document.filename, "application/pdf")


def deliver_piece(piece: Piece, actor: Actor) -> FileResponse:
    """An uploaded file as a download, under its original name; never shown inside a page of ours."""
    if not may_read_piece(actor, piece):
        raise Http404
    return _attachment(piece.file, piece.original_name, piece.media_type)


def _attachment(stored, filename: str, media_type: str) -> FileResponse:
    response = FileResponse(stored.open("rb"), as_attachment=True, filename=filename, content_type=media_type)
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response
