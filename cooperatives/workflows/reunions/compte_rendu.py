"""After the meeting: the minutes, written, validated, diffused (R-GOUV-10, R-GOUV-17)."""

from collections.abc import Mapping
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction

from coop import horloge
from coop.accounts.predicates import require
from coop.journal.actors import Actor
from coop.ui import typographie
from cooperatives.comptes_rendus import compose
from cooperatives.enums import StatutReunion
from cooperatives.models import Reunion
from cooperatives.queries.participants import destinataires
from cooperatives.rules import animates, coordinates
from cooperatives.workflows.reunions import commun

VALIDE_PAR = "La délégation départementale valide et diffuse les comptes rendus."


@transaction.atomic
def write_notes(reunion: Reunion, *, actor: Actor, notes: Mapping[int, str], version: int | None = None) -> Reunion:
    """Keep what is typed under the items of the agenda (`notes` by id of the item), while the meeting runs or after it.

    Raises Refused, StaleVersion, ValidationError once the minutes are validated.
    """
    require(animates, actor, reunion.ca, commun.REFUS)
    allowed = (*commun.A_VENIR, StatutReunion.TENUE)
    commun.check_state(reunion, allowed, "Le compte rendu est validé, ou la réunion est annulée.")
    points = {point.pk: point for point in reunion.points.all()}
    changed = [points[key] for key, text in notes.items() if key in points and points[key].notes != text.strip()]
    reunion.save_version(version)
    for point in changed:
        point.notes = notes[point.pk].strip()
        point.full_clean()
        point.save(update_fields=["notes"])
    if changed:
        commun.note("reunion.write_notes", f"{commun.titre(reunion)}\u00a0: notes écrites.", reunion, actor=actor)
    return reunion


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
        write_notes(reunion, actor=actor, notes=notes, version=version)
        version = None
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
def diffuse(reunion: Reunion, *, actor: Actor) -> Reunion:
    """Send the validated minutes to all members, with their decisions and a link; the moment is kept (R-GOUV-17)."""
    require(coordinates, actor, reunion.ca, VALIDE_PAR)
    commun.check_state(
        reunion, (StatutReunion.CR_VALIDE,), "Validez d’abord le compte rendu\u00a0; il se diffuse une fois."
    )
    reunion.statut, reunion.cr_diffuse_le = StatutReunion.CR_DIFFUSE, horloge.now()
    reunion.save_version()
    title = commun.titre(reunion)
    context = {"decisions": reunion.decisions.order_by("pk"), "action_label": "Lire le compte rendu"}
    subject = f"Compte rendu\u00a0: {title}"
    reached = commun.send(reunion, destinataires(reunion), "compte_rendu", subject, context)
    people = typographie.avec_nombre(reached, "personne,personnes")
    commun.note("reunion.diffuse", f"{title}\u00a0: compte rendu diffusé à {people}.", reunion, actor=actor)
    return reunion
