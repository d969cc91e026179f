"""The COPIL table as a workbook: the six columns of R-EVA-11 in their order, then one row an indicator to sort."""

from collections.abc import Iterator

from coop.classeurs.ecriture import Colonne, Feuille
from evaluation.queries.copil import COLONNES, Cellule, Ligne, TableauCopil

LARGEURS = (34, 44, 44, 44, 36, 36)
VIDE = "à définir"
DETAIL = [
    Colonne("Action", 10, "entier"),
    Colonne("Intitulé", 40),
    Colonne("Type", 26),
    Colonne("Indicateur", 44),
    Colonne("Unité", 16),
    Colonne("Départ", 12, "nombre"),
    Colonne("Prévu par trimestre", 14, "nombre"),
    Colonne("Dernier relevé", 14, "nombre"),
    Colonne("En mots", 40),
    Colonne("Trimestre", 16),
]


def feuilles(table: TableauCopil) -> list[Feuille]:
    """Two sheets; the first is the table of the guide."""
    columns = [Colonne(titre, largeur) for titre, largeur in zip(COLONNES, LARGEURS, strict=True)]
    rows = [_row(ligne) for ligne in table.lignes]
    note = f"{table.titre}, à la fin du {table.quart.nom}" if table.choisi else table.titre
    return [Feuille("Tableau du comité", columns, rows, note), Feuille("Indicateurs", DETAIL, list(_detail(table)))]


def _row(ligne: Ligne) -> list[str]:
    cells = ["\n".join(phrase(cell) for cell in group) or VIDE for _, group in ligne.groupes]
    title = f"Action {ligne.action.numero} «\u00a0{ligne.action.intitule}\u00a0»"
    return [title, *cells, ligne.attendus or VIDE, "\n".join(ligne.sources) or VIDE]


def phrase(cell: Cellule) -> str:
    """« Maraudes : 24 maraudes (T2, année 1), prévu 24 maraudes »."""
    name = f"{cell.indicateur.libelle} ({cell.precision})" if cell.precision else cell.indicateur.libelle
    said = " – ".join(part for part in (cell.dernier, cell.constat) if part)
    text = f"{name}\u00a0: {said or 'pas encore de relevé'}"
    text += f" ({cell.quand})" if cell.quand else ""
    text += f", prévu {cell.prevu}" if cell.prevu else ""
    return f"{text}, revu à {cell.revu}" if cell.revu else text


def _detail(table: TableauCopil) -> Iterator[list]:
    for ligne in table.lignes:
        for cell in [cell for _, group in ligne.groupes for cell in group]:
            i = cell.indicateur
            words = "" if cell.valeur is not None else cell.dernier
            yield [
                ligne.action.numero, ligne.action.intitule, i.get_type_display(), i.libelle, i.unite, i.valeur_initiale,
                i.cible_en_vigueur, cell.valeur, " – ".join(p for p in (words, cell.constat) if p), cell.quand,
            ]  # fmt: skip
