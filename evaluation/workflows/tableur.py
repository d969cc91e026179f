"""The bilan by workbook: handed out with its base kept, given back, recorded, taken back (decisions.md 32)."""

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from coop import horloge
from coop.accounts.predicates import require
from coop.classeurs.enums import EtatRetour
from coop.classeurs.models import ClasseurRemis, Retour
from coop.classeurs.refus import Illisible
from coop.classeurs.releve import depuis_texte, en_texte
from coop.documents import pieces
from coop.journal.actors import Actor
from coop.journal.workflows import record
from coop.ui.typographie import avec_nombre, de
from evaluation.models import Bilan
from evaluation.rules import may_fill
from evaluation.tableur import lecture
from evaluation.tableur.feuilles import MODELE, Feuille, base_de
from evaluation.tableur.plan import Lot
from evaluation.workflows import bilans, examen
from evaluation.workflows.brouillon import NOT_YOURS

PIECE = "classeur_bilan"
OVER = "Ce dépôt n’attend plus rien\u00a0: déposez à nouveau votre classeur."
SENT = "Ce bilan a été transmis depuis\u00a0: ce dépôt ne se défait plus."
NOT_RECORDED = "Rien de ce dépôt n’a été enregistré."
Ecrites = dict[str, tuple[Any, Any]]


@transaction.atomic
def remettre(bilan: Bilan, feuilles: list[Feuille], *, actor: Actor) -> ClasseurRemis:
    """Keep what the workbook says, and to whom it is handed out. The bilan itself does not change."""
    require(may_fill, actor, bilan, NOT_YOURS)
    row = ClasseurRemis(
        modele=MODELE,
        cible=str(bilan.pk),
        ca_id=bilan.ca_id,
        contact_id=actor.contact_id,
        base=en_texte(base_de(feuilles)),
    )
    row.full_clean()
    row.save()
    return row


def deposer(bilan: Bilan, upload: UploadedFile, *, actor: Actor) -> Retour:
    """Read a filled workbook and keep it; nothing is written in the bilan. Raises ValidationError with what to do."""
    require(may_fill, actor, bilan, NOT_YOURS)
    try:
        relu = lecture.lire(upload.read())
        remis = lecture.remis_de(relu, bilan, actor)
    except Illisible as error:
        raise ValidationError([str(refus) for refus in error.refus]) from error
    with transaction.atomic():
        piece = pieces.keep(upload, kind=PIECE, subject_id=bilan.pk, actor=actor, ca_id=bilan.ca_id)
        row = Retour(remis=remis, piece=piece, depose_par=actor.label, lecture=lecture.conserver(relu))
        row.full_clean()
        row.save()
    return row


@transaction.atomic
def enregistrer(
    retour: Retour, bilan: Bilan, *, actor: Actor, lots: Iterable[Lot], ecrites: Ecrites, decisions: str
) -> Retour:
    """Write in the draft what the person has read and chosen, by the verbs of the form. Transmits nothing.

    Raises StaleVersion when somebody has just written, and then writes nothing.
    """
    row = _lock(retour, (EtatRetour.LU, EtatRetour.ENREGISTRE), OVER)
    require(may_fill, actor, bilan, NOT_YOURS)
    _ecrire(bilan, lots, actor)
    row.ecrites = en_texte(_cumuler(depuis_texte(row.ecrites), ecrites))
    row.decisions = decisions
    row.etat, row.enregistre_le = EtatRetour.ENREGISTRE, row.enregistre_le or horloge.now()
    row.full_clean()
    row.save()
    told = avec_nombre(len(ecrites), "réponse enregistrée,réponses enregistrées")
    _log("bilan.workbook_save", f"{told} d’après un tableur", row, bilan, actor, cases=sorted(ecrites))
    return row


@transaction.atomic
def defaire(retour: Retour, bilan: Bilan, *, actor: Actor, lots: Iterable[Lot], retablies: int) -> Retour:
    """Put back what a deposit wrote, but for the cells changed since. Raises StaleVersion, ValidationError."""
    row = _lock(retour, (EtatRetour.ENREGISTRE,), NOT_RECORDED)
    require(may_fill, actor, bilan, NOT_YOURS)
    if not revocable(row, bilan):
        raise ValidationError(SENT)
    _ecrire(bilan, lots, actor)
    row.etat, row.defait_le = EtatRetour.DEFAIT, horloge.now()
    row.full_clean()
    row.save()
    told = avec_nombre(retablies, "réponse remise,réponses remises")
    _log("bilan.workbook_undo", f"{told} comme avant le dépôt d’un tableur", row, bilan, actor)
    return row


def revocable(retour: Retour, bilan: Bilan) -> bool:
    """Whether what a deposit wrote is still in the draft alone: nothing was transmitted since."""
    return not bilan.versions.filter(transmise_le__gte=retour.enregistre_le).exists()


@transaction.atomic
def abandonner(retour: Retour, bilan: Bilan, *, actor: Actor) -> Retour:
    """Give a deposit up before anything of it is written; its file stays kept."""
    row = _lock(retour, (EtatRetour.LU,), OVER)
    require(may_fill, actor, bilan, NOT_YOURS)
    row.etat = EtatRetour.ABANDONNE
    row.full_clean()
    row.save()
    return row


def _lock(retour: Retour, etats: tuple[EtatRetour, ...], refus: str) -> Retour:
    row = Retour.objects.select_for_update(of=("self",)).select_related("piece", "remis").get(pk=retour.pk)
    if row.etat not in etats:
        raise ValidationError(refus)
    return row


def _ecrire(bilan: Bilan, lots: Iterable[Lot], actor: Actor) -> None:
    version = bilans.open_draft(bilan, actor=actor)
    for lot in lots:
        if lot.action is None:
            bilans.save_summary(version, actor=actor, **lot.ecriture)
        else:
            bilans.save_line(version, lot.action, actor=actor, **lot.ecriture)
        for question, reponse in lot.reponses.items():
            examen.answer(question, actor=actor, reponse=reponse)


def _cumuler(avant: dict[str, list], ecrites: Ecrites) -> Ecrites:
    """What was before the first writing of a cell, and after the last one."""
    return avant | {cle: (avant[cle][0] if cle in avant else before, after) for cle, (before, after) in ecrites.items()}


def _log(verb: str, told: str, row: Retour, bilan: Bilan, actor: Actor, **data) -> None:
    summary = f"Bilan du T{bilan.trimestre} {de(bilan.partie.organisation.nom)}\u00a0: {told}."
    record(
        verb, summary, actor=actor, obj=bilan, ca_id=bilan.ca_id, organisation_id=bilan.partie.organisation_id,
        data={"retour": row.pk, "sha256": row.piece.sha256, **data},
    )  # fmt: skip
