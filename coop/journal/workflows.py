"""The one way to write the journal."""

from django.db import models

from coop.journal.actors import Actor
from coop.journal.models import Entry


def record(
    verb: str,
    summary: str,
    *,
    actor: Actor,
    obj: models.Model | None = None,
    comment: str = "",
    ca_id: int | None = None,
    departement: str = "",
    organisation_id: int | None = None,
    data: dict | None = None,
) -> Entry:
    """Append one act, inside the caller's transaction.

    `verb` is dotted (`convention.sign`); `summary` is the French sentence people read; `data` keeps small
    details (before/after) that are shown, never queried.
    """
    return Entry.objects.create(
        verb=verb,
        summary=summary,
        comment=comment,
        actor_label=actor.label,
        actor_user_id=actor.user_id,
        actor_contact_id=actor.contact_id,
        object_kind=obj._meta.label_lower if obj is not None else "",
        object_id=str(obj.pk) if obj is not None else "",
        ca_id=ca_id,
        departement_code=departement,
        organisation_id=organisation_id,
        data=data or {},
    )
