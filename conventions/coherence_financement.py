"""What no constraint holds about money (domain.md §4.7, 8 and 10; decisions.md 11)."""

from conventions.enums_financement import Instrument, StatutBudget
from conventions.models import Budget, EngagementFinancier
from conventions.rules_financement import PERSONNE
from coop.ui.typographie import euros


def repartitions() -> list[str]:
    """One sentence for each settled distribution whose sum is not its budget."""
    rows = Budget.objects.filter(statut=StatutBudget.VALIDE).select_related("ca").prefetch_related("lignes")
    sums = [(row, sum(ligne.montant for ligne in row.lignes.all())) for row in rows.order_by("pk")]
    return [
        f"{row.ca.reference}, budget {row.annee}\u00a0: {euros(reparti)} répartis sur {euros(row.montant)}."
        for row, reparti in sums
        if reparti != row.montant
    ]


def cumuls() -> list[str]:
    """One sentence for each legal person whose decided décisions of a year reach the threshold they were taken under."""
    decided = EngagementFinancier.objects.decides().filter(instrument=Instrument.DECISION)
    sums: dict[tuple, list] = {}
    for row in decided.annotate(personne=PERSONNE).select_related("organisation").order_by("pk"):
        sums.setdefault((row.personne, row.annee), []).append(row)
    return [
        f"{rows[0].organisation}, {annee}\u00a0: les décisions font {euros(sum(row.montant for row in rows))}."
        for (_, annee), rows in sums.items()
        if sum(row.montant for row in rows) >= max(row.seuil for row in rows)
    ]
