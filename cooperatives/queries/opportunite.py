"""What the opportunity page counts and shows: no score, only how many are considered and satisfied (R-PRIN-13)."""

from dataclasses import dataclass

from cooperatives import principes
from cooperatives.enums import Appreciation, Presence, Statut
from cooperatives.models import Articulation, Cooperative

GROUPES = [(principes.TERRITOIRE, "Critères du territoire"), (principes.PROJET, "Préalables du projet")]


@dataclass(frozen=True, slots=True)
class Compte:
    consideres: int
    satisfaits: int
    total: int


def compte(ca: Cooperative) -> Compte:
    """« n/10 considérés, m/10 satisfaits »; « à étudier » is not considered (1 statement)."""
    values = list(ca.appreciations.order_by().values_list("appreciation", flat=True))
    considered = [value for value in values if value != Appreciation.A_ETUDIER]
    return Compte(len(considered), considered.count(Appreciation.SATISFAIT), len(values))


def articulations(ca: Cooperative) -> list[Articulation]:
    """The rows of the table, each with `voisines`: other running CAs beside the same scheme, public facts only (2 statements)."""
    rows = list(ca.articulations.select_related("dispositif").order_by("id"))
    shared = Articulation.objects.filter(
        dispositif__in=[row.dispositif_id for row in rows if row.dispositif_id],
        presence=Presence.PRESENT,
        ca__statut=Statut.EN_COURS,
    ).exclude(ca=ca)
    others: dict[int, list[str]] = {}
    for scheme, title, reference in shared.order_by("ca__reference").values_list(
        "dispositif", "ca__intitule", "ca__reference"
    ):
        others.setdefault(scheme, []).append(f"{title} ({reference})")
    for row in rows:
        row.voisines = others.get(row.dispositif_id, [])
    return rows
