"""Instances: who sits, what they are for, how often they meet (R-GOUV-02 to R-GOUV-06, R-GOUV-22)."""

from django.core.exceptions import ValidationError
from django.db import transaction

from coop import horloge
from coop.accounts.predicates import require
from coop.journal.actors import Actor
from coop.organisations.enums import TypeOrganisation
from coop.organisations.models import Contact
from cooperatives import guide_gouvernance as guide
from cooperatives.enums import QualiteInstance, TypeInstance
from cooperatives.journal import note
from cooperatives.models import Cooperative, Instance, Membre, MembreInstance, Representant
from cooperatives.models.perimetre import running
from cooperatives.rules import animates
from cooperatives.workflows.reunions import convocations

REFUS = "La coordination de la coopérative écrit sa gouvernance."
UNSET = object()


@transaction.atomic
def create_instance(
    ca: Cooperative,
    *,
    actor: Actor,
    type: TypeInstance,
    nom: str = "",
    role_ecrit: str = "",
    periodicite_jours: int | None = None,
) -> Instance:
    """Create a body of the CA; the name of its kind when none is given.

    Raises Refused, ValidationError (a second comité de pilotage: `instance_un_copil_actif`).
    """
    require(animates, actor, ca, REFUS)
    row = Instance(
        ca=ca,
        type=type,
        nom=nom.strip() or TypeInstance(type).label,
        role_ecrit=role_ecrit.strip(),
        periodicite_jours=periodicite_jours,
        creee_le=horloge.today(),
    )
    row.full_clean()
    row.save()
    note("instance.create", f"L’instance «\u00a0{row.nom}\u00a0» a été créée.", actor=actor, ca=ca, obj=row)
    return row


@transaction.atomic
def create_copil(ca: Cooperative, *, actor: Actor) -> Instance:
    """Create the comité de pilotage in one step: one representative of each member, role of article 4.1, usual rhythm."""
    row = create_instance(
        ca,
        actor=actor,
        type=TypeInstance.COPIL,
        role_ecrit=guide.ROLE_COPIL,
        periodicite_jours=guide.RYTHME_COPIL,
    )
    seat_missing(row, actor=actor)
    return row


@transaction.atomic
def seat_missing(instance: Instance, *, actor: Actor) -> list[MembreInstance]:
    """Seat the titular representative of each active member that has nobody there; members without one are left out."""
    require(animates, actor, instance.ca, REFUS)
    seated = set(instance.participants.values_list("contact_id", flat=True))
    represented = instance.participants.filter(membre__isnull=False).values("membre")
    found = []
    for membre in instance.ca.membres.actifs().select_related("organisation").exclude(pk__in=represented):
        contact = first_representative(membre)
        if contact is not None and contact.pk not in seated:
            seated.add(contact.pk)
            found.append(seat(instance, actor=actor, contact=contact, membre=membre, qualite=_quality(membre)))
    return found


def first_representative(membre: Membre) -> Contact | None:
    """The titular representative of a member today, else the first substitute."""
    row = membre.representants.filter(running()).select_related("contact").order_by("-titulaire", "id").first()
    return row.contact if row else None


def _quality(membre: Membre) -> QualiteInstance:
    inhabitants = membre.organisation.type == TypeOrganisation.GROUPE_HABITANTS
    return QualiteInstance.HABITANT if inhabitants else QualiteInstance.MEMBRE


