"""The tableau de bord as a workbook: one sheet of rows to sort, one that draws the months as the guide does."""

from datetime import date

from coop.calendrier import add_months
from coop.classeurs.ecriture import Colonne, Feuille
from coop.ui.typographie import MOIS_COURTS
from cooperatives.queries.tableau import Tableau
from cooperatives.queries.tableau_lignes import Ligne

DEBUT, TACHE = "▶", "X"
COLONNES = [
    Colonne("Étape", 34), Colonne("Tâche", 44), Colonne("Qui ? Responsable", 30), Colonne("Organisation", 30),
    Colonne("Date début", 12, "date"), Colonne("Date fin", 12, "date"), Colonne("Livrables ?", 34),
    Colonne("État", 14), Colonne("Avancement", 12, "pourcentage"), Colonne("Retard", 18), Colonne("Attend la fin de", 40),
    Colonne("Criticité", 11), Colonne("Charge, en jours", 10, "nombre"), Colonne("Début de référence", 12, "date"),
    Colonne("Fin de référence", 12, "date"), Colonne("Écart de la fin, en jours", 12, "entier"),
]  # fmt: skip


def feuilles(table: Tableau) -> list[Feuille]:
    return [Feuille("Tableau de bord", COLONNES, _rows(table)), _calendar(table)]


def _rows(table: Tableau) -> list[list]:
    found, stage = [], ""
    for row in table.toutes:
        stage = row.objet.libelle if row.etape else stage
        found.append([stage, None if row.etape else row.objet.libelle, *_who(row), *_state(row), *_reference(row)])
    return found


def _who(row: Ligne) -> list:
    return [row.qui or None, row.ou or None, row.debut, row.fin, row.livrables or None]


def _state(row: Ligne) -> list:
    needs = "; ".join(need.libelle for need in row.attend) or None
    weight = [None, None] if row.etape else [row.objet.get_criticite_display(), row.objet.charge_jours]
    return [row.mot, row.avancement, row.retard or None, needs, *weight]


def _reference(row: Ligne) -> list:
    planned = row.objet.fin_initiale
    moved = (row.fin - planned).days if row.fin and planned else None
    return [row.objet.debut_initial, planned, moved]


def _calendar(table: Tableau) -> Feuille:
    """Columns of the guide: the five of text, then one a month; ▶ where a stage starts, X in the months of a task."""
    months = []
    while not months or months[-1] < add_months(table.fin, -1):
        months.append(add_months(table.debut, len(months)))
    columns = [
        Colonne("ÉTAPES", 44), Colonne("QUI ? Responsable", 30), Colonne("Date début", 12, "date"),
        Colonne("Date fin", 12, "date"), Colonne("Livrables ?", 34),
        *(Colonne(f"{MOIS_COURTS[m.month - 1]} {m.year}", 7) for m in months),
    ]  # fmt: skip
    lines = [
        [
            row.objet.libelle if row.etape else f"    {row.objet.libelle}", row.qui or None, row.debut, row.fin,
            row.livrables or None, *(_mark(row, month) for month in months),
        ]
        for row in table.toutes
    ]  # fmt: skip
    return Feuille("Calendrier par mois", columns, lines)


def _mark(row: Ligne, month: date) -> str | None:
    if row.barre is None:
        return None
    if row.etape:
        return DEBUT if row.barre.debut.replace(day=1) == month else None
    return TACHE if row.barre.debut.replace(day=1) <= month <= row.barre.fin else None
