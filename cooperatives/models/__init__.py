from cooperatives.models.cooperative import Cooperative, Determinant, Public, Site, Thematique
from cooperatives.models.coordination import Coordinateur, CoPilote
from cooperatives.models.gouvernance import Decision, Instance, MembreInstance, PointOdj, Presence, Reunion
from cooperatives.models.membres import Membre, Representant
from cooperatives.models.opportunite import AppreciationPrincipe, Articulation, DispositifLocal, Principe
from cooperatives.models.phases import TransitionPhase
from cooperatives.models.tableau import Etape, Tache

__all__ = [
    "AppreciationPrincipe",
    "Articulation",
    "CoPilote",
    "Cooperative",
    "Coordinateur",
    "Decision",
    "Determinant",
    "DispositifLocal",
    "Etape",
    "Instance",
    "Membre",
    "MembreInstance",
    "PointOdj",
    "Presence",
    "Principe",
    "Public",
    "Representant",
    "Reunion",
    "Site",
    "Tache",
    "Thematique",
    "TransitionPhase",
]