@transaction.atomic
def seat(
    instance: Instance,
    *,
    actor: Actor,
    contact: Contact,
    membre: Membre | None = None,
    qualite: QualiteInstance = QualiteInstance.MEMBRE,
) -> MembreInstance:
    """Give somebody a seat, for a member (found by its representation when not given) or in another quality.

    Raises Refused, ValidationError (closed instance, person already seated, person who speaks for no member).
    """
    ca = instance.ca
    require(animates, actor, ca, REFUS)
    _check_open(instance)
    membre = membre or _represented(ca, contact)
    if membre is None and qualite == QualiteInstance.MEMBRE:
        raise ValidationError(
            {
                "contact": "Cette personne ne représente aucun membre\u00a0: nommez-la d’abord, ou choisissez une autre qualité."
            }
        )
    if membre is not None:
        _check_speaks(ca, membre, contact)
    row = MembreInstance(instance=instance, contact=contact, membre=membre, qualite=qualite)
    row.full_clean()
    row.save()
    note(
        "instance.seat",
        f"{contact.fonction} siège dans «\u00a0{instance.nom}\u00a0».",
        actor=actor,
        ca=ca,
        obj=instance,
    )
    convocations.follow(ca, actor=actor)
    return row


def _check_open(instance: Instance) -> None:
    if instance.fin is not None:
        raise ValidationError("Cette instance est close.")


def _represented(ca: Cooperative, contact: Contact) -> Membre | None:
    rows = Representant.objects.filter(running(), contact=contact, membre__ca=ca).select_related("membre")
    row = rows.order_by("-titulaire", "id").first()
    return row.membre if row else None


def _check_speaks(ca: Cooperative, membre: Membre, contact: Contact) -> None:
    if membre.ca_id != ca.pk:
        raise ValidationError({"membre": "Ce membre est d’une autre coopérative."})
    named = membre.representants.filter(running(), contact=contact).exists()
    if not named and contact.organisation_id != membre.organisation_id:
        raise ValidationError({"contact": f"Cette personne ne représente pas {membre.organisation}."})


@transaction.atomic
def unseat(participant: MembreInstance, *, actor: Actor) -> None:
    """Take a seat back; presences already noted stay, and somebody convened to a meeting to come is told."""
    instance = participant.instance
    require(animates, actor, instance.ca, REFUS)
    name = participant.contact.fonction
    participant.delete()
    note(
        "instance.unseat", f"{name} ne siège plus dans «\u00a0{instance.nom}\u00a0».",
        actor=actor, ca=instance.ca, obj=instance,
    )  # fmt: skip
    convocations.follow(instance.ca, actor=actor)


@transaction.atomic
def write_role(
    instance: Instance,
    *,
    actor: Actor,
    role_ecrit: str,
    nom: str | None = None,
    periodicite_jours=UNSET,
    version: int | None = None,
) -> Instance:
    """Write what the instance is for (R-GOUV-04), its name and the rhythm decided together (R-GOUV-06), in days."""
    require(animates, actor, instance.ca, REFUS)
    instance.role_ecrit = role_ecrit.strip()
    instance.nom = instance.nom if nom is None else nom.strip()
    if periodicite_jours is not UNSET:
        instance.periodicite_jours = periodicite_jours
    instance.save_version(version)
    summary = f"Le rôle de l’instance «\u00a0{instance.nom}\u00a0» a été écrit."
    note("instance.write_role", summary, actor=actor, ca=instance.ca, obj=instance)
    return instance


@transaction.atomic
def close_instance(instance: Instance, *, actor: Actor) -> Instance:
    """The instance meets no more from today; its meetings and its composition stay readable."""
    require(animates, actor, instance.ca, REFUS)
    _check_open(instance)
    instance.fin = horloge.today()
    instance.save_version()
    note(
        "instance.close",
        f"L’instance «\u00a0{instance.nom}\u00a0» est close.",
        actor=actor,
        ca=instance.ca,
        obj=instance,
    )
    return instance


@transaction.atomic
def designate_evaluation_team(ca: Cooperative, *, actor: Actor, texte: str, version: int | None = None) -> Cooperative:
    """Write who is in charge of the follow-up and evaluation of the whole project (R-GOUV-22). Raises StaleVersion."""
    require(animates, actor, ca, REFUS)
    ca.equipe_evaluation = texte.strip()
    ca.save_version(version)
    note("cooperative.designate_evaluation_team", "L’équipe d’évaluation a été désignée.", actor=actor, ca=ca)
    return ca
