"""The verbs of an import: deposit and check, confirm, give up; and the end of what was kept of any workbook.

Nothing is written elsewhere before `confirmer`.
"""

from datetime import datetime
from functools import partial
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.db.models import Exists, OuterRef

from coop import horloge
from coop.accounts.predicates import Refused
from coop.classeurs import controle, lecture, modele, releve
from coop.classeurs.enums import EtatImport
from coop.classeurs.models import ClasseurRemis, Import, Retour
from coop.classeurs.refus import Illisible
from coop.documents import pieces
from coop.journal.actors import Actor
from coop.journal.workflows import record
from coop.ui.typographie import avec_nombre

PIECE = "import"
DROIT = "Vous ne pouvez pas importer ici."
CHANGE = "Les données ont changé depuis cet aperçu\u00a0: il vient d’être refait. Relisez-le avant de confirmer."


def deposer(
    upload: UploadedFile,
    m: modele.ModeleImport,
    cible: Any,
    *,
    actor: Actor,
    ca_id: int | None = None,
    departement: str = "",
) -> Import:
    """Keep the file, whatever it is worth, then read and check it. Raises Refused, ValidationError (size, scan)."""
    _require(m, actor, cible)
    with transaction.atomic():
        piece = pieces.keep(upload, kind=PIECE, subject_id=m.code, actor=actor, ca_id=ca_id, departement=departement)
        row = Import(
            modele=m.code,
            cible=str(cible.pk) if cible is not None else "",
            ca_id=ca_id,
            departement_code=departement,
            piece=piece,
            contact_id=actor.contact_id,
        )
        row.full_clean()
        row.save()
    upload.seek(0)
    _verifier(row, m, cible, upload.read())
    return row


def _verifier(row: Import, m: modele.ModeleImport, cible: Any, data: bytes) -> None:
    """Read, check, compare; the row says what was found."""
    found = releve.Releve()
    try:
        read = controle.controler(m, lecture.lire(data), m.contexte(cible))
    except Illisible as illisible:
        found.refus, found.illisible, row.refusees = illisible.refus, True, 1
    else:
        found.ignorees, row.refusees = read.ignorees, read.lignes_refusees
        found.refus = read.refus[: controle.REFUS_GARDES]
        compared = controle.comparer(m, read.lignes.values(), cible)
        _noter(row, found, compared)
    row.etat = EtatImport.DEPOSE if found.refus else EtatImport.VERIFIE
    row.releve = releve.ecrire(found)
    row.save()


def _noter(row: Import, found: releve.Releve, compared: controle.Comparaison) -> None:
    row.ajoutees, row.modifiees = len(compared.ajouts), len(compared.modifications)
    row.inchangees = compared.inchangees
    if not found.refus:
        found.ajouts, found.modifications = compared.ajouts, compared.modifications


def confirmer(row: Import, *, actor: Actor) -> Import:
    """Write what the preview said. Raises Refused; ValidationError when it cannot, or when the base has moved since.

    In that last case the preview was made again and nothing is written.
    """
    m = modele.get(row.modele)
    with transaction.atomic():
        locked = Import.objects.select_for_update().get(pk=row.pk)
        cible = m.cible(locked.cible)
        _require(m, actor, cible)
        if locked.etat != EtatImport.VERIFIE:
            raise ValidationError("Ce fichier n’attend pas de confirmation.")
        kept = releve.lire(locked.releve)
        moved = _moved(locked, m, cible, kept)
        if not moved:
            _ecrire(locked, m, cible, kept, actor)
    if moved:
        raise ValidationError(CHANGE, code="change")
    return locked


def _moved(row: Import, m: modele.ModeleImport, cible: Any, kept: releve.Releve) -> bool:
    """Whether the base gives another preview today; the row then keeps the new one."""
    rows = sorted([*kept.ajouts, *((n, v) for n, v, _ in kept.modifications)], key=lambda r: r[0])
    compared = controle.comparer(m, rows, cible)
    if compared.ajouts == kept.ajouts and compared.modifications == kept.modifications:
        return False
    compared.inchangees += row.inchangees
    _noter(row, kept, compared)
    row.releve = releve.ecrire(kept)
    row.save()
    return True


def _ecrire(row: Import, m: modele.ModeleImport, cible: Any, kept: releve.Releve, actor: Actor) -> None:
    m.ecrire(cible, [v for _, v in kept.ajouts], [v for _, v, _ in kept.modifications], actor)
    row.etat, row.confirme_le = EtatImport.CONFIRME, horloge.now()
    row.save(update_fields=["etat", "confirme_le"])
    added = avec_nombre(row.ajoutees, "ligne ajoutée,lignes ajoutées")
    changed = avec_nombre(row.modifiees, "modifiée,modifiées")
    record(
        m.verbe,
        f"{m.nom}\u00a0: {added}, {changed}, d’après «\u00a0{row.piece.original_name}\u00a0».",
        actor=actor,
        obj=cible if cible is not None else row,
        ca_id=row.ca_id,
        departement=row.departement_code,
        data={"import": row.pk, "sha256": row.piece.sha256},
    )


@transaction.atomic
def abandonner(row: Import, *, actor: Actor) -> Import:
    """Give the file up; it stays kept. Raises Refused, ValidationError once imported."""
    m = modele.get(row.modele)
    locked = Import.objects.select_for_update().get(pk=row.pk)
    _require(m, actor, m.cible(locked.cible))
    if locked.etat == EtatImport.CONFIRME:
        raise ValidationError("Ce fichier est déjà importé.")
    locked.etat = EtatImport.ABANDONNE
    locked.save(update_fields=["etat"])
    return locked


@transaction.atomic
def oublier(avant: datetime, *, actor: Actor) -> int:
    """Erase what was deposited before that moment: files, readings, and what the workbooks handed out said (R-SI-04).

    What was written from them stays, and so do the acts with the digests of the files. Returns how many rows went.
    """
    deposits = [*Import.objects.filter(depose_le__lt=avant).select_related("piece")]
    deposits += Retour.objects.filter(depose_le__lt=avant).select_related("piece")
    bases = ClasseurRemis.objects.filter(remis_le__lt=avant)
    unused = bases.filter(~Exists(Retour.objects.filter(remis=OuterRef("pk"), depose_le__gte=avant)))
    kept = [row.piece for row in deposits]
    for row in deposits:
        row.delete()
    gone = unused.delete()[0] + len(deposits)
    for piece in kept:
        piece.delete()
        transaction.on_commit(partial(piece.file.delete, save=False))
    if kept:
        told = avec_nombre(len(kept), "classeur déposé effacé,classeurs déposés effacés")
        record(
            "classeur.forget", f"{told} au terme de leur durée de conservation.", actor=actor,
            data={"sha256": [piece.sha256 for piece in kept]},
        )  # fmt: skip
    return gone


def _require(m: modele.ModeleImport, actor: Actor, cible: Any) -> None:
    if not m.peut(actor, cible):
        raise Refused(DROIT)
