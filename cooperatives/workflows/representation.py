"""What a member does and who speaks for it: « Qui fait quoi ? », positioning, commitment, mandates (R-DEF-14, R-ENG-07)."""

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from coop import horloge
from coop.accounts.enums import RoleMandat
from coop.accounts.predicates import require
from coop.documents import pieces
from coop.documents.models import Piece
from coop.journal.actors import Actor
from coop.organisations.models import Contact
from cooperatives.enums import AncienTitulaire
from cooperatives.journal import note
from cooperatives.models import Membre, Representant
from cooperatives.models.perimetre import running
from cooperatives.pieces import ENGAGEMENT
from cooperatives.queries.membres import titulaires
from cooperatives.rules import writes_member
from cooperatives.vie_membre import CLOS
from cooperatives.workflows.mandats import end_today, pass_seats, seats_of
from cooperatives.workflows.reunions import convocations

UNSET = object()
DEJA_TITULAIRE = (
    "Une organisation a un titulaire et un suppléant\u00a0: dites ce que devient {}, titulaire aujourd’hui."
)


@transaction.atomic
def update_role(
    membre: Membre,
    *,
    actor: Actor,
    role_mission: str,
    engagement_direction_le: object = UNSET,
    engagement: UploadedFile | None = None,
    positionnement: object = UNSET,
    positionnement_texte: str = "",
    version: int | None = None,
) -> Membre:
    """Write « Qui fait quoi ? » of a member, its positioning, the day its direction committed itself and its letter.

    The organisation may do it for itself. Raises Refused, ValidationError, StaleVersion.
    """
    require(writes_member, actor, membre, "Vous pouvez modifier le rôle de votre organisation, pas celui des autres.")
    membre.role_mission = role_mission.strip()
    if engagement_direction_le is not UNSET:
        membre.engagement_direction_le = engagement_direction_le
    if positionnement is not UNSET:
        membre.positionnement, membre.positionnement_texte = positionnement, positionnement_texte.strip()
    if engagement is not None:
        membre.engagement_document = _keep(membre, engagement, actor)
    membre.save_version(version)
    _note("membre.update_role", f"Le rôle de {membre.organisation} a été écrit.", membre, actor)
    return membre


def _keep(membre: Membre, upload: UploadedFile, actor: Actor) -> Piece:
    if membre.engagement_direction_le is None:
        raise ValidationError({"engagement_direction_le": "Datez l’engagement dont vous joignez l’écrit."})
    ca = membre.ca
    return pieces.store(
        upload, kind=ENGAGEMENT, subject_id=membre.pk, actor=actor, ca_id=ca.pk, departement=ca.departement.code,
        organisation_id=membre.organisation_id,
    )  # fmt: skip


@transaction.atomic
def name_representative(
    membre: Membre,
    *,
    actor: Actor,
    contact: Contact,
    titulaire: bool = True,
    mandat: str = "",
    peut_engager: bool = False,
    engagements: str = "",
    ancien: AncienTitulaire | str = "",
    raison_second: str = "",
) -> Representant:
    """Name a person for a member, or rewrite what its structure entrusts it and may be committed by it (R-ENG-07).

    `ancien` says what becomes of the titulaire there is already; two of them want a reason. Raises Refused,
    ValidationError when the membership has ended or when the person is of another organisation.
    """
    require(writes_member, actor, membre, "Vous nommez les représentants de votre organisation, pas ceux des autres.")
    if membre.statut in CLOS:
        raise ValidationError("Cette organisation ne participe plus à la coopérative.")
    row = membre.representants.filter(running(), contact=contact).first()
    if row is None and not _speaks_for(contact, membre.organisation_id):
        raise ValidationError({"contact": "Cette personne est d’une autre organisation."})
    row = row or Representant(membre=membre, contact=contact, debut=horloge.today())
    others = list(titulaires(membre).exclude(contact=contact)) if titulaire else []
    row.titulaire, row.mandat, row.peut_engager = titulaire, mandat.strip(), peut_engager
    row.engagements = engagements.strip() if peut_engager else ""
    row.raison_second = _reason(others, ancien, raison_second)
    row.full_clean()
    row.save()
    _succeed(others, row, ancien)
    _note("membre.name_representative", _told(row, others, ancien), membre, actor)
    convocations.follow(membre.ca, actor=actor)
    return row


def _reason(others: list[Representant], ancien: str, reason: str) -> str:
    """Why there are two titulaires; nothing when there is one. Raises ValidationError when nobody said what becomes of the first."""
    if not others:
        return ""
    if ancien not in AncienTitulaire:
        raise ValidationError({"ancien": DEJA_TITULAIRE.format(", ".join(map(str, others)))})
    if ancien != AncienTitulaire.GARDE:
        return ""
    if not reason.strip():
        raise ValidationError({"raison_second": "Dites en une phrase pourquoi deux personnes sont titulaires."})
    return reason.strip()


def _succeed(others: list[Representant], row: Representant, ancien: str) -> None:
    """The titulaires there were leave their mandate and their seats to `row`, or stay as suppléants."""
    for other in others:
        if ancien == AncienTitulaire.REMPLACE:
            pass_seats(seats_of(other), row.contact)
            end_today(other)
        elif ancien == AncienTitulaire.SUPPLEANT:
            other.titulaire, other.raison_second = False, ""
            other.save(update_fields=["titulaire", "raison_second"])


def _told(row: Representant, others: list[Representant], ancien: str) -> str:
    if others and ancien == AncienTitulaire.REMPLACE:
        return f"{row} remplace {', '.join(map(str, others))} et représente {row.membre.organisation}."
    return f"{row} représente {row.membre.organisation}."


def _speaks_for(contact: Contact, organisation_id: int) -> bool:
    """By employment, by mandate, or because the person has no organisation of its own (decisions.md 1)."""
    if contact.organisation_id in (None, organisation_id):
        return True
    mandates = contact.mandates.active().filter(role=RoleMandat.PARTENAIRE, organisation_id=organisation_id)
    return mandates.exists()


@transaction.atomic
def end_representation(representant: Representant, *, actor: Actor) -> None:
    """The person no longer represents the member and leaves its seats; named today by mistake, it leaves no row."""
    membre = representant.membre
    require(writes_member, actor, membre, "Vous retirez les représentants de votre organisation, pas ceux des autres.")
    who = str(representant)
    seats_of(representant).delete()
    end_today(representant)
    _note("membre.end_representation", f"{who} ne représente plus {membre.organisation}.", membre, actor)
    convocations.follow(membre.ca, actor=actor)


def _note(verb: str, summary: str, membre: Membre, actor: Actor) -> None:
    note(verb, summary, actor=actor, ca=membre.ca, obj=membre, organisation_id=membre.organisation_id)
