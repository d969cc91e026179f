"""The life of a bilan: transmission, reading by the DD (domain.md §3.4, decisions.md 24–26)."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction

from coop import horloge
from coop.accounts.predicates import require
from coop.documents.workflows import request as ask_document
from coop.gates import Blocked, Manque
from coop.journal.actors import Actor
from coop.journal.workflows import record
from coop.ui.typographie import date_longue, de
from evaluation import courriels
from evaluation.completude import actions_of, missing_to_transmit
from evaluation.enums import StatutBilan
from evaluation.models import Bilan, QuestionChamp, SaisiePourCompte, VersionBilan
from evaluation.queries.destinataires import contacts_of
from evaluation.rules import may_review, may_transmit
from evaluation.workflows.brouillon import NOT_YOURS, fix_targets, open_draft, save_line, save_summary
from evaluation.workflows.syntheses import refresh

__all__ = ["accept", "ask_completion", "open_draft", "remind", "reopen", "save_line", "save_summary", "transmit"]
UNSENT = "Une question attend d’être envoyée\u00a0: envoyez-la, ou retirez-la, puis acceptez."
SEE_QUESTIONS = "Voir les questions posées sur vos réponses."


@transaction.atomic
def transmit(bilan: Bilan, *, actor: Actor) -> VersionBilan:
    """Send the draft to the ARS: it becomes immutable and the figures move at once. Raises Blocked with what lacks."""
    require(may_transmit, actor, bilan, NOT_YOURS)
    bilan = (
        Bilan.objects.select_for_update(of=("self",))
        .select_related("ca", "partie__organisation", "partie__convention")
        .get(pk=bilan.pk)
    )
    version = bilan.versions.filter(transmise_le__isnull=True).first()
    if version is None:
        raise Blocked([Manque("brouillon", "Il n’y a pas de brouillon à transmettre.")])
    manques = too_early(bilan) + missing_to_transmit(version)
    if manques:
        raise Blocked(manques)
    _leave_what_others_carry(version, actor=actor)
    SaisiePourCompte.objects.filter(version=version).update(confirmee_par=actor.label, confirmee_le=horloge.now())
    fix_targets(version)
    version.transmise_le, version.transmise_par = horloge.now(), actor.label
    version.save_version()
    bilan.transmis_le, bilan.reouvert_jusqu_au = bilan.transmis_le or version.transmise_le, None
    _set_status(bilan, StatutBilan.TRANSMIS)
    refresh(bilan)
    summary = f"{bilan.partie.organisation.nom} a transmis son bilan du T{bilan.trimestre}."
    _log("bilan.transmit", summary, bilan, actor)
    ask_document(
        "bilan", version.pk, actor=actor, ca_id=bilan.ca_id, organisation_id=bilan.partie.organisation_id, final=True
    )
    courriels.acknowledge(version)
    return version


def _leave_what_others_carry(version: VersionBilan, *, actor: Actor) -> None:
    """An action that changed hands during the quarter is told by who carries it now: counted once, its words journaled."""
    carried = actions_of(version.bilan).values("pk")
    for line in version.lignes.exclude(action__in=carried).select_related("action"):
        kept = {"action": line.action.numero, "freins": line.freins, "leviers": line.leviers, "pistes": line.pistes}
        kept |= {name: getattr(line, name) for name in ("ressources", "groupes", "realisation", "objectifs")}
        summary = f"L’action {line.action.numero} a changé de promoteur\u00a0: elle n’est plus dans ce bilan."
        record("bilan.leave_action", summary, actor=actor, obj=version.bilan, ca_id=version.bilan.ca_id,
               organisation_id=version.bilan.partie.organisation_id, data=kept)  # fmt: skip
        line.delete()
    version.releves.exclude(indicateur__action__in=carried).delete()
    version.preuves.exclude(action__in=carried).delete()


def too_early(bilan: Bilan) -> list[Manque]:
    """A quarter is transmitted once it is over."""
    if horloge.today() >= bilan.fin:
        return []
    return [Manque("trimestre", "Le trimestre n’est pas terminé\u00a0: le bilan se transmet à partir de sa fin.")]


@transaction.atomic
def accept(bilan: Bilan, *, actor: Actor) -> Bilan:
    """The DD accepts what was transmitted: a status, not a figure (decisions.md 25)."""
    require(may_review, actor, bilan, "L’acceptation revient à la coordination de la délégation.")
    bilan = Bilan.objects.select_for_update(of=("self",)).select_related("partie__organisation").get(pk=bilan.pk)
    lapsed = bilan.statut == StatutBilan.A_COMPLETER and not bilan.ouvert
    if bilan.statut != StatutBilan.TRANSMIS and not lapsed:
        raise ValidationError("Seul un bilan transmis s’accepte.")
    if bilan.questions.filter(envoyee_le__isnull=True).exists():
        raise ValidationError(UNSENT)
    bilan.accepte_le, bilan.reouvert_jusqu_au = horloge.now(), None
    _set_status(bilan, StatutBilan.ACCEPTE)
    _log("bilan.accept", f"Bilan du T{bilan.trimestre} {de(bilan.partie.organisation.nom)} accepté.", bilan, actor)
    return bilan


@transaction.atomic
def ask_completion(bilan: Bilan, *, actor: Actor, commentaire: str) -> Bilan:
    """Send a transmitted bilan back with a motive and the questions asked; the figures keep the last version sent."""
    require(may_review, actor, bilan, "La demande de complément revient à la coordination de la délégation.")
    bilan = Bilan.objects.select_for_update(of=("self",)).select_related("partie__organisation").get(pk=bilan.pk)
    if bilan.statut not in (StatutBilan.TRANSMIS, StatutBilan.ACCEPTE):
        raise ValidationError("Seul un bilan transmis se renvoie.")
    asked = QuestionChamp.objects.filter(bilan=bilan, envoyee_le__isnull=True)
    motive = commentaire.strip() or (SEE_QUESTIONS if asked.exists() else "")
    if not motive:
        raise ValidationError({"commentaire": "Dites ce qu’il faut compléter."})
    asked.update(envoyee_le=horloge.now())
    bilan.commentaire_dd, bilan.accepte_le = motive, None
    _set_status(bilan, StatutBilan.A_COMPLETER)
    summary = f"Complément demandé à {bilan.partie.organisation.nom} pour le T{bilan.trimestre}."
    _log("bilan.ask_completion", summary, bilan, actor, comment=bilan.commentaire_dd)
    courriels.ask_completion(bilan, actor=actor)
    return bilan


@transaction.atomic
def reopen(bilan: Bilan, *, actor: Actor, motif: str, jusqu_au: date) -> Bilan:
    """Let the party correct what it sent until the end of a day; what it sent stays, and counts until it sends again."""
    require(may_review, actor, bilan, "La réouverture revient à la coordination de la délégation.")
    bilan = Bilan.objects.select_for_update(of=("self",)).select_related("ca", "partie__organisation").get(pk=bilan.pk)
    if bilan.transmis_le is None:
        raise ValidationError("Seul un bilan transmis se rouvre.")
    if not motif.strip():
        raise ValidationError({"motif": "Dites pourquoi le bilan est rouvert."})
    if jusqu_au <= horloge.today():
        raise ValidationError({"jusqu_au": "Choisissez un jour à venir."})
    bilan.commentaire_dd, bilan.accepte_le, bilan.reouvert_jusqu_au = motif.strip(), None, jusqu_au
    _set_status(bilan, StatutBilan.A_COMPLETER)
    told = f"Bilan du T{bilan.trimestre} {de(bilan.partie.organisation.nom)} rouvert jusqu’au {date_longue(jusqu_au)}."
    _log("bilan.reopen", told, bilan, actor, comment=bilan.commentaire_dd)
    courriels.ask_completion(bilan, actor=actor)
    return bilan


@transaction.atomic
def remind(bilan: Bilan, *, actor: Actor) -> int:
    """Write again to those who owe the bilan, with their link; returns how many people were written to.

    Raises ValidationError when nothing is awaited or nobody can be written to; once a day a person at most.
    """
    require(may_review, actor, bilan, "La relance revient à la coordination de la délégation.")
    if not bilan.ouvert:
        raise ValidationError("Ce bilan est transmis\u00a0: il n’y a personne à relancer.")
    people = contacts_of(bilan)
    if not any(contact.email for contact in people):
        raise ValidationError("Aucun représentant n’a d’adresse électronique\u00a0: complétez la fiche du membre.")
    sent = courriels.remind(bilan, people, f"relance:{horloge.today()}", actor=actor)
    if sent:
        _log(
            "bilan.remind",
            f"{bilan.partie.organisation.nom} a été relancé pour le bilan du T{bilan.trimestre}.",
            bilan,
            actor,
        )
    return sent


def _set_status(bilan: Bilan, statut: StatutBilan) -> None:
    bilan.statut = statut
    bilan.full_clean()
    bilan.save()


def _log(verb: str, summary: str, bilan: Bilan, actor: Actor, comment: str = "") -> None:
    record(
        verb,
        summary,
        actor=actor,
        obj=bilan,
        ca_id=bilan.ca_id,
        comment=comment,
        organisation_id=bilan.partie.organisation_id,
    )
