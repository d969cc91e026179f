"""What the receipts make of a convention: in préavis since, ended on (article 5, R-CONV-08; domain.md §3.3)."""

from datetime import date

from django.db.models import Max

from conventions.enums import SensPartie
from conventions.models import Avenant, Convention, Resiliation
from conventions.rules_resiliation import effet
from conventions.signals import convention_fin_changee
from coop.journal.actors import Actor
from coop.journal.workflows import record
from coop.ui.typographie import date_longue


def relire(convention: Convention, *, actor: Actor) -> Convention:
    """Write on the convention what its running résiliations say, inside the caller's transaction."""
    running = list(convention.resiliations.filter(levee_le__isnull=True))
    received = [avis.recu_le for row in running for avis in row.avis.filter(recu_le__isnull=False)]
    ends = [day for row in running if (day := effet(row))]
    before = convention.resiliation_effet
    convention.preavis_depuis = min(received, default=None)
    convention.resiliation_effet = min(ends, default=None)
    convention.save_version()
    if convention.resiliation_effet != before:
        _say_end(convention, actor)
        convention_fin_changee.send(sender=Convention, convention=convention, avant=before, actor=actor)
    return convention


def _say_end(convention: Convention, actor: Actor) -> None:
    end = convention.resiliation_effet
    summary = f"La résiliation prend effet le {date_longue(end)}." if end else "La convention se poursuit."
    record(
        "resiliation.effect",
        summary,
        actor=actor,
        obj=convention,
        ca_id=convention.ca_id,
        departement=convention.ca.departement.code,
    )


def derniere_signature(convention: Convention) -> date | None:
    """The day the last text was signed by all: no résiliation may have ended the convention by then."""
    signed = convention.avenants.filter(statut="signe").aggregate(le=Max("signe_le"))["le"]
    return max((day for day in (signed, convention.date_effet) if day), default=None)


def lever(avenant: Avenant, *, actor: Actor) -> None:
    """The others have signed in time the avenant of departure: the convention goes on without who left (A-11 b)."""
    rows = Resiliation.objects.filter(avenant=avenant, levee_le__isnull=True)
    leaving = avenant.parties.filter(sens=SensPartie.RESILIE).values_list("organisation", flat=True)
    found = [row for row in rows.select_related("auteur") if row.auteur.organisation_id in set(leaving)]
    for row in found:
        row.levee_le = avenant.signe_le
        row.save_version()
    if found:
        relire(avenant.convention, actor=actor)


__all__ = ["derniere_signature", "lever", "relire"]
