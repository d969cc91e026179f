"""Documents and pieces of the access world: one kind of each, read by the person they are for."""

from django.core.files.base import ContentFile

from coop.documents import kinds
from coop.documents.models import Document, Piece
from tests.accounts.monde import Monde, Sample

KIND = "sondage-des-acces"


def peupler(monde: Monde) -> None:
    """Make the kinds of this world known (the registries are those of the test) and give one row of each."""
    kinds.register(kinds.DocumentKind(KIND, "Sondage", _never_built, _is_for))
    kinds.register_piece_kind(KIND, "Sondage", _is_for)
    monde.samples |= {
        "uid": Sample(ready, lambda user: ready(None)),
        "documents:redemander.uid": Sample(failed, lambda user: failed(None)),
        "documents:piece.uid": Sample(piece, lambda user: piece(None)),
    }


def ready(user):
    """A document ready for `user`."""
    return _document(user, state="pret", file=ContentFile(b"%PDF", "essai.pdf"), sha256="0" * 64).uid


def failed(user):
    """A document of `user` that failed."""
    return _document(user, state="echec", error="Essai").uid


def piece(user):
    """An uploaded file that `user` may read."""
    row = Piece(kind=KIND, subject_id=str(user and user.pk), original_name="a.pdf", media_type="application/pdf")
    row.file, row.size, row.sha256, row.uploaded_by = ContentFile(b"%PDF", "a.pdf"), 4, "0" * 64, "Essai"
    row.save()
    return row.uid


def _document(user, **fields) -> Document:
    return Document.objects.create(
        kind=KIND, subject_id=str(user and user.pk), title="Sondage", filename="a.pdf", requester=user, **fields
    )


def _is_for(actor, row) -> bool:
    return row.subject_id == str(actor.user_id)


def _never_built(document):
    raise kinds.Unbuildable("Jamais préparé ici.")
