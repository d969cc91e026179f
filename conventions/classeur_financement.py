"""The distribution of a year as a workbook: each row, the share of each organisation, other funding."""

from conventions.queries.financement import Exercice
from coop.classeurs.ecriture import Colonne, Feuille


def feuilles(e: Exercice) -> list[Feuille]:
    """Three sheets; shares are percentages as they are read."""
    return [
        Feuille(
            f"Répartition {e.annee}",
            [Colonne("Organisme", 36), Colonne("Nature", 26), Colonne("Action", 10, "entier"), Colonne("Intitulé", 46),
             Colonne("Montant", 16, "euros"), Colonne("Raison", 60)],
            [[row.beneficiaire.nom, row.get_nature_display(), row.action and row.action.numero,
              row.action.intitule if row.action else "", row.montant, row.motif] for row in e.lignes],
        ),
        Feuille(
            "Parts et contributions",
            [Colonne("Organisme", 36), Colonne("Montant", 16, "euros"), Colonne("Part des euros", 16, "pourcentage"),
             Colonne("Actions portées", 16, "entier"), Colonne("ETP", 10, "nombre"), Colonne("Part des ETP", 16, "pourcentage")],
            [[p.organisation.nom, p.montant, p.part_montant, p.actions, p.etp, p.part_etp] for p in e.parts],
        ),
        Feuille(
            "Autres financements",
            [Colonne("Financeur", 36), Colonne("Origine", 30), Colonne("Organisme", 36), Colonne("Action", 10, "entier"),
             Colonne("Montant", 16, "euros"), Colonne("Précision", 60)],
            [[row.financeur, row.get_origine_display(), row.beneficiaire.nom if row.beneficiaire else "",
              row.action and row.action.numero, row.montant, row.precision] for row in e.autres],
        ),
    ]  # fmt: skip
