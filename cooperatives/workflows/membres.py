"""The life of a membership (§3.4): repéré → invité → partant → membre → signataire, or « ne participe pas »."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction

from coop import horloge
from coop.accounts import workflows as accounts
from coop.accounts.models import User
from coop.accounts.predicates import require
from coop.journal.actors import Actor
from coop.notifications import mail
from coop.organisations.models import Contact, Organisation
from coop.ui.rubriques import lien
from cooperatives.enums import StatutMembre
from cooperatives.journal import note
from cooperatives.models import Cooperative, Membre, MembreInstance, Representant
from cooperatives.models.membres import reste
from cooperatives.models.perimetre import running
from cooperatives.queries.membres import titulaires
from cooperatives.rules import animates, coordinates
from cooperatives.vie_membre import CLOS, may_become
from cooperatives.workflows.representation import end_representation, name_representative, update_role
from cooperatives.workflows.reunions import convocations

__all__ = [
    "CLOS",
    "end_representation",
    "invite",
    "join",
    "leave",
    "mark_partant",
    "name_representative",
    "propose",
    "refuse",
    "update_role",
]
PARTY_LEAVES = (
    "{} est partie à la convention\u00a0: sa sortie n’est possible qu’à l’échéance annuelle, par la convention."
)


@transaction.atomic
def propose(ca: Cooperative, *, actor: Actor, organisation: Organisation, role_mission: str = "") -> Membre:
    """Note an actor spotted on the territory, without inviting it yet (R-AMONT-02)."""
    require(animates, actor, ca, "La coordination et les co-pilotes repèrent les acteurs.")
    _close_ended(ca, organisation, actor)
    membre = Membre(ca=ca, organisation=organisation, role_mission=role_mission.strip())
    membre.full_clean()
    membre.save()
    _note("membre.propose", f"{organisation} a été repéré.", membre, actor)
    return membre


@transaction.atomic
def invite(
    ca: Cooperative,
    *,
    actor: Actor,
    organisation: Organisation,
    contact: Contact | None = None,
    role_mission: str = "",
    fonction: str = "",
) -> Membre:
    """Invite an organisation; `contact` becomes its representative and receives a message when it has an address.

    Somebody without account is invited to open one. `fonction` is what the person is shown as, when the one who
    invites does not see its contact. Raises Refused, ValidationError when the organisation already
    takes part.
    """
    require(coordinates, actor, ca, "La délégation départementale invite les membres.")
    _close_ended(ca, organisation, actor)
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
        _represent(membre, contact, fonction)
    _note("membre.invite", f"{organisation} a été invité à rejoindre la coopérative.", membre, actor)
    if contact is not None and contact.email:
        _write_to(contact, membre, actor)
    return membre


def _close_ended(ca: Cooperative, organisation: Organisation, actor: Actor) -> None:
    """A party that left on a day that has come returns by another participation: the first one is closed (decisions.md 12)."""
    ended = ca.membres.filter(organisation=organisation, statut=StatutMembre.SIGNATAIRE).exclude(reste())
    for membre in ended.select_related("ca__departement", "organisation"):
        become(membre, StatutMembre.SORTI, actor=actor, verb="membre.leave", words="ne participe plus")


def _represent(membre: Membre, contact: Contact, fonction: str) -> None:
    """Titulaire, unless its organisation has one already."""
    if not membre.representants.filter(running(), contact=contact).exists():
        first = not titulaires(membre).exists()
        row = Representant(
            membre=membre, contact=contact, titulaire=first, debut=horloge.today(), fonction=fonction.strip()
        )
        row.full_clean()
        row.save()


def _write_to(contact: Contact, membre: Membre, actor: Actor) -> None:
    ca = membre.ca
    if not User.objects.filter(contact=contact).exists() and not actor.is_system:
        objet = f"La délégation départementale de l’ARS ({ca.departement.nom}) invite {membre.organisation} à rejoindre la coopérative d’acteurs «\u00a0{ca.intitule}\u00a0»."
        accounts.invite(contact, actor=actor, ca_id=ca.pk, objet=objet)
        return
    mail.send(
        contact=contact,
        kind="cooperatives.invitation",
        subject=f"Invitation à rejoindre la coopérative d’acteurs «\u00a0{ca.intitule}\u00a0»",
        template="cooperatives/mails/invitation.txt",
        context={
            "ca": ca,
            "organisation": membre.organisation,
            "action_label": "Répondre à l’invitation",
            "action_url": lien("cooperatives:invitation_recue", pk=membre.pk),
        },
        ca_id=ca.pk,
        departement=ca.departement.code,
        organisation_id=membre.organisation_id,
    )


@transaction.atomic
def mark_partant(membre: Membre, *, actor: Actor) -> Membre:
    """The organisation is « partante » a priori (R-CONST-01)."""
    require(animates, actor, membre.ca, "La coordination tient la liste des membres.")
    _may(membre, StatutMembre.PARTANT, "n’attend plus de réponse")
    return become(membre, StatutMembre.PARTANT, actor=actor, verb="membre.partant", words="compte parmi les partants")


@transaction.atomic
def join(membre: Membre, *, actor: Actor, on: date | None = None) -> Membre:
    """The organisation becomes a member on the day `on` (today by default); entry is open all along (R-ENG-04)."""
    require(animates, actor, membre.ca, "La coordination tient la liste des membres.")
    _may(membre, StatutMembre.MEMBRE, "est déjà membre ou ne participe plus")
    if on is not None and on > horloge.today():
        raise ValidationError({"date_entree": "L’entrée est un fait\u00a0: sa date ne peut pas être à venir."})
    membre.date_entree = on or horloge.today()
    return become(membre, StatutMembre.MEMBRE, actor=actor, verb="membre.join", words="devient membre")


@transaction.atomic
def refuse(membre: Membre, *, actor: Actor, motif: str) -> Membre:
    """The organisation does not take part; the reason is kept. A member leaves by the convention's rules instead."""
    require(animates, actor, membre.ca, "La coordination tient la liste des membres.")
    _may(membre, StatutMembre.REFUS, "est membre\u00a0: une sortie suit les règles de la convention")
    if not motif.strip():
        raise ValidationError({"motif": "Dites en une phrase pourquoi l’organisation ne participe pas."})
    membre.motif_sortie = motif.strip()
    return become(membre, StatutMembre.REFUS, actor=actor, verb="membre.refuse", words="ne participe pas")


