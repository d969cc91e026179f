"""Putting a duty off, and taking it back: the person's own decision, dated and said."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction

from coop import horloge
from coop.accounts.predicates import Refused
from coop.journal.actors import Actor
from coop.journal.workflows import record
from coop.notifications.models import MiseEnAttente

MAXIMUM = timedelta(days=92)  # longer, the duty would be forgotten: put it off again
TROP_LOIN = "Choisissez une date dans les trois mois\u00a0: au-delà, la tâche serait oubliée."


def en_attente(contact_ids: Iterable[int], today: date) -> dict[int, dict[tuple[str, str], MiseEnAttente]]:
    """contact → (code, objet) → the snooze that silences it on `today` (1 statement)."""
    rows = MiseEnAttente.objects.filter(contact__in=contact_ids, levee_le__isnull=True, jusqu_au__gt=today)
    found: dict[int, dict] = defaultdict(dict)
    for row in rows:
        found[row.contact_id][row.code, row.objet] = row
    return found


def mettre_en_attente(*, actor: Actor, code: str, objet: str, titre: str, jusqu_au: date, motif: str) -> MiseEnAttente:
    """Silence one duty of `actor` until `jusqu_au` (the first day it speaks again). Raises ValidationError."""
    if actor.contact_id is None:
        raise Refused("Votre compte n’a pas de tâche à mettre en attente.")
    if jusqu_au > horloge.today() + MAXIMUM:
        raise ValidationError({"jusqu_au": TROP_LOIN})
    row = MiseEnAttente(
        contact_id=actor.contact_id, code=code, objet=objet, titre=titre[:250], jusqu_au=jusqu_au, motif=motif.strip()
    )
    with transaction.atomic():
        # A snooze that ran out leaves its place.
        over = MiseEnAttente.objects.filter(contact=actor.contact_id, code=code, objet=objet, levee_le__isnull=True)
        over.filter(jusqu_au__lte=horloge.today()).update(levee_le=horloge.today())
        row.full_clean()
        row.save()
        record("notifications.put_off", f"Une tâche est mise en attente\u00a0: {titre}"[:500], comment=motif, actor=actor, obj=row)  # fmt: skip
    return row


def reprendre(row: MiseEnAttente, *, actor: Actor) -> None:
    """Let the duty speak again at once; only the person who put it off may."""
    if row.contact_id != actor.contact_id:
        raise Refused("Cette mise en attente n’est pas la vôtre.")
    with transaction.atomic():
        changed = MiseEnAttente.objects.filter(pk=row.pk, levee_le__isnull=True).update(levee_le=horloge.today())
        if changed:
            record("notifications.take_back", f"Une tâche est reprise\u00a0: {row.titre}"[:500], actor=actor, obj=row)
