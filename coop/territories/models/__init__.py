from coop.territories.models.geographie import Commune, Departement, Intercommunalite, Quartier
from coop.territories.models.reference import Ponderation, Serie, ValeurReference

__all__ = ["Commune", "Departement", "Intercommunalite", "Ponderation", "Quartier", "Serie", "ValeurReference"]
