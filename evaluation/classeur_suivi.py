"""The table of 35 columns as a workbook and as a CSV: the columns of the guide in their order, then where each row comes from."""

from collections.abc import Iterator

from conventions.enums import NatureIndicateur, TypeIndicateur
from coop.classeurs.ecriture import Colonne, Feuille
from evaluation.cellules_suivi import cellules
from evaluation.colonnes_suivi import COLONNES, PAR_TYPE
from evaluation.queries.chiffres import taux_du_releve
from evaluation.queries.tableau_suivi import LigneTableau, Tableau
from evaluation.questions import RECUEIL

ENTIER, LARGE, COURT = 9, 34, 18
COURTES = (5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 25, 27, 29, 31)
FIGEES = 2  # the objective and the action stay in sight
COMPLEMENTAIRE = "complémentaire"
PROVENANCE = [
    Colonne("Action", 10, "entier"),
    Colonne("Intitulé", 44),
    Colonne("Partenaire", 32),
    Colonne("Année", 10, "entier"),
    Colonne("Trimestre", 12, "entier"),
    Colonne("Du", 12, "date"),
    Colonne("Transmis le", 14, "date"),
    Colonne("Version", 10, "entier"),
    Colonne(RECUEIL[1], 50),
    Colonne("Effets non attendus", 50),
]
INDICATEURS = [
    *PROVENANCE[:5],
    Colonne("Colonne", 16, "entier"),
    Colonne("Type", 24),
    Colonne("Indicateur", 44),
    Colonne("Unité", 16),
    Colonne("Prévu", 12, "nombre"),
    Colonne("Réalisé", 12, "nombre"),
    Colonne("Taux", 12, "pourcentage"),
    Colonne("En mots", 40),
    Colonne("Commentaire", 40),
]


def feuilles(table: Tableau) -> list[Feuille]:
    """The table; where each of its rows comes from, in the same order; its indicators, typed."""
    columns = [
        Colonne(c.titre, COURT if c.numero in COURTES else LARGE, "entier" if c.numero == ENTIER else "texte", c.sous_titre)
        for c in COLONNES
    ]  # fmt: skip
    rows = [cellules(row) for row in table.lignes]
    return [
        Feuille("Tableau de suivi", columns, rows, f"{table.titre} – {table.moment.nom}", FIGEES),
        Feuille("Provenance des lignes", PROVENANCE, [_provenance(row) for row in table.lignes]),
        Feuille("Indicateurs", INDICATEURS, list(_indicateurs(table))),
    ]


def lignes_csv(table: Tableau) -> list[list]:
    """One line of headings, then one line a row: the 35 columns alone."""
    return [[colonne.entier for colonne in COLONNES], *(cellules(row) for row in table.lignes)]


def _repere(row: LigneTableau) -> list:
    return [
        row.action.numero,
        row.action.intitule,
        row.partie.nom,
        row.bilan.periode.numero,
        row.bilan.trimestre,
    ]


def _provenance(row: LigneTableau) -> list:
    line = row.ligne
    return [*_repere(row), row.bilan.debut, row.version.transmise_le, row.version.numero, line.recueil_qualitatif, line.effets_non_attendus]  # fmt: skip


def _indicateurs(table: Tableau) -> Iterator[list]:
    for row in table.lignes:
        for kind, first in ((TypeIndicateur.IA, 19), (TypeIndicateur.IR, 22)):
            for rank, releve in enumerate(row.de_type(kind)):
                i = releve.indicateur
                words = releve.texte if i.nature == NatureIndicateur.QUALITATIF else ""
                yield [
                    *_repere(row), first + rank if rank < PAR_TYPE else COMPLEMENTAIRE, i.get_type_display(), i.libelle,
                    i.unite, releve.cible, releve.valeur, taux_du_releve(releve), releve.get_raison_display() or words,
                    releve.commentaire,
                ]  # fmt: skip
