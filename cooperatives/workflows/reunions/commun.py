"""What the verbs of a meeting share."""

from collections.abc import Iterable

from django.core.exceptions import ValidationError

from coop.journal.actors import Actor
from coop.journal.models import Entry
from coop.notifications import mail
from coop.organisations.models import Contact
from coop.ui import typographie
from coop.ui.rubriques import lien
from cooperatives.enums import StatutReunion
from cooperatives.journal import note as write
from cooperatives.models import Reunion

REFUS = "La coordination de la coopérative tient les réunions."
A_VENIR = (StatutReunion.PLANIFIEE, StatutReunion.CONVOQUEE)


def titre(reunion: Reunion) -> str:
    """« Comité de pilotage du 15 janvier 2027 »: the day it was held once it was."""
    day = reunion.tenue_le or reunion.prevue_le
    name = reunion.instance.nom if reunion.instance_id else reunion.get_type_display()
    return f"{name} du {typographie.date_longue(day)}"


def url(reunion: Reunion) -> str:
    return lien("cooperatives:reunion", ca_ref=reunion.ca.reference, reunion_id=reunion.pk)


def check_state(reunion: Reunion, allowed: Iterable[str], otherwise: str) -> None:
    if reunion.statut not in allowed:
        raise ValidationError(otherwise)


def note(verb: str, summary: str, reunion: Reunion, *, actor: Actor, comment: str = "") -> Entry:
    return write(verb, summary, actor=actor, ca=reunion.ca, obj=reunion, comment=comment)


def send(reunion: Reunion, contacts: Iterable[Contact], kind: str, subject: str, context: dict, attachments=()) -> int:
    """Write to each contact about the meeting; how many have an address."""
    ca, reached = reunion.ca, 0
    for contact in contacts:
        mail.send(
            contact=contact,
            kind=f"cooperatives.{kind}",
            subject=subject,
            template=f"cooperatives/mails/{kind}.txt",
            context={
                "ca": ca, "reunion": reunion, "titre": titre(reunion),
                "action_url": url(reunion), "action_label": "Ouvrir la réunion",
            } | context,
            ca_id=ca.pk,
            departement=ca.departement.code,
            organisation_id=contact.organisation_id,
            attachments=attachments,
        )  # fmt: skip
        reached += bool(contact.email)
    return reached
