"""Evidence joined to a draft: kept by `coop.documents.pieces`, which checks type, size and scan."""

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from conventions.models import FicheAction, Indicateur
from coop.accounts.predicates import require
from coop.documents import pieces
from coop.journal.actors import Actor
from coop.journal.workflows import record
from evaluation.models import PreuveBilan, VersionBilan
from evaluation.rules import may_fill
from evaluation.workflows.brouillon import NOT_YOURS, TRANSMITTED, check_carried, lock, take_over

PIECE = "preuve_bilan"
ACCEPTE = ("pdf", "png", "jpeg", "xlsx")
AU_PLUS = 10


@transaction.atomic
def join(
    version: VersionBilan,
    action: FicheAction,
    *,
    actor: Actor,
    upload: UploadedFile,
    indicateur: Indicateur | None = None,
) -> PreuveBilan:
    """Join a file to an action, or to the reading of one of its indicators. ValidationError at the file."""
    require(may_fill, actor, version.bilan, NOT_YOURS)
    lock(version)
    check_carried(version, action)
    if indicateur is not None and indicateur.action_id != action.pk:
        raise ValidationError("Cet indicateur n’est pas celui de l’action.")
    if version.preuves.filter(action=action).count() >= AU_PLUS:
        raise ValidationError(f"Une action a {AU_PLUS} pièces au plus\u00a0: retirez-en une.")
    take_over(version, actor=actor)
    bilan = version.bilan
    piece = pieces.store(
        upload, kind=PIECE, subject_id=bilan.pk, actor=actor, ca_id=bilan.ca_id,
        organisation_id=bilan.partie.organisation_id,
    )  # fmt: skip
    return PreuveBilan.objects.create(version=version, action=action, indicateur=indicateur, piece=piece)


@transaction.atomic
def remove(preuve: PreuveBilan, *, actor: Actor) -> None:
    """Take a file out of a draft; it is erased when no version that was sent holds it."""
    version = preuve.version
    require(may_fill, actor, version.bilan, NOT_YOURS)
    if version.transmise_le is not None:
        raise ValidationError(TRANSMITTED)
    piece = preuve.piece
    preuve.delete()
    record(
        "bilan.remove_piece", f"« {piece.original_name} » a été retiré du bilan.".replace("« ", "«\u00a0").replace(" »", "\u00a0»"),
        actor=actor, obj=version.bilan, ca_id=version.bilan.ca_id, organisation_id=version.bilan.partie.organisation_id,
    )  # fmt: skip
    if not piece.preuves_bilan.exists():
        stored = piece.file
        piece.delete()
        transaction.on_commit(lambda: stored.delete(save=False))
