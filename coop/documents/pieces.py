"""Files people upload: what they claim is checked against what they are, then stored under a key that says nothing."""

import hashlib
import logging
import subprocess
import tempfile
from pathlib import PurePath

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from coop.documents import kinds
from coop.documents.models import Piece
from coop.documents.piece_types import TYPES, recognise
from coop.journal import workflows as journal
from coop.journal.actors import Actor

logger = logging.getLogger(__name__)

SCAN_SECONDS = 60


def store(
    upload: UploadedFile,
    *,
    kind: str,
    subject_id: int | str,
    actor: Actor,
    ca_id: int | None = None,
    departement: str = "",
    organisation_id: int | None = None,
) -> Piece:
    """Check and keep one uploaded file. ValidationError in French when it is refused; kinds.UnknownKind."""
    known = kinds.get_piece_kind(kind)
    data = read_checked(upload, known.accept)
    place = _place(subject_id, ca_id, departement, organisation_id)
    return _write(upload.name, data, TYPES[recognise(data)].media_type, known, actor, place)


def keep(
    upload: UploadedFile,
    *,
    kind: str,
    subject_id: int | str,
    actor: Actor,
    ca_id: int | None = None,
    departement: str = "",
) -> Piece:
    """Keep a deposited file as it came, damaged or not: its size and its scan alone are checked.

    For imports, whose reading says what is wrong (it leaves as a download, never shown). ValidationError in French.
    """
    known = kinds.get_piece_kind(kind)
    data = _bounded(upload)
    _scan(data)
    place = _place(subject_id, ca_id, departement, None)
    return _write(upload.name, data, "application/octet-stream", known, actor, place)


def _place(subject_id: int | str, ca_id: int | None, departement: str, organisation_id: int | None) -> dict:
    """What the piece is about, as the ids of `Located`."""
    return {
        "subject_id": str(subject_id),
        "ca_id": ca_id,
        "departement_code": departement,
        "organisation_id": organisation_id,
    }


def _write(name: str, data: bytes, media_type: str, known: kinds.PieceKind, actor: Actor, place: dict) -> Piece:
    """The row, its file and its act in the journal."""
    piece = Piece(
        kind=known.code,
        original_name=_clean_name(name),
        media_type=media_type,
        size=len(data),
        sha256=hashlib.sha256(data).hexdigest(),
        uploaded_by=actor.label,
        **place,
    )
    piece.full_clean(exclude=["file"])
    with transaction.atomic():
        piece.file.save(piece.original_name, ContentFile(data), save=False)
        piece.save()
        journal.record(
            "piece.store",
            f"«\u00a0{piece.original_name}\u00a0» a été déposé ({known.label}).",
            actor=actor,
            obj=piece,
            ca_id=place["ca_id"],
            departement=place["departement_code"],
            organisation_id=place["organisation_id"],
            data={"sha256": piece.sha256},
        )
    return piece


def read_checked(upload: UploadedFile, accept: tuple[str, ...]) -> bytes:
    """The bytes of an upload whose size, type, structure and scan are right; for the `clean` of a form too."""
    data = _bounded(upload)
    _check_type(upload.name, data, accept)
    _scan(data)
    return data


def _bounded(upload: UploadedFile) -> bytes:
    """The bytes of an upload that is neither empty nor too large."""
    if upload.size > settings.COOP_UPLOAD_MAX_BYTES:
        megabytes = settings.COOP_UPLOAD_MAX_BYTES // (1024 * 1024)
        raise ValidationError(
            f"Ce fichier dépasse {megabytes} Mo : réduisez-le ou séparez-le en plusieurs.", code="taille"
        )
    upload.seek(0)
    data = upload.read()
    upload.seek(0)
    if not data:
        raise ValidationError("Ce fichier est vide.", code="vide")
    return data


def _check_type(name: str, data: bytes, accept: tuple[str, ...]) -> None:
    found = recognise(data)
    if found is None or found not in accept:
        wanted = ", ".join(TYPES[code].label for code in accept)
        raise ValidationError(f"Ce type de fichier n’est pas accepté ici. Types acceptés : {wanted}.", code="type")
    extension = PurePath(name).suffix.lower().lstrip(".")
    if extension not in TYPES[found].extensions:
        raise ValidationError(
            f"Le nom du fichier ne correspond pas à son contenu, qui est de type {TYPES[found].label}.",
            code="extension",
        )
    TYPES[found].parse(data)


def _scan(data: bytes) -> None:
    """Run COOP_SCAN_COMMAND on the file; no command, no scan. A scanner that does not answer refuses the file."""
    if not settings.COOP_SCAN_COMMAND:
        return
    with tempfile.NamedTemporaryFile(prefix="coop-") as copy:
        copy.write(data)
        copy.flush()
        try:
            done = subprocess.run(  # noqa: S603  the command comes from the settings, the path from us
                [*settings.COOP_SCAN_COMMAND, copy.name], capture_output=True, timeout=SCAN_SECONDS, check=False
            )
        except (OSError, subprocess.TimeoutExpired) as error:
            logger.exception("the scan of uploaded files does not answer")
            raise ValidationError(
                "Le contrôle antivirus ne répond pas : réessayez dans quelques minutes.", code="antivirus"
            ) from error
    if done.returncode != 0:
        logger.warning("an uploaded file was refused by the scan: %s", done.stdout[-500:])
        raise ValidationError("Ce fichier a été refusé par le contrôle antivirus.", code="virus")


def _clean_name(name: str) -> str:
    """The last part of the name people gave, without control characters, at most 200 characters."""
    path = PurePath(name.replace("\\", "/"))
    stem = "".join(c for c in path.stem if c.isprintable()).strip() or "fichier"
    return f"{stem[: 199 - len(path.suffix)]}{path.suffix}"
