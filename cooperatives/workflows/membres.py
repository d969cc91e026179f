"""The life of a membership (§3.4): repéré → invité → partant → membre → signataire, or « ne participe pas »."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction

from coop import horloge
from coop.accounts import workflows as accounts
from coop.accounts.enums import RoleMandat
from coop.accounts.models import User
from coop.accounts.predicates import require
from coop.journal.actors import Actor
from coop.notifications import mail
from coop.organisations.models import Contact, Organisation
from cooperatives.enums import StatutMembre
from cooperatives.journal import note
from cooperatives.models import Cooperative, Membre, Representant
from cooperatives.models.perimetre import running
from cooperatives.rules import animates, coordinates, writes_member

AVANT = (StatutMembre.REPERE, StatutMembre.INVITE, StatutMembre.PARTANT)
CLOS = (StatutMembre.SORTI, StatutMembre.REFUS)
UNSET = object()


@transaction.atomic
def propose(ca: Cooperative, *, actor: Actor, organisation: Organisation, role_mission: str = "") -> Membre:
    """Note an actor spotted on the territory, without inviting it yet (R-AMONT-02)."""
    require(animates, actor, ca, "La coordination et les co-pilotes repèrent les acteurs.")
    membre = Membre(ca=ca, organisation=organisation, role_mission=role_mission.strip())
    membre.full_clean()
    membre.save()
    _note("membre.propose", f"{organisation} a été repéré.", membre, actor)
    return membre


@transaction.atomic
def invite(
    ca: Cooperative, *, actor: Actor, organisation: Organisation, contact: Contact | None = None, role_mission: str = ""
) -> Membre:
    """Invite an organisation; `contact` becomes its representative and receives a message when it has an address.

    Somebody without account is invited to open one. Raises Refused, ValidationError when the organisation already
    takes part.
    """
    require(coordinates, actor, ca, "La délégation départementale invite les membres.")
    membre = ca.membres.filter(organisation=organisation, statut=StatutMembre.REPERE).first()
    membre = membre or Membre(ca=ca, organisation=organisation)
    membre.statut = StatutMembre.INVITE
    membre.role_mission = role_mission.strip() or membre.role_mission
    if membre.pk:
        membre.save_version()
    else:
        membre.full_clean()
        membre.save()
    if contact is not None:
        _represent(membre, contact)
    _note("membre.invite", f"{organisation} a été invité à rejoindre la coopérative.", membre, actor)
    if contact is not None and contact.email:
        _write_to(contact, membre, actor)
    return membre


def _represent(membre: Membre, contact: Contact) -> None:
    if not membre.representants.filter(running(), contact=contact).exists():
        row = Representant(membre=membre, contact=contact, debut=horloge.today())
        row.full_clean()
        row.save()


def _write_to(contact: Contact, membre: Membre, actor: Actor) -> None:
    ca = membre.ca
    if not User.objects.filter(contact=contact).exists() and not actor.is_system:
        accounts.invite(contact, actor=actor, ca_id=ca.pk)
        return
    mail.send(
        contact=contact,
        kind="cooperatives.invitation",
        subject=f"Invitation à rejoindre la coopérative d’acteurs «\u00a0{ca.intitule}\u00a0»",
        template="cooperatives/mails/invitation.txt",
        context={"ca": ca, "organisation": membre.organisation},
        ca_id=ca.pk,
        departement=ca.departement.code,
        organisation_id=membre.organisation_id,
    )


@transaction.atomic
def mark_partant(membre: Membre, *, actor: Actor) -> Membre:
    """The organisation is « partante » a priori (R-CONST-01)."""
    require(animates, actor, membre.ca, "La coordination tient la liste des membres.")
    _from(membre, (StatutMembre.REPERE, StatutMembre.INVITE), "n’attend plus de réponse")
    return _become(membre, StatutMembre.PARTANT, actor, "membre.partant", "est partant")


@transaction.atomic
def join(membre: Membre, *, actor: Actor, on: date | None = None) -> Membre:
    """The organisation becomes a member on the day `on` (today by default); entry is open all along (R-ENG-04)."""
    require(animates, actor, membre.ca, "La coordination tient la liste des membres.")
    _from(membre, AVANT, "est déjà membre ou ne participe plus")
    membre.date_entree = on or horloge.today()
    return _become(membre, StatutMembre.MEMBRE, actor, "membre.join", "est devenu membre")


@transaction.atomic
def refuse(membre: Membre, *, actor: Actor, motif: str) -> Membre:
    """The organisation does not take part; the reason is kept. A member leaves by the convention's rules instead."""
    require(animates, actor, membre.ca, "La coordination tient la liste des membres.")
    _from(membre, AVANT, "est membre\u00a0: une sortie suit les règles de la convention")
    if not motif.strip():
        raise ValidationError({"motif": "Dites en une phrase pourquoi l’organisation ne participe pas."})
    membre.motif_sortie = motif.strip()
    return _become(membre, StatutMembre.REFUS, actor, "membre.refuse", "ne participe pas")


