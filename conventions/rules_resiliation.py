"""The dates of a résiliation, read from its receipts (article 5, R-CONV-08; domain.md §3.3)."""

from datetime import date

from conventions import calendrier
from conventions.models import AvisReception, Resiliation


def manquants(resiliation: Resiliation) -> list[AvisReception]:
    """The receipts still waited for, of parties that are still in the convention."""
    rows = resiliation.avis.select_related("partie__organisation")
    return [avis for avis in rows if avis.recu_le is None and not avis.partie.sortie_le]


def effet(resiliation: Resiliation) -> date | None:
    """One month after the last receipt; None while a party of the convention has not received the letter."""
    received = [avis.recu_le for avis in resiliation.avis.all() if avis.recu_le]
    if not received or manquants(resiliation):
        return None
    return calendrier.effet_resiliation(max(received))
