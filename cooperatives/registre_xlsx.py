"""The register as a workbook: two sheets, whose columns are those the imports read."""

from coop.classeurs.ecriture import Colonne, Feuille, classeur
from cooperatives.enums import TypeDispositif
from cooperatives.imports_dispositifs import DISPOSITIFS, FICHES
from cooperatives.queries.dispositifs import registre


def classeur_du_registre() -> bytes:
    """Every scheme, then every fiche (4 statements)."""
    rows = list(registre())
    schemes = [
        [
            row.departement.code, TypeDispositif(row.type).label, row.nom,
            ", ".join(f"{commune.nom} ({commune.code})" for commune in row.communes.all()),
            row.structure_porteuse.nom if row.structure_porteuse else None, row.debut, row.fin,
        ]
        for row in rows
    ]  # fmt: skip
    fiches = [
        [
            row.departement.code, TypeDispositif(row.type).label, row.nom, fiche.intitule,
            "; ".join(theme.libelle for theme in fiche.thematiques.all()),
        ]
        for row in rows
        for fiche in row.fiches.all()
    ]  # fmt: skip
    return classeur([_sheet("Dispositifs", DISPOSITIFS, schemes), _sheet("Fiches", FICHES, fiches)])


def _sheet(titre: str, modele, lignes: list) -> Feuille:
    dates = ("debut", "fin")
    columns = [Colonne(c.titre, c.largeur, "date" if c.code in dates else "texte") for c in modele.colonnes]
    return Feuille(titre, columns, lignes)
