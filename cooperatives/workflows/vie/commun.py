"""What the verbs of the life of a coopérative share."""

from collections.abc import Iterable

from django.db import models

from coop import horloge
from coop.journal.actors import Actor
from cooperatives.models import Cooperative, Membre
from cooperatives.models.vie import Apport
from cooperatives.roles import ACTIFS, organisations_of


def sign(row: Apport, ca: Cooperative, *, actor: Actor) -> None:
    """Say who brings a new row: the person, and the organisation of the coopérative it speaks for."""
    row.contact_id, row.auteur, row.ecrit_le = actor.contact_id, actor.label, horloge.now()
    spoken = Membre.objects.filter(ca=ca, statut__in=ACTIFS, organisation__in=organisations_of(actor)).order_by("pk")
    row.organisation_id = spoken.values_list("organisation_id", flat=True).first()


def write(row: models.Model, fields: dict, allowed: Iterable[str], version: int | None) -> None:
    """Set the fields and save, over `version` when the row exists.

    Raises StaleVersion, ValidationError, TypeError for a field that is not `allowed`.
    """
    unknown = set(fields) - set(allowed)
    if unknown:
        raise TypeError(f"Unknown fields of {type(row).__name__}: {', '.join(sorted(unknown))}")
    for name, value in fields.items():
        setattr(row, name, value.strip() if isinstance(value, str) else value)
    if row.pk:
        row.save_version(version)
    else:
        row.full_clean()
        row.save()


__all__ = ["sign", "write"]
