"""One line of the journal about a coopérative."""

from django.db import models

from coop.journal.actors import Actor
from coop.journal.models import Entry
from coop.journal.workflows import record
from cooperatives.models import Cooperative


def note(
    verb: str,
    summary: str,
    *,
    actor: Actor,
    ca: Cooperative,
    obj: models.Model | None = None,
    comment: str = "",
    organisation_id: int | None = None,
    data: dict | None = None,
) -> Entry:
    """Record an act of `ca` with its keys (ca, département); the object is the coopérative unless said otherwise."""
    return record(
        verb,
        summary,
        actor=actor,
        obj=obj or ca,
        comment=comment,
        ca_id=ca.pk,
        departement=ca.departement.code,
        organisation_id=organisation_id,
        data=data,
    )
