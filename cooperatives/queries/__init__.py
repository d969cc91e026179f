"""What is read of a coopérative: communes, population, frise, rows of lists, warnings."""

from cooperatives.queries.frise import EtapeFrise, Suivi, frise, suivis_commences
from cooperatives.queries.listes import libelle_etape, mini_frise, resumes
from cooperatives.queries.territoire import communes_couvertes, nombre_communes, population

__all__ = [
    "EtapeFrise",
    "Suivi",
    "communes_couvertes",
    "frise",
    "libelle_etape",
    "mini_frise",
    "nombre_communes",
    "population",
    "resumes",
    "suivis_commences",
]
