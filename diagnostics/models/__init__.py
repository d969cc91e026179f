from diagnostics.models.analyse import Analyse, Donnee, SourceDonnees
from diagnostics.models.besoins import Besoin
from diagnostics.models.constats import Constat, RessourceLocale, VoletDescriptif
from diagnostics.models.diagnostic import Concertation, Diagnostic
from diagnostics.models.priorites import Bulletin, CriterePriorite, NoteBesoin, Priorisation
from diagnostics.models.voix import Avis, DocumentAppui, Recueil

__all__ = [
    "Analyse",
    "Avis",
    "Besoin",
    "Bulletin",
    "Concertation",
    "Constat",
    "CriterePriorite",
    "Diagnostic",
    "DocumentAppui",
    "Donnee",
    "NoteBesoin",
    "Priorisation",
    "Recueil",
    "RessourceLocale",
    "SourceDonnees",
    "VoletDescriptif",
]
