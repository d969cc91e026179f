"""Answering the référentiel: finding and judgement, facts cited, pieces joined (domain.md §4.4, decisions.md 3)."""

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from coop.accounts.predicates import require
from coop.documents import pieces
from coop.journal.actors import Actor
from coop.journal.workflows import record
from evaluation.models import PreuveReponse, ReponseReferentiel
from evaluation.models.cadre import ReponseJugee
from evaluation.queries.faits_evaluation import Fait
from evaluation.rules import evaluates

PIECE = "preuve_evaluation"
ACCEPTE = ("pdf", "png", "jpeg", "xlsx")
NOT_YOURS = "Les réponses s’écrivent par la coordination, ses co-pilotes ou l’évaluateur."


@transaction.atomic
def write_answer(
    reponse: ReponseReferentiel, *, actor: Actor, constat: str, jugement: str, version: int | None = None
) -> ReponseReferentiel:
    """Write what is found and judged; nothing is journaled when nothing changed. Raises Refused, StaleVersion."""
    evaluation = reponse.critere.evaluation
    require(evaluates, actor, evaluation.ca, NOT_YOURS)
    if keep(reponse, constat, jugement, version):
        said = f"Réponse écrite\u00a0: {reponse.indicateur or reponse.critere}"
        _note("evaluation.write_answer", said, reponse, actor)
    return reponse


def keep(reponse: ReponseJugee, constat: str, jugement: str, version: int | None) -> bool:
    """Save what is found and judged; False when nothing changed since `version`. Raises StaleVersion."""
    constat = constat.strip()
    if reponse.pk and version == reponse.version and (constat, jugement) == (reponse.constat, reponse.jugement):
        return False
    reponse.constat, reponse.jugement = constat, jugement
    if reponse.pk:
        reponse.save_version(version)
    else:
        reponse.full_clean()
        reponse.save()
    return True


def _note(verb: str, summary: str, reponse: ReponseReferentiel, actor: Actor) -> None:
    record(verb, summary[:500], actor=actor, obj=reponse, ca_id=reponse.critere.evaluation.ca_id)


@transaction.atomic
def cite(reponse: ReponseReferentiel, *, actor: Actor, fait: Fait) -> PreuveReponse:
    """Keep a fact as evidence, as it is today; cited again, it is brought up to date."""
    require(evaluates, actor, reponse.critere.evaluation.ca, NOT_YOURS)
    if not fait.connu:
        raise ValidationError("Ce fait n’est pas encore connu.")
    reponse.preuves.filter(cle=fait.cle).delete()
    row = PreuveReponse(
        reponse=reponse, cle=fait.cle, libelle=fait.libelle, valeur=fait.texte, source=fait.url, montant=fait.montant
    )
    row.full_clean()
    row.save()
    _note("evaluation.cite", f"Preuve citée\u00a0: {fait.libelle}", reponse, actor)
    return row


@transaction.atomic
def join_piece(reponse: ReponseReferentiel, *, actor: Actor, libelle: str, upload: UploadedFile) -> PreuveReponse:
    """Join a file as evidence, under a title. ValidationError at the file."""
    ca = reponse.critere.evaluation.ca
    require(evaluates, actor, ca, NOT_YOURS)
    piece = pieces.store(
        upload, kind=PIECE, subject_id=ca.pk, actor=actor, ca_id=ca.pk, departement=ca.departement.code
    )
    row = PreuveReponse(reponse=reponse, libelle=libelle.strip() or piece.original_name, piece=piece)
    row.full_clean()
    row.save()
    _note("evaluation.join_piece", f"Pièce jointe comme preuve\u00a0: {row.libelle}", reponse, actor)
    return row


@transaction.atomic
def drop_proof(preuve: PreuveReponse, *, actor: Actor) -> None:
    """Take a piece of evidence out; its file with it."""
    reponse, piece = preuve.reponse, preuve.piece
    require(evaluates, actor, reponse.critere.evaluation.ca, NOT_YOURS)
    _note("evaluation.drop_proof", f"Preuve retirée\u00a0: {preuve.libelle}", reponse, actor)
    preuve.delete()
    if piece is not None:
        stored = piece.file
        piece.delete()
        transaction.on_commit(lambda: stored.delete(save=False))
