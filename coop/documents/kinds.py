"""What can be generated or uploaded: each app registers its kinds, with builder and access predicate (decisions.md 15).

An app calls `register` and `register_piece_kind` from its `registrations.py`. A code nobody registered is a 404.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db.models import Q

from coop.journal.actors import Actor
from coop.journal.canonical import canonical_json

if TYPE_CHECKING:
    from coop.accounts.models import User
    from coop.documents.models import Document, Piece


class UnknownKind(LookupError):
    """No app registered this code."""


class Unbuildable(Exception):
    """The document cannot be made as things stand; the message is the French sentence its requester reads."""


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file embedded in the PDF."""

    filename: str
    data: bytes
    description: str


@dataclass(frozen=True, slots=True)
class Built:
    """What a builder hands over: everything the PDF says, and nothing of how it is rendered.

    `content` holds the same facts as `context` as plain data (dates, decimals, texts, lists, dicts): it is what
    identifies the document. `created` is the printed and embedded date: the document's request or the version's date,
    never the present moment. `draft` prints « PROJET » across the pages. `template_version` changes with the template.
    """

    template: str
    context: Mapping[str, Any]
    content: Mapping[str, Any]
    title: str
    filename: str
    created: datetime
    template_version: str
    reference: str = ""
    version: str = ""
    draft: bool = True
    attachments: tuple[Attachment, ...] = field(default=())

    def content_hash(self) -> str:
        """sha256 of the canonical JSON of what is printed; the date of generation is not part of it."""
        facts = {
            "template": self.template,
            "version": self.template_version,
            "draft": self.draft,
            "content": self.content,
        }
        return hashlib.sha256(canonical_json(facts).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class DocumentKind:
    """A kind of generated document.

    - `build(document)` reads `subject_id`, `params`, `final`, `requested_at` and returns a Built (no writing, no
      rendering); raises Unbuildable. The row may be unsaved.
    - `may_read(actor, document)` is asked at every page and download; False is a 404.
    - `perimeter(user)` gives the rows the user may see beyond those asked for (a Q on Document, usually `ca_id__in`);
      without it a document is seen by its requester only.
    - `resolve(ref)` turns what a person types (« CA-78-01 ») into a subject id; raises LookupError or DoesNotExist.
    """

    code: str
    label: str
    build: Callable[[Document], Built]
    may_read: Callable[[Actor, Document], bool]
    perimeter: Callable[[User], Q] | None = None
    resolve: Callable[[str], int | str] | None = None


@dataclass(frozen=True, slots=True)
class PieceKind:
    """A kind of uploaded file.

    `accept` lists the types of `coop.documents.pieces.TYPES` it takes; `may_read(actor, piece)` is asked at every
    download; `perimeter(user)` narrows the rows first (a Q on Piece), when the kind has one.
    """

    code: str
    label: str
    may_read: Callable[[Actor, Piece], bool]
    accept: tuple[str, ...] = ("pdf", "png", "jpeg")
    perimeter: Callable[[User], Q] | None = None


_documents: dict[str, DocumentKind] = {}
_pieces: dict[str, PieceKind] = {}


def register(kind: DocumentKind) -> None:
    """Make a kind of document known; ValueError when the code is taken."""
    _add(_documents, kind)


def register_piece_kind(
    code: str,
    label: str,
    may_read: Callable[[Actor, Piece], bool],
    accept: tuple[str, ...] = ("pdf", "png", "jpeg"),
    perimeter: Callable[[User], Q] | None = None,
) -> None:
    """Make a kind of uploaded file known; ValueError when the code is taken."""
    _add(_pieces, PieceKind(code, label, may_read, accept, perimeter))


def get(code: str) -> DocumentKind:
    """The kind of a document, or UnknownKind."""
    return _find(_documents, code)


def get_piece_kind(code: str) -> PieceKind:
    """The kind of an uploaded file, or UnknownKind."""
    return _find(_pieces, code)


def registered() -> list[DocumentKind]:
    """Every kind of document, by code."""
    return [_documents[code] for code in sorted(_documents)]


def registered_pieces() -> list[PieceKind]:
    """Every kind of uploaded file, by code."""
    return [_pieces[code] for code in sorted(_pieces)]


def _add(registry: dict, kind) -> None:
    if registry.get(kind.code, kind) != kind:
        raise ValueError(f"The kind « {kind.code} » is already registered.")
    registry[kind.code] = kind


def _find(registry: dict, code: str):
    try:
        return registry[code]
    except KeyError:
        raise UnknownKind(code) from None
