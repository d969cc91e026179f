"""What the diagnosis writes to people without account: a personal link to speak, or to rank the needs."""

from datetime import datetime

from coop.accounts import liens
from coop.accounts.enums import UsageLien
from coop.journal.actors import Actor
from coop.notifications import mail
from coop.organisations.models import Contact
from coop.ui.typographie import date_longue
from diagnostics.models import Diagnostic

LINK_DAYS = 45
FOLDER = "diagnostics/courriels"


def ask_opinion(diagnostic: Diagnostic, contact: Contact, until: datetime, *, actor: Actor) -> bool:
    """The link to speak in the diagnosis."""
    subject = f"Donner votre avis sur le diagnostic, {diagnostic.ca.intitule}"
    return _send(UsageLien.AVIS, diagnostic, contact, until, actor, subject, "avis.txt", "Donner mon avis")


def ask_vote(diagnostic: Diagnostic, contact: Contact, until: datetime, *, actor: Actor) -> bool:
    """The link to rank the needs."""
    subject = f"Classer les besoins d’ici au {date_longue(until)}, {diagnostic.ca.intitule}"
    return _send(
        UsageLien.PRIORISER, diagnostic, contact, until, actor, subject, "priorites.txt", "Classer les besoins"
    )


def _send(
    usage: UsageLien,
    diagnostic: Diagnostic,
    contact: Contact,
    until: datetime,
    actor: Actor,
    subject: str,
    template: str,
    label: str,
) -> bool:
    ca = diagnostic.ca
    issued = liens.create(
        contact=contact, usage=usage, object_id=diagnostic.pk, expire_le=until, actor=actor, ca_id=ca.pk
    )
    mail.send(
        contact=contact,
        kind=f"diagnostic.{usage}",
        subject=subject[:200],
        template=f"{FOLDER}/{template}",
        context={"ca": ca, "jusqu_au": date_longue(until), "action_url": issued.url, "action_label": label},
        ca_id=ca.pk,
        departement=ca.departement.code,
        organisation_id=contact.organisation_id,
        secrets=[issued.url],
    )
    return True
