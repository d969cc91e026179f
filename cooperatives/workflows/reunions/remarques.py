"""After the diffusion: remarks on the minutes during the time of corrections, their answer, the approval, the reopening."""

from django.core.exceptions import ValidationError
from django.db import transaction

from coop import horloge
from coop.accounts.predicates import require
from coop.journal.actors import Actor
from coop.ui import typographie
from cooperatives import rules
from cooperatives.comptes_rendus import compose
from cooperatives.enums import StatutRemarque, StatutReunion
from cooperatives.models import RemarqueCR, Reunion
from cooperatives.queries.ordre_du_jour import APPROBATION
from cooperatives.queries.reunions import a_approuver
from cooperatives.workflows.reunions import commun
from cooperatives.workflows.reunions.compte_rendu import VALIDE_PAR

PARTICIPANTS = "Les participants de la coopérative et les personnes convoquées font des remarques."
FERME = "Le temps des remarques sur ce compte rendu est passé."


@transaction.atomic
def remark(reunion: Reunion, *, actor: Actor, texte: str) -> RemarqueCR:
    """Somebody who takes part says what the minutes should correct, until the day announced. Raises Refused, ValidationError."""
    require(rules.takes_part_in, actor, reunion, PARTICIPANTS)
    if not reunion.corrections_ouvertes(horloge.today()):
        raise ValidationError(FERME)
    row = RemarqueCR(reunion=reunion, contact_id=actor.contact_id, texte=texte.strip())
    row.full_clean()
    row.save()
    summary = f"{commun.titre(reunion)}\u00a0: remarque de {row.contact.fonction} sur le compte rendu."
    commun.note("reunion.remark", summary, reunion, actor=actor)
    return row


@transaction.atomic
def answer_remark(remarque: RemarqueCR, *, actor: Actor, suivie: bool, reponse: str = "") -> RemarqueCR:
    """Say whether the remark is followed; one that is not is explained (`remarque_non_suivie_expliquee`)."""
    reunion = remarque.reunion
    require(rules.animates, actor, reunion.ca, commun.REFUS)
    if not suivie and not reponse.strip():
        raise ValidationError({"reponse": "Dites pourquoi la remarque n’est pas retenue."})
    remarque.statut = StatutRemarque.SUIVIE if suivie else StatutRemarque.NON_SUIVIE
    remarque.reponse, remarque.traitee_le = reponse.strip(), horloge.now()
    remarque.full_clean()
    remarque.save()
    word = remarque.get_statut_display()
    summary = f"{commun.titre(reunion)}\u00a0: remarque de {remarque.contact.fonction} {word}."
    commun.note("reunion.answer_remark", summary, reunion, actor=actor, comment=remarque.reponse)
    return remarque


@transaction.atomic
def reopen(reunion: Reunion, *, actor: Actor, motif: str) -> Reunion:
    """Write the minutes again after their validation, with a motive, as long as they are not approved."""
    require(rules.coordinates, actor, reunion.ca, VALIDE_PAR)
    allowed = (StatutReunion.CR_VALIDE, StatutReunion.CR_DIFFUSE)
    commun.check_state(reunion, allowed, "Ce compte rendu n’est pas validé.")
    if reunion.cr_approuve_le:
        raise ValidationError("Ce compte rendu est approuvé\u00a0: il ne se modifie plus.")
    if not motif.strip():
        raise ValidationError({"motif": "Dites en une phrase pourquoi le compte rendu est rouvert."})
    if reunion.compte_rendu == compose(reunion):
        reunion.compte_rendu = ""  # Assembled, not written by hand: it will be assembled again.
    reunion.statut, reunion.cr_valide_le, reunion.cr_diffuse_le = StatutReunion.TENUE, None, None
    reunion.cr_remarques_jusqu_au, reunion.motif_reouverture = None, motif.strip()
    reunion.save_version()
    summary = f"{commun.titre(reunion)}\u00a0: compte rendu rouvert."
    commun.note("reunion.reopen", summary, reunion, actor=actor, comment=motif.strip())
    return reunion


@transaction.atomic
def approve(reunion: Reunion, *, actor: Actor, en: Reunion) -> Reunion:
    """The meeting `en` approves the minutes of an earlier one: nothing changes in them any more.

    Raises ValidationError when they are not diffused, already approved, or when `en` is not a later meeting of the same kind.
    """
    require(rules.animates, actor, reunion.ca, commun.REFUS)
    if not a_approuver(en).filter(pk=reunion.pk).exists():
        raise ValidationError("Ce compte rendu n’est pas à approuver dans cette réunion.")
    commun.check_state(en, (*commun.A_VENIR, StatutReunion.TENUE), commun.FINIE)
    reunion.cr_approuve_le, reunion.cr_approuve_en = en.tenue_le or horloge.today(), en
    reunion.save_version()
    _note_approval(reunion, en)
    summary = f"{commun.titre(reunion)}\u00a0: compte rendu approuvé."
    commun.note("reunion.approve", summary, reunion, actor=actor)
    return reunion


def _note_approval(reunion: Reunion, en: Reunion) -> None:
    """The minutes of `en` say the approval, under the item that proposed it; what was written there stays."""
    point = en.points.select_for_update().filter(intitule__startswith=APPROBATION).first()
    if point is not None:
        said = f"Le compte rendu du {typographie.date_longue(reunion.tenue_le)} est approuvé."
        point.notes = f"{point.notes.rstrip()}\n{said}".lstrip()
        point.save_version()
