"""During the meeting: who came, what was said, what was decided."""

from collections.abc import Iterable, Mapping
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction

from coop import horloge
from coop.accounts.predicates import require
from coop.journal.actors import Actor
from coop.organisations.models import Contact
from cooperatives.enums import StatutPresence, StatutReunion
from cooperatives.models import Membre, Presence, Representant, Reunion
from cooperatives.models.perimetre import running
from cooperatives.queries.participants import participants
from cooperatives.rules import animates
from cooperatives.workflows.reunions import commun, compte_rendu, decisions

OUVERTE = (*commun.A_VENIR, StatutReunion.TENUE)


@transaction.atomic
def hold(
    reunion: Reunion,
    *,
    actor: Actor,
    tenue_le: date,
    presences: Mapping[Contact, StatutPresence] | None = None,
    habitants: int | None = None,
    version: int | None = None,
) -> Reunion:
    """Note that the meeting was held that day, who came, and how many inhabitants beside those who represent a member.

    May be called again until the minutes are validated. Raises Refused, StaleVersion, ValidationError.
    """
    require(animates, actor, reunion.ca, commun.REFUS)
    commun.check_state(reunion, OUVERTE, "Le compte rendu est validé, ou la réunion est annulée.")
    if tenue_le > horloge.today():
        raise ValidationError({"tenue_le": "Une réunion se note une fois qu’elle a eu lieu."})
    first = reunion.statut != StatutReunion.TENUE
    reunion.statut, reunion.tenue_le = StatutReunion.TENUE, tenue_le
    if habitants is not None:
        reunion.habitants_presents = habitants
    reunion.save_version(version)
    _note_presences(reunion, presences or {})
    if first:
        commun.note("reunion.hold", f"{commun.titre(reunion)}\u00a0: réunion tenue.", reunion, actor=actor)
    return reunion


def _note_presences(reunion: Reunion, presences: Mapping[Contact, StatutPresence]) -> None:
    known = {row.contact_id: row for row in reunion.presences.all()}
    expected = {p.contact.pk: p.membre for p in participants(reunion)}
    for contact, statut in presences.items():
        row = known.get(contact.pk) or Presence(reunion=reunion, contact=contact)
        row.statut = statut
        row.membre = expected.get(contact.pk) or row.membre or _represented(reunion, contact)
        row.full_clean()
        row.save()


def _represented(reunion: Reunion, contact: Contact) -> Membre | None:
    rows = Representant.objects.filter(running(), contact=contact, membre__ca=reunion.ca_id).select_related("membre")
    row = rows.first()
    return row.membre if row else None


@transaction.atomic
def save_session(
    reunion: Reunion,
    *,
    actor: Actor,
    tenue_le: date,
    presences: Mapping[Contact, StatutPresence],
    habitants: int,
    notes: Mapping[int, str],
    prises: Iterable[Mapping] = (),
    version: int | None = None,
) -> Reunion:
    """Save the page « tenir la réunion » as a whole, over `version`: all of it or nothing.

    `prises` holds the rows of decisions: `texte`, `responsable`, `echeance`, with `decision` for one already taken and
    `retirer` for one to take back. Raises StaleVersion, Refused, ValidationError.
    """
    hold(reunion, actor=actor, tenue_le=tenue_le, presences=presences, habitants=habitants, version=version)
    compte_rendu.write_notes(reunion, actor=actor, notes=notes)
    for row in prises:
        decisions.apply(reunion, actor=actor, **row)
    return reunion