def _from(membre: Membre, expected: tuple, otherwise: str) -> None:
    if membre.statut not in expected:
        raise ValidationError(f"{membre.organisation} {otherwise}.")


def _become(membre: Membre, statut: StatutMembre, actor: Actor, verb: str, words: str) -> Membre:
    membre.statut = statut
    membre.save_version()
    _note(verb, f"{membre.organisation} {words}.", membre, actor, membre.motif_sortie)
    return membre


@transaction.atomic
def update_role(
    membre: Membre, *, actor: Actor, role_mission: str, engagement_direction_le=UNSET, version: int | None = None
) -> Membre:
    """Write « Qui fait quoi ? » of a member, and the day its direction committed itself when given.

    The organisation may do it for itself. Raises Refused, StaleVersion.
    """
    require(writes_member, actor, membre, "Vous pouvez modifier le rôle de votre organisation, pas celui des autres.")
    membre.role_mission = role_mission.strip()
    if engagement_direction_le is not UNSET:
        membre.engagement_direction_le = engagement_direction_le
    membre.save_version(version)
    _note("membre.update_role", f"Le rôle de {membre.organisation} a été écrit.", membre, actor)
    return membre


@transaction.atomic
def name_representative(
    membre: Membre,
    *,
    actor: Actor,
    contact: Contact,
    titulaire: bool = True,
    mandat: str = "",
    peut_engager: bool = False,
) -> Representant:
    """Name a person for a member, or rewrite what its structure entrusts it (R-ENG-07).

    Raises Refused, ValidationError when the membership has ended or when the person is of another organisation.
    """
    require(writes_member, actor, membre, "Vous nommez les représentants de votre organisation, pas ceux des autres.")
    if membre.statut in CLOS:
        raise ValidationError("Cette organisation ne participe plus à la coopérative.")
    if not _speaks_for(contact, membre.organisation_id):
        raise ValidationError({"contact": "Cette personne est d’une autre organisation."})
    row = membre.representants.filter(running(), contact=contact).first()
    row = row or Representant(membre=membre, contact=contact, debut=horloge.today())
    row.titulaire, row.mandat, row.peut_engager = titulaire, mandat.strip(), peut_engager
    row.full_clean()
    row.save()
    _note("membre.name_representative", f"{contact.fonction} représente {membre.organisation}.", membre, actor)
    return row


def _speaks_for(contact: Contact, organisation_id: int) -> bool:
    """By employment, by mandate, or because the person has no organisation of its own (decisions.md 1)."""
    if contact.organisation_id in (None, organisation_id):
        return True
    mandates = contact.mandates.active().filter(role=RoleMandat.PARTENAIRE, organisation_id=organisation_id)
    return mandates.exists()


@transaction.atomic
def end_representation(representant: Representant, *, actor: Actor) -> None:
    """The person no longer represents the member; somebody named today by mistake leaves no row."""
    membre = representant.membre
    require(writes_member, actor, membre, "Vous retirez les représentants de votre organisation, pas ceux des autres.")
    if representant.debut >= horloge.today():
        representant.delete()
    else:
        representant.fin = horloge.today()
        representant.full_clean()
        representant.save(update_fields=["fin"])
    _note(
        "membre.end_representation",
        f"{representant.contact.fonction} ne représente plus {membre.organisation}.",
        membre,
        actor,
    )


def _note(verb: str, summary: str, membre: Membre, actor: Actor, comment: str = "") -> None:
    note(verb, summary, actor=actor, ca=membre.ca, obj=membre, comment=comment, organisation_id=membre.organisation_id)
