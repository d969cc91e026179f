"""What no constraint can hold about coopératives, checked in tests and every night (decisions.md 11)."""

from itertools import pairwise

from cooperatives.models import Cooperative
from cooperatives.models.perimetre import running
from cooperatives.rules import is_of_dd


def coordinators() -> list[str]:
    """A CA has one or two coordinators, one of its DD at least (R-GOUV-01)."""
    return [
        f"{ca.reference}\u00a0: {fault}"
        for ca in Cooperative.objects.select_related("departement")
        if (fault := coordination_fault(ca))
    ]


def coordination_fault(ca: Cooperative) -> str:
    """What is wrong with the coordinators of `ca` today; empty when all is well."""
    rows = list(ca.coordinateurs.filter(running()).select_related("contact__organisation"))
    if not 1 <= len(rows) <= 2:
        return f"{len(rows)} coordinateurs en fonction, au lieu d’un ou deux."
    if not any(row.type == "dd" and is_of_dd(row.contact, ca.departement) for row in rows):
        return "aucun coordinateur de la délégation départementale."
    return ""


def transitions() -> list[str]:
    """Phases follow one another without a hole, and the last one is the stored phase and status."""
    found = []
    for ca in Cooperative.objects.prefetch_related("transitions"):
        rows = sorted(ca.transitions.all(), key=lambda row: (row.le, row.pk))
        last = rows[-1] if rows else None
        broken = any(after.de != before.vers for before, after in pairwise(rows))
        if last is None or (last.vers, last.statut) != (ca.phase, ca.statut) or broken:
            found.append(f"{ca.reference}\u00a0: l’histoire des étapes ne mène pas à l’étape actuelle.")
    return found
