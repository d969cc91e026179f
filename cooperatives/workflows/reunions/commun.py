"""What the verbs of a meeting share."""

from collections.abc import Iterable
from datetime import datetime, time, timedelta

from django.core.exceptions import ValidationError
from django.utils import timezone

from coop import horloge
from coop.accounts import liens
from coop.accounts.enums import UsageLien
from coop.accounts.models import PersonalLink
from coop.journal.actors import Actor
from coop.journal.models import Entry
from coop.notifications import ics, mail
from coop.notifications.models import Mail
from coop.organisations.models import Contact
from coop.ui import typographie
from coop.ui.rubriques import lien
from cooperatives import agenda
from cooperatives.enums import StatutReunion
from cooperatives.journal import note as write
from cooperatives.models import Reunion
from cooperatives.queries.participants import coordinators

REFUS = "La coordination de la coopérative tient les réunions."
A_VENIR = (StatutReunion.PLANIFIEE, StatutReunion.CONVOQUEE)
FINIE = "Cette réunion est passée ou annulée."


def titre(reunion: Reunion) -> str:
    """« Comité de pilotage du 15 janvier 2027 »: the day it was held once it was."""
    day = reunion.tenue_le or reunion.prevue_le
    return f"{nom(reunion)} du {typographie.date_longue(day)}"


def nom(reunion: Reunion) -> str:
    return reunion.instance.nom if reunion.instance_id else reunion.get_type_display()


def url(reunion: Reunion) -> str:
    return lien("cooperatives:reunion", ca_ref=reunion.ca.reference, reunion_id=reunion.pk)


def check_state(reunion: Reunion, allowed: Iterable[str], otherwise: str) -> None:
    if reunion.statut not in allowed:
        raise ValidationError(otherwise)


def note(verb: str, summary: str, reunion: Reunion, *, actor: Actor, comment: str = "") -> Entry:
    return write(verb, summary, actor=actor, ca=reunion.ca, obj=reunion, comment=comment)


def link_until(reunion: Reunion) -> datetime | None:
    """The moment from which a link to the meeting opens nothing: after the meeting, or after the time of remarks."""
    if reunion.statut in A_VENIR:
        return _midnight_after(typographie.jour_civil(reunion.prevue_le))
    if reunion.statut == StatutReunion.CR_DIFFUSE and reunion.cr_remarques_jusqu_au:
        return _midnight_after(reunion.cr_remarques_jusqu_au)
    return None


def _midnight_after(day) -> datetime:
    return timezone.make_aware(datetime.combine(day + timedelta(days=1), time.min))


def renewal(link: PersonalLink) -> datetime | None:
    """Until when a renewed link runs; None when the meeting is cancelled or its time is over."""
    until = link_until(reunion) if (reunion := Reunion.objects.filter(pk=link.object_id).first()) else None
    return until if until and until > horloge.now() else None


def over(link: PersonalLink) -> str:
    """Why a closed link asks nothing more about its meeting."""
    reunion = Reunion.objects.filter(pk=link.object_id).first()
    if reunion is None or renewal(link):
        return ""
    if reunion.statut == StatutReunion.ANNULEE:
        return "Cette réunion est annulée."
    jour = typographie.date_longue(reunion.prevue_le)
    return f"Cette réunion était prévue le {jour}. Il n’y a plus de réponse à donner."


def address(reunion: Reunion, contact: Contact, *, actor: Actor) -> tuple[str, list[str]]:
    """(where the mail leads, what its kept text hides): the page for those who have an account, else a personal link."""
    until = link_until(reunion)
    if hasattr(contact, "user") or not contact.email or until is None or until <= horloge.now():
        return url(reunion), []
    issued = liens.create(
        contact=contact,
        usage=UsageLien.REUNION,
        object_id=reunion.pk,
        expire_le=until,
        actor=actor,
        ca_id=reunion.ca_id,
    )
    return issued.url, [issued.url]


def invitation(reunion: Reunion, contact: Contact, organisateur: Contact | None, *, retire: bool = False) -> mail.File:
    """The calendar file of one person: accepted, moved or removed by the calendar they use (`retire` removes it for them)."""
    name = f"{nom(reunion)}\u00a0: {reunion.ca.intitule}"
    event = agenda.evenement(reunion, name, url(reunion), invite=contact, organisateur=organisateur, retire=retire)
    return ics.invitation(event)


def organisateur(reunion: Reunion) -> Contact | None:
    """Who convenes: the first coordinator that has an address."""
    return next((row.contact for row in coordinators(reunion.ca) if row.contact.email), None)


def send(
    reunion: Reunion,
    contact: Contact,
    kind: str,
    subject: str,
    context: dict,
    *,
    actor: Actor,
    label: str = "Ouvrir la réunion",
    attachments: Iterable[mail.File] = (),
    dedupe_key: str = "",
) -> Mail:
    """Write to one person about the meeting, with their own way in (none without `label`)."""
    ca = reunion.ca
    target, secrets = address(reunion, contact, actor=actor) if label else ("", [])
    return mail.send(
        contact=contact,
        kind=f"cooperatives.{kind}",
        subject=subject,
        template=f"cooperatives/mails/{kind}.txt",
        context={
            "ca": ca, "reunion": reunion, "titre": titre(reunion), "nom": nom(reunion), "action_url": target, "action_label": label,
        } | context,
        ca_id=ca.pk,
        departement=ca.departement.code,
        organisation_id=contact.organisation_id,
        attachments=attachments,
        dedupe_key=dedupe_key,
        secrets=secrets,
    )  # fmt: skip