@transaction.atomic
def leave(membre: Membre, *, actor: Actor, motif: str, concertation_le: date | None, on: date | None = None) -> Membre:
    """A member that is no party leaves on the day `on` (today by default), after concertation with the DD (R-ENG-05).

    A party leaves at the annual échéance, by the convention. Raises Refused, ValidationError.
    """
    require(coordinates, actor, membre.ca, "La délégation départementale note les sorties, après concertation.")
    if membre.statut == StatutMembre.SIGNATAIRE:
        raise ValidationError(PARTY_LEAVES.format(membre.organisation))
    _may(membre, StatutMembre.SORTI, "n’est pas membre")
    day = on or horloge.today()
    _check_exit(motif, concertation_le, day)
    membre.motif_sortie, membre.concertation_le, membre.date_sortie = motif.strip(), concertation_le, day
    return become(membre, StatutMembre.SORTI, actor=actor, verb="membre.leave", words="ne participe plus")


def _check_exit(motif: str, concertation_le: date | None, on: date) -> None:
    if on > horloge.today():
        raise ValidationError({"date_sortie": "La sortie est un fait\u00a0: sa date ne peut pas être à venir."})
    if not motif.strip():
        raise ValidationError({"motif": "Dites en une phrase pourquoi l’organisation s’en va."})
    if concertation_le is None:
        raise ValidationError(
            {"concertation_le": "Une sortie suit une concertation avec la délégation départementale\u00a0: datez-la."}
        )
    if concertation_le > on:
        raise ValidationError({"concertation_le": "La concertation précède la sortie."})


def _may(membre: Membre, statut: StatutMembre, otherwise: str) -> None:
    if not may_become(membre.statut, statut):
        raise ValidationError(f"{membre.organisation} {otherwise}.")


def become(membre: Membre, statut: StatutMembre, *, actor: Actor, verb: str, words: str) -> Membre:
    """Write the new state, end the seats of who no longer takes part, journal it, follow the convocations."""
    membre.statut = statut
    membre.save_version()
    if statut in CLOS:  # a seat opens the coopérative to whoever sits: it ends with the participation
        MembreInstance.objects.filter(membre=membre, instance__fin__isnull=True).delete()
    _note(verb, f"{membre.organisation} {words}.", membre, actor, membre.motif_sortie)
    convocations.follow(membre.ca, actor=actor)
    return membre


def _note(verb: str, summary: str, membre: Membre, actor: Actor, comment: str = "") -> None:
    note(verb, summary, actor=actor, ca=membre.ca, obj=membre, comment=comment, organisation_id=membre.organisation_id)
