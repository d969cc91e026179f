"""During the meeting: who came, what was said, what was decided."""

from collections.abc import Iterable, Mapping
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction

from coop import horloge
from coop.accounts.predicates import require
from coop.journal.actors import Actor
from coop.organisations.models import Contact
from coop.ui import typographie
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

    May be called again until the minutes are validated; nothing is saved, and `version` does not matter, when neither
    the day nor the number changes. Raises Refused, StaleVersion, ValidationError.
    """
    require(animates, actor, reunion.ca, commun.REFUS)
    commun.check_state(reunion, OUVERTE, "Le compte rendu est validé, ou la réunion est annulée.")
    if tenue_le > horloge.today():
        raise ValidationError({"tenue_le": "Une réunion se note une fois qu’elle a eu lieu."})
    before = (reunion.statut, reunion.tenue_le, reunion.habitants_presents)
    reunion.statut, reunion.tenue_le = StatutReunion.TENUE, tenue_le
    if habitants is not None:
        reunion.habitants_presents = habitants
    if before != (reunion.statut, reunion.tenue_le, reunion.habitants_presents):
        reunion.save_version(version)
    _note_presences(reunion, presences or {})
    if before[0] != StatutReunion.TENUE:
        commun.note("reunion.hold", f"{commun.titre(reunion)}\u00a0: réunion tenue.", reunion, actor=actor)
    return reunion


@transaction.atomic
def open_session(reunion: Reunion, *, actor: Actor) -> Reunion:
    """The meeting runs today: a decision may be noted. Nothing happens when it is already held.

    Raises ValidationError before its day.
    """
    if reunion.statut == StatutReunion.TENUE:
        return reunion
    if typographie.jour_civil(reunion.prevue_le) > horloge.today():
        raise ValidationError("La réunion n’a pas encore commencé\u00a0: une décision se note à partir de ce jour.")
    return hold(reunion, actor=actor, tenue_le=typographie.jour_civil(reunion.prevue_le))


@transaction.atomic
def note_presences(reunion: Reunion, *, actor: Actor, presences: Mapping[Contact, StatutPresence]) -> Reunion:
    """Keep who came as it is ticked, before the meeting is saved as held. Raises Refused, ValidationError."""
    require(animates, actor, reunion.ca, commun.REFUS)
    commun.check_state(reunion, OUVERTE, "Le compte rendu est validé, ou la réunion est annulée.")
    _note_presences(reunion, presences)
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
    bases: Mapping[int, str] | None = None,
    prises: Iterable[Mapping] = (),
    version: int | None = None,
) -> Reunion:
    """Save the page « tenir la réunion » as a whole: all of it or nothing.

    `notes` are merged over `bases` (see `write_notes`); `version` guards the day, the number of inhabitants and the
    decisions already taken. `prises` holds the rows of decisions: `texte`, `responsable`, `echeance`, `point`, with `decision` for one already taken and
    `retirer` for one to take back. Raises StaleVersion, NotesEnConflit, Refused, ValidationError.
    """
    read = reunion.version
    hold(reunion, actor=actor, tenue_le=tenue_le, presences=presences, habitants=habitants, version=version)
    compte_rendu.write_notes(reunion, actor=actor, notes=notes, bases=bases)
    rows = list(prises)
    if reunion.version == read and any(decisions.rewrites(**row) for row in rows):
        reunion.save_version(version)
    for row in rows:
        decisions.apply(reunion, actor=actor, **row)
    return reunion
