from diagnostics.models.analyse import Analyse, Donnee, SourceDonnees
from diagnostics.models.besoins import Besoin
from diagnostics.models.diagnostic import Concertation, Diagnostic

__all__ = ["Analyse", "Besoin", "Concertation", "Diagnostic", "Donnee", "SourceDonnees"]
