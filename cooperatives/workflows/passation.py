"""The lettre de mission of a coordinator, and the passation to a successor (R-COORD-06, -11, -12)."""

from datetime import date
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.db.models import F

from coop import horloge
from coop.accounts.predicates import require
from coop.documents import pieces
from coop.journal.actors import Actor
from coop.organisations.models import Contact
from cooperatives.enums import TypeCoordinateur
from cooperatives.journal import note
from cooperatives.models import Cooperative, Coordinateur, LettreMission, Passation, Representant
from cooperatives.models.perimetre import running
from cooperatives.pieces import LETTRE
from cooperatives.queries.passation import a_transmettre
from cooperatives.rules import coordinates
from cooperatives.workflows import coordination
from cooperatives.workflows.mandats import pass_seats
from cooperatives.workflows.reunions import convocations

REFUS_LETTRE = "La délégation départementale écrit les lettres de mission."
REFUS = "La délégation départementale organise la passation."


@transaction.atomic
def write_letter(
    coordinateur: Coordinateur,
    *,
    actor: Actor,
    missions: str,
    datee_le: date | None = None,
    rattachement: str = "",
    quotite: Decimal | None = None,
    piece: UploadedFile | None = None,
    version: int | None = None,
) -> LettreMission:
    """Write what a coordinator is entrusted with, its date, the signed letter. Raises Refused, StaleVersion, ValidationError."""
    ca = coordinateur.ca
    require(coordinates, actor, ca, REFUS_LETTRE)
    row = LettreMission.objects.select_for_update().filter(coordinateur=coordinateur).first()
    row = row or LettreMission(coordinateur=coordinateur)
    if datee_le and datee_le > horloge.today():
        raise ValidationError({"datee_le": "Cette date est dans le futur."})
    if piece and not datee_le:
        raise ValidationError({"datee_le": "Datez la lettre de mission que vous joignez."})
    row.missions, row.datee_le, row.rattachement = missions.strip(), datee_le, rattachement.strip()
    row.quotite = quotite
    if piece:
        row.piece = pieces.store(
            piece, kind=LETTRE, subject_id=coordinateur.pk, actor=actor, ca_id=ca.pk, departement=ca.departement.code
        )
    if row.pk:
        row.save_version(version)
    else:
        row.full_clean()
        row.save()
    summary = f"Lettre de mission écrite\u00a0: {coordinateur.contact.fonction}."
    note("coordination.write_letter", summary, actor=actor, ca=ca, obj=row)
    return row


@transaction.atomic
def hand_over(ca: Cooperative, *, actor: Actor, rang: int, successeur: Contact, mot: str = "") -> Passation:
    """Name the successor in the place of a coordinator and hand over what was in its name: one act, dated today.

    Open tasks and decisions change hands; mandates and seats in the instances end for the one and begin for the
    other, so that history keeps both. Raises Refused, ValidationError.
    """
    require(coordinates, actor, ca, REFUS)
    ca = Cooperative.objects.select_for_update(of=("self",)).select_related("departement").get(pk=ca.pk)
    leaving = ca.coordinateurs.filter(running(), rang=rang).select_related("contact").first()
    if leaving is None:
        raise ValidationError("Cette place de coordinateur est libre.")
    if successeur.pk == leaving.contact_id:
        raise ValidationError({"successeur": "Choisissez une autre personne."})
    old = leaving.contact
    todo = a_transmettre(ca, old)
    _appoint(ca, actor, leaving, successeur)
    row = Passation(ca=ca, de=old, a=successeur, rang=rang, mot=mot.strip(), auteur=actor.label)
    row.taches = _rename([*todo.etapes, *todo.taches], successeur)
    row.decisions = _rename(todo.decisions, successeur)
    row.mandats = _transfer_mandates(todo.mandats, successeur) + pass_seats(todo.sieges, successeur)
    row.full_clean()
    row.save()
    convocations.follow(ca, actor=actor)
    summary = f"Passation de {old.fonction} à {successeur.fonction}."
    note("coordination.hand_over", summary, actor=actor, ca=ca, obj=row, comment=row.mot)
    return row


def _appoint(ca: Cooperative, actor: Actor, leaving: Coordinateur, successeur: Contact) -> None:
    if leaving.rang == 1:
        coordination.replace_first(ca, actor=actor, contact=successeur)
    else:
        coordination.appoint_second(ca, actor=actor, contact=successeur, type=TypeCoordinateur(leaving.type))


def _rename(rows: list, successeur: Contact) -> int:
    """What the one who leaves holds takes the successor, as a person where it was one, in words otherwise."""
    for row in rows:
        held = getattr(row, "contact_id", None) is not None
        changes = {"contact": successeur} if held else {"responsable": successeur.fonction[:150]}
        if hasattr(row, "version"):
            changes["version"] = F("version") + 1
        type(row)._base_manager.filter(pk=row.pk).update(**changes)
    return len(rows)


def _transfer_mandates(rows: list[Representant], successeur: Contact) -> int:
    """The successor takes each mandate over; where it was suppléant of a titulaire who leaves, it becomes titulaire."""
    today = horloge.today()
    for row in rows:
        row.fin = today
        row.save(update_fields=["fin"])
        heir = row.membre.representants.filter(running(), contact=successeur).first()
        heir = heir or Representant(
            membre=row.membre, contact=successeur, titulaire=False, mandat=row.mandat,
            peut_engager=row.peut_engager, engagements=row.engagements, debut=today,
        )  # fmt: skip
        heir.titulaire = heir.titulaire or row.titulaire
        heir.full_clean()
        heir.save()
    return len(rows)
