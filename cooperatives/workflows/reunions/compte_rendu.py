"""After the meeting: the minutes, written, validated, diffused (R-GOUV-10, R-GOUV-17)."""

from collections.abc import Mapping
from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction

from coop import horloge
from coop.accounts.predicates import require
from coop.journal.actors import Actor
from coop.journal.models import Entry
from coop.ui import typographie
from cooperatives.comptes_rendus import compose
from cooperatives.enums import StatutReunion
from cooperatives.fusion import fusionner
from cooperatives.models import PointOdj, Reunion
from cooperatives.queries.participants import destinataires
from cooperatives.rules import animates, coordinates
from cooperatives.workflows.reunions import commun

# Days during which members may ask for a correction of diffused minutes (ours: the guide says nothing of it).
JOURS_DE_REMARQUES = 15
NOTE_TOUTES_LES = timedelta(minutes=15)
VALIDE_PAR = "La délégation départementale valide et diffuse les comptes rendus."


class NotesEnConflit(Exception):
    """Two people rewrote the same paragraph: `conflits` holds (item as it stands, what this person typed)."""

    def __init__(self, conflits: list[tuple[PointOdj, str]]) -> None:
        super().__init__("Quelqu’un d’autre a écrit dans le même paragraphe.")
        self.conflits = conflits


@transaction.atomic
def write_notes(
    reunion: Reunion, *, actor: Actor, notes: Mapping[int, str], bases: Mapping[int, str] | None = None
) -> dict[int, str]:
    """Keep what is typed under the items of the agenda (`notes` by id of the item), while the meeting runs or after it.

    `bases` holds the texts as this person received them: what somebody else saved since is merged with what is typed,
    and the texts as kept are returned. Without base the typed text replaces. Raises Refused, NotesEnConflit (nothing is
    saved), ValidationError once the minutes are validated.
    """
    require(animates, actor, reunion.ca, commun.REFUS)
    allowed = (*commun.A_VENIR, StatutReunion.TENUE)
    commun.check_state(reunion, allowed, "Le compte rendu est validé, ou la réunion est annulée.")
    kept, clashes, changed = {}, [], []
    for point in reunion.points.select_for_update():
        typed = notes.get(point.pk)
        if typed is None:
            continue
        base = point.notes if bases is None else bases.get(point.pk, point.notes)
        text = fusionner(base, typed, point.notes)
        if text is None:
            clashes.append((point, typed))
        elif text != point.notes:
            point.notes = text
            changed.append(point)
        kept[point.pk] = point.notes
    if clashes:
        raise NotesEnConflit(clashes)
    for point in changed:
        point.save_version()
    if changed and not _just_noted(reunion, actor):
        commun.note("reunion.write_notes", f"{commun.titre(reunion)}\u00a0: notes écrites.", reunion, actor=actor)
    return kept


def _just_noted(reunion: Reunion, actor: Actor) -> bool:
    """Notes are saved at every pause of the keyboard: the journal says once a quarter of an hour who writes."""
    rows = Entry.objects.filter(
        object_kind="cooperatives.reunion",
        object_id=str(reunion.pk),
        verb="reunion.write_notes",
        actor_contact_id=actor.contact_id,
        at__gt=horloge.now() - NOTE_TOUTES_LES,
    )
    return rows.exists()


@transaction.atomic
def write_minutes(
    reunion: Reunion,
    *,
    actor: Actor,
    compte_rendu: str,
    notes: Mapping[int, str] | None = None,
    version: int | None = None,
) -> Reunion:
    """Write the minutes of a meeting that was held; an empty text is assembled from the notes and decisions."""
    require(animates, actor, reunion.ca, commun.REFUS)
    commun.check_state(
        reunion, (StatutReunion.TENUE,), "Le compte rendu s’écrit une fois la réunion tenue, avant sa validation."
    )
    if notes:
        write_notes(reunion, actor=actor, notes=notes)
    reunion.compte_rendu = compte_rendu.strip() or compose(reunion)
    reunion.save_version(version)
    commun.note("reunion.write_minutes", f"{commun.titre(reunion)}\u00a0: compte rendu écrit.", reunion, actor=actor)
    return reunion


@transaction.atomic
def validate_minutes(reunion: Reunion, *, actor: Actor, on: date | None = None) -> Reunion:
    """Validate the minutes, assembled from the notes when no text was written.

    Raises Refused unless the DD does it, ValidationError (nothing written, a date before the meeting or to come).
    """
    require(coordinates, actor, reunion.ca, VALIDE_PAR)
    commun.check_state(reunion, (StatutReunion.TENUE,), "Ce compte rendu n’est pas à valider.")
    day = on or horloge.today()
    if not reunion.tenue_le <= day <= horloge.today():
        raise ValidationError({"on": "La validation suit la réunion et n’est pas à venir."})
    reunion.compte_rendu = reunion.compte_rendu.strip() or compose(reunion)
    if not reunion.compte_rendu:
        raise ValidationError("Écrivez le compte rendu avant de le valider.")
    reunion.statut, reunion.cr_valide_le = StatutReunion.CR_VALIDE, day
    reunion.save_version()
    commun.note(
        "reunion.validate_minutes", f"{commun.titre(reunion)}\u00a0: compte rendu validé.", reunion, actor=actor
    )
    return reunion


@transaction.atomic
def diffuse(reunion: Reunion, *, actor: Actor, jours: int = JOURS_DE_REMARQUES) -> Reunion:
    """Send the validated minutes to all members, with their decisions and a way to make remarks during `jours` days.

    The moment is kept (R-GOUV-17). Raises Refused unless the DD does it, ValidationError.
    """
    require(coordinates, actor, reunion.ca, VALIDE_PAR)
    commun.check_state(
        reunion, (StatutReunion.CR_VALIDE,), "Validez d’abord le compte rendu\u00a0; il se diffuse une fois."
    )
    reunion.statut, reunion.cr_diffuse_le = StatutReunion.CR_DIFFUSE, horloge.now()
    reunion.cr_remarques_jusqu_au = horloge.today() + timedelta(days=jours)
    reunion.save_version()
    title = commun.titre(reunion)
    word = "Compte rendu corrigé" if reunion.motif_reouverture else "Compte rendu"
    context = {"decisions": reunion.decisions.order_by("pk")}
    people = destinataires(reunion)
    for contact in people:
        commun.send(
            reunion, contact, "compte_rendu", f"{word}\u00a0: {title}", context,
            actor=actor, label="Lire le compte rendu",
        )  # fmt: skip
    reached = typographie.avec_nombre(sum(bool(contact.email) for contact in people), "personne,personnes")
    commun.note("reunion.diffuse", f"{title}\u00a0: compte rendu diffusé à {reached}.", reunion, actor=actor)
    return reunion
