"""A note ready to be read: composed today while it is prepared, as it was once published; and as a workbook."""

from dataclasses import replace

from coop import horloge
from coop.classeurs.ecriture import Colonne, Feuille
from coop.ui.carte import carte
from coop.ui.charts import Graphique
from cooperatives.queries import plan
from portail.models import NoteRegionale
from portail.note_regionale.composer import composer
from portail.note_regionale.modele import Exercice, Note, TableauNote, de_donnees, typee

CHIFFRES = [
    ("Partie", 34), ("Code", 8), ("Chiffre", 44), ("Lu", 16), ("Valeur", 14), ("Précision", 60), ("Définition", 90),
]  # fmt: skip


def lire(row: NoteRegionale) -> Note:
    """With the two texts of the siège."""
    if row.contenu is not None:
        said = de_donnees(row.contenu)
    else:
        said = composer(row.territoire, Exercice(row.annee, row.trimestre), horloge.today())
    return replace(said, introduction=row.introduction, decisions=row.decisions)


def dessiner(note: Note, *, pour_pdf: bool = False) -> Graphique:
    return carte(plan.TITRE, note.territoires, pour_pdf=pour_pdf)


def feuilles(note: Note) -> list[Feuille]:
    """The figures on one sheet, then each table on its own."""
    rows = [
        [section.titre, c.code, c.libelle, c.valeur, typee(c.brut) if c.brut else None, c.precision, c.definition]
        for section in note.sections
        for c in section.chiffres
    ]
    first = Feuille(
        "Chiffres", [Colonne(name, width, "nombre" if name == "Valeur" else "texte") for name, width in CHIFFRES], rows,
        note=f"{note.territoire}, {note.periode}",
    )  # fmt: skip
    return [first, *(_feuille(table) for section in note.sections for table in section.tableaux)]


def _feuille(table: TableauNote) -> Feuille:
    columns = [
        Colonne(name, 50 if n < table.textes else 16, "texte" if n < table.textes else "nombre")
        for n, name in enumerate(table.colonnes)
    ]
    return Feuille(
        table.titre,
        columns,
        [[typee(cell) if n >= table.textes else cell for n, cell in enumerate(row)] for row in table.lignes],
    )
