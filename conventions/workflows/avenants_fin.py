"""The end of an avenant that nobody will sign: given up by the coordination, or overtaken by the échéance (decisions.md 17)."""

from datetime import date

from conventions import courriels
from conventions.enums import StatutAvenant
from conventions.models import Avenant
from conventions.workflows import signature
from coop import horloge
from coop.journal.actors import SYSTEM, Actor
from coop.journal.workflows import record
from coop.ui.typographie import date_longue
from cooperatives.models import Cooperative


def fermer(avenant: Avenant, *, actor: Actor, motif: str) -> Avenant:
    """End an avenant that is not signed; its signatories are told when it was at the signature.

    To be called inside a transaction that holds the CA. What was prepared and signed is kept with the avenant.
    """
    version = avenant.versions.filter(abandonnee_le__isnull=True).select_related("convention__ca__departement").first()
    if version is not None:
        signature.void(version, motif=motif, actor=actor)
    avenant.statut, avenant.abandonne_le, avenant.motif_abandon = StatutAvenant.ABANDONNE, horloge.now(), motif
    avenant.save_version()
    convention = avenant.convention
    record(
        "avenant.abandon",
        f"{avenant} est abandonné.",
        actor=actor,
        obj=avenant,
        ca_id=convention.ca_id,
        departement=convention.ca.departement.code,
        comment=motif,
    )
    if version is not None:
        courriels.tell_abandoned(version)
    return avenant


def abandonner_les_echus(today: date) -> int:
    """Daily: give up each ordinary avenant still at the signature at the échéance; how many were. Idempotent.

    A renewal signed in time on paper may still be recorded: it waits.
    """
    rows = Avenant.objects.filter(
        statut=StatutAvenant.EN_SIGNATURE, reconduction=False, convention__date_echeance__lte=today
    )
    found = list(rows.select_related("convention__ca__departement", "convention__programme").order_by("pk"))
    for row in found:
        Cooperative.objects.select_for_update().get(pk=row.convention.ca_id)
        motif = f"La convention est arrivée à échéance le {date_longue(row.convention.date_echeance)}."
        fermer(row, actor=SYSTEM, motif=motif)
    return len(found)


__all__ = ["abandonner_les_echus", "fermer"]
