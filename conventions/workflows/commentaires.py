"""Comments on the rows of a fiche-action: Ouvert → Résolu (who writes the fiche) → Clos (the coordination)."""

from django.core.exceptions import ValidationError
from django.db import transaction

from conventions.auteurs import author
from conventions.champs import RUBRIQUES
from conventions.enums import StatutFil
from conventions.models import FicheAction, FilCommentaire, MessageCommentaire
from conventions.rules_fiche import may_answer, may_close, may_comment, may_resolve, reads_internal
from coop import horloge
from coop.accounts.predicates import Predicate, Refused, require
from coop.journal.actors import Actor
from coop.journal.workflows import record

NO_SAY = "Les commentaires sont ouverts aux membres de la coopérative et à l’ARS."
NOT_WRITER = "Ce commentaire est résolu par ceux qui écrivent la fiche."
NOT_COORDINATION = "La coordination de la délégation départementale clôt les commentaires, ou les rouvre."
CLOSED = "Ce commentaire est clos\u00a0: ouvrez-en un autre."


@transaction.atomic
def open_thread(action: FicheAction, *, actor: Actor, champ: str, texte: str, interne: bool = False) -> FilCommentaire:
    """Comment on the row `champ` (a key of RUBRIQUES); `interne` keeps it inside the ARS. The fiche may be locked."""
    require(may_comment, actor, action, NO_SAY)
    if interne:
        require(reads_internal, actor, action, "Un commentaire interne s’écrit à l’ARS.")
    if champ not in RUBRIQUES:
        raise ValidationError({"champ": "Choisissez la rubrique commentée."})
    fil = FilCommentaire(action=action, champ=champ, interne=interne, ouvert_le=horloge.now())
    fil.full_clean()
    fil.save()
    _add(fil, actor, texte)
    _record("open", fil, actor, "Commentaire ouvert")
    return fil


@transaction.atomic
def answer(fil: FilCommentaire, *, actor: Actor, texte: str) -> MessageCommentaire:
    """Add a message to an open or resolved thread; a resolved one is open again, since something is left to say."""
    fil = _locked(fil, may_answer, actor, NO_SAY)
    if fil.statut == StatutFil.CLOS:
        raise ValidationError({"texte": CLOSED})
    message = _add(fil, actor, texte)
    if fil.statut == StatutFil.RESOLU:
        _to(fil, StatutFil.OUVERT)
    _record("answer", fil, actor, "Réponse à un commentaire")
    return message


@transaction.atomic
def resolve(fil: FilCommentaire, *, actor: Actor) -> FilCommentaire:
    """Say that an open comment is dealt with; does nothing on another."""
    fil = _locked(fil, may_resolve, actor, NOT_WRITER)
    if fil.statut == StatutFil.OUVERT:
        fil.resolu_par = author(actor)
        _to(fil, StatutFil.RESOLU)
        _record("resolve", fil, actor, "Commentaire résolu")
    return fil


@transaction.atomic
def close(fil: FilCommentaire, *, actor: Actor) -> FilCommentaire:
    """Close a resolved comment. Raises ValidationError when it is still open."""
    fil = _locked(fil, may_close, actor, NOT_COORDINATION)
    if fil.statut == StatutFil.OUVERT:
        raise ValidationError("Ce commentaire n’est pas encore résolu.")
    if fil.statut == StatutFil.RESOLU:
        fil.clos_par = author(actor)
        _to(fil, StatutFil.CLOS)
        _record("close", fil, actor, "Commentaire clos")
    return fil


@transaction.atomic
def reopen(fil: FilCommentaire, *, actor: Actor) -> FilCommentaire:
    """Open again a resolved or closed comment; does nothing on an open one."""
    fil = _locked(fil, may_close, actor, NOT_COORDINATION)
    if fil.statut != StatutFil.OUVERT:
        _to(fil, StatutFil.OUVERT)
        _record("reopen", fil, actor, "Commentaire rouvert")
    return fil


def _locked(fil: FilCommentaire, rule: Predicate, actor: Actor, message: str) -> FilCommentaire:
    """The row under a lock. Whoever may not even know of an internal thread is refused without a word of it."""
    rows = FilCommentaire.objects.select_for_update(of=("self",)).select_related(
        "action__programme__ca", "action__promoteur__organisation"
    )
    fil = rows.get(pk=fil.pk)
    if fil.interne and not reads_internal(actor, fil.action):
        raise Refused(NO_SAY)
    require(rule, actor, fil, message)
    return fil


def _add(fil: FilCommentaire, actor: Actor, texte: str) -> MessageCommentaire:
    message = MessageCommentaire(
        fil=fil, texte=texte.strip(), auteur=author(actor), contact_id=actor.contact_id, le=horloge.now()
    )
    message.full_clean()
    message.save()
    return message


def _to(fil: FilCommentaire, statut: StatutFil) -> None:
    """Move to a state with the dates it asks for."""
    now = horloge.now()
    fil.statut = statut
    fil.resolu_le = None if statut == StatutFil.OUVERT else fil.resolu_le or now
    fil.clos_le = now if statut == StatutFil.CLOS else None
    if statut == StatutFil.OUVERT:
        fil.resolu_par = fil.clos_par = ""
    fil.full_clean()
    fil.save()


def _record(what: str, fil: FilCommentaire, actor: Actor, phrase: str) -> None:
    """The journal tells the act, never the words; what is internal bears a family that only the ARS reads."""
    family = "commentaire_interne" if fil.interne else "commentaire"
    record(
        f"{family}.{what}",
        f"{phrase}\u00a0: fiche-action {fil.action.numero}, {RUBRIQUES[fil.champ].lower()}.",
        actor=actor,
        obj=fil,
        ca_id=fil.action.programme.ca_id,
        organisation_id=fil.action.promoteur.organisation_id,
    )
