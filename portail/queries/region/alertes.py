"""The alerts of the région, rule by rule: how many coopératives each concerns (§7.2, « alerts digest »)."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from coop.notifications import faits, regles
from coop.notifications.enums import Public, Urgence
from portail.queries.region.situation import Base

# What names one organisation or one person alone is theirs: the digest tells what the ARS animates.
DE_L_ARS = frozenset({Public.COORDINATION, Public.DELEGUE, Public.SIEGE})

# Beyond, the facts of each are read too long for a page: it asks for a département.
LISIBLES = 1000


@dataclass(slots=True)
class Alerte:
    """One rule that speaks today."""

    regle: regles.Regle
    cas: set[int] = field(default_factory=set)
    nombre: int = 0
    urgentes: int = 0


def ouvertes(base: Base) -> Iterator[tuple[str, regles.Fait]]:
    """The facts of the running coopératives of the page that are for the ARS, kept ones when nothing moved."""
    wanted = None if base.entier is not None and base.entier.entiere else [ca.pk for ca in base.etats if ca.en_cours]
    for code, fait in faits.lire(faits.suivies(wanted), base.jour):
        if DE_L_ARS & fait.publics:
            yield code, fait


def par_regle(base: Base) -> list[Alerte]:
    """In the order of the codes, the urgent ones first."""
    known = regles.registered()
    found: dict[str, Alerte] = {}
    for code, fait in ouvertes(base):
        row = found.setdefault(code, Alerte(known[code]))
        row.cas.add(fait.ca_id)
        row.nombre += 1
        row.urgentes += fait.urgency == Urgence.URGENT
    return sorted(found.values(), key=lambda row: (not row.urgentes, row.regle.code))
