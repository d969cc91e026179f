"""The private calendar of a person: an address with a secret, kept hashed, cut or renewed at will."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction

from coop import horloge
from coop.accounts import tokens
from coop.accounts.predicates import Refused
from coop.journal.actors import Actor
from coop.journal.workflows import record
from coop.notifications.duties import Duty
from coop.notifications.enums import Niveau
from coop.notifications.ics import Evenement, calendrier
from coop.notifications.models import FluxCalendrier

NOM = "Coop\u00a0: mes dates"


def ouvrir(*, actor: Actor) -> str:
    """Give `actor` a new secret and cut the former one; the secret is shown once and never kept."""
    if actor.contact_id is None:
        raise Refused("Votre compte n’a pas de calendrier\u00a0: il n’est lié à aucune personne.")
    token, token_hash = tokens.draw()
    with transaction.atomic():
        _actifs(actor).update(revoque_le=horloge.now())
        row = FluxCalendrier(contact_id=actor.contact_id, token_hash=token_hash)
        row.full_clean()
        row.save()
        record("notifications.open_feed", "Une adresse de calendrier est créée.", actor=actor, obj=row)
    return token


def couper(*, actor: Actor) -> bool:
    """Cut the address of `actor`; False when there was none."""
    with transaction.atomic():
        cut = _actifs(actor).update(revoque_le=horloge.now())
        if cut:
            record("notifications.close_feed", "Une adresse de calendrier est coupée.", actor=actor)
    return bool(cut)


def actif(contact_id: int | None) -> FluxCalendrier | None:
    """The address in use of a person, if any."""
    return FluxCalendrier.objects.filter(contact=contact_id, revoque_le__isnull=True).first() if contact_id else None


def ouvert(token: str) -> FluxCalendrier | None:
    """The living address of a secret; the day it was last read is kept, so that a person sees whether it serves."""
    rows = FluxCalendrier.objects.filter(token_hash=tokens.hashed(token), revoque_le__isnull=True)
    row = rows.select_related("contact__user").first()
    if row is None or not getattr(getattr(row.contact, "user", None), "is_active", False):
        return None
    if row.lu_le != horloge.today():
        FluxCalendrier.objects.filter(pk=row.pk).update(lu_le=horloge.today())
    return row


def _actifs(actor: Actor):
    return FluxCalendrier.objects.filter(contact=actor.contact_id, revoque_le__isnull=True)


def taches(duties: Iterable[Duty]) -> list[Evenement]:
    """The dated duties, each a whole day: its last day in time."""
    return [
        Evenement(
            uid=f"{duty.code}-{duty.objet.replace(':', '-')}@coop",
            titre=duty.title,
            debut=duty.due,
            description="\n\n".join(filter(None, [duty.text, duty.ca_label])),
            url=duty.url,
        )
        for duty in duties
        if duty.due is not None and duty.level != Niveau.INFORMATION
    ]


def calendrier_de(duties: Iterable[Duty], reunions: Iterable[Evenement]) -> bytes:
    """The whole calendar of a person: its meetings, and its dated duties."""
    return calendrier([*reunions, *taches(duties)], nom=NOM)
