"""Section 10 of DOC-BTC: each coopérative of a territory with its bilans of a civil quarter, all read together."""

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from cooperatives.models import Cooperative
from evaluation.models import Bilan
from evaluation.queries import matiere, tendances
from evaluation.queries.consolide import ActionConsolidee, Completude, actions, completude
from evaluation.queries.origine import Origine, composer
from evaluation.queries.pour_compte import en_attente
from evaluation.queries.tendances import Evolution
from evaluation.queries.territoires import TrimestreCivil, bilans_dus


@dataclass(frozen=True)
class Detail:
    """Sections 1 to 6 of one coopérative."""

    ca: Cooperative
    origine: Origine
    completude: Completude
    actions: list[ActionConsolidee]
    evolution: Evolution | None


def details(cas: QuerySet[Cooperative], quarter: TrimestreCivil, today: date) -> list[Detail]:
    """In the order of the départements and of the references, whatever their number (6 statements)."""
    rows = bilans_dus(cas, quarter.avant().debut, quarter.fin).select_related(
        "ca__departement", "partie__organisation", "periode"
    )
    bilans = list(
        rows.defer("ca__departement__trace").order_by(
            "ca__departement__code", "ca__reference", "debut", "partie__ordre", "pk"
        )
    )
    everything = matiere.lire(bilans)
    typed = en_attente(bilans)
    halves = everything.par(lambda bilan: (bilan.ca_id, bilan.echeance >= quarter.debut))
    of_ca = everything.par(lambda bilan: bilan.ca_id)
    found = []
    for pk, whole in of_ca.items():
        m, before = halves.get((pk, True)), halves.get((pk, False))
        if m is None:
            continue
        origin = composer(m, typed, today)
        first: Bilan = next(iter(m.bilans.values()))
        moved = tendances.evolution(before, m, today) if before and before.versions and m.versions else None
        found.append(Detail(first.ca, origin, completude(origin), actions(m, origin, whole), moved))
    return found
