"""Readings of process indicators, entered by the coordination in the COPIL table (decisions.md 29)."""

from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import transaction

from conventions.enums import TypeIndicateur
from conventions.models import Indicateur, Periode
from coop import horloge
from coop.accounts.predicates import require
from coop.journal.actors import Actor
from coop.journal.workflows import record
from evaluation.models import ReleveProcessus
from evaluation.rules import animates


@transaction.atomic
def record_reading(
    indicateur: Indicateur,
    *,
    actor: Actor,
    periode: Periode,
    trimestre: int,
    constat: str,
    valeur: Decimal | None = None,
) -> ReleveProcessus:
    """Write the state of an IP for one quarter, in place of an earlier entry of the same quarter."""
    ca = indicateur.action.programme.ca
    require(animates, actor, ca, "Les indicateurs de processus se relèvent avec la coordination.")
    if indicateur.type != TypeIndicateur.IP:
        raise ValidationError("Seuls les indicateurs de processus se relèvent ici.")
    row = ReleveProcessus.objects.filter(indicateur=indicateur, periode=periode, trimestre=trimestre).first()
    row = row or ReleveProcessus(indicateur=indicateur, periode=periode, trimestre=trimestre)
    row.constat, row.valeur = constat.strip(), valeur
    row.saisi_par, row.saisi_le = actor.label, horloge.now()
    row.full_clean()
    row.save()
    record(
        "processus.record",
        f"Indicateur de processus relevé\u00a0: {indicateur.libelle}"[:500],
        actor=actor,
        obj=row,
        ca_id=ca.pk,
    )
    return row
