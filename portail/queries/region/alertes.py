"""The alerts of the région, rule by rule: how many coopératives each concerns (§7.2, « alerts digest »)."""

from collections.abc import Iterator
from dataclasses import dataclass

from coop.notifications import faits, regles
from portail.queries.region.situation import Base

# Coopératives whose facts may be found anew for a page: beyond, it asks for a département.
LISIBLES = 1000


@dataclass(frozen=True, slots=True)
class Alerte:
    """One rule that speaks today."""

    regle: regles.Regle
    compte: faits.Compte


def suivies(base: Base) -> dict[int, faits.Suivie]:
    """The running coopératives of the page."""
    wanted = None if base.entier is not None and base.entier.entiere else [ca.pk for ca in base.etats if ca.en_cours]
    return faits.suivies(wanted)


def ouvertes(base: Base) -> Iterator[tuple[str, regles.Fait]]:
    """The facts that are for the ARS, kept ones when nothing moved."""
    for code, fait in faits.lire(suivies(base), base.jour):
        if faits.DE_L_ARS & fait.publics:
            yield code, fait


def par_regle(base: Base) -> list[Alerte] | None:
    """In the order of the codes, the urgent ones first; None when too many are to be found anew."""
    counted = faits.compter(suivies(base), base.jour, LISIBLES)
    if counted is None:
        return None
    known = regles.registered()
    found = [Alerte(known[code], compte) for code, compte in counted.items()]
    return sorted(found, key=lambda row: (not row.compte.urgentes, row.regle.code))
