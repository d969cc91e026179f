from cooperatives.models.cooperative import Cooperative, Determinant, Public, Site, Thematique
from cooperatives.models.coordination import Coordinateur, CoPilote
from cooperatives.models.dispositifs import Articulation, DispositifLocal, FicheDispositif
from cooperatives.models.gouvernance import Decision, Instance, MembreInstance, PointOdj, Presence, Reunion
from cooperatives.models.membres import EluAssocie, Membre, Representant
from cooperatives.models.opportunite import AppreciationPrincipe, Principe
from cooperatives.models.phases import TransitionPhase
from cooperatives.models.reperage import ActeurRepere, Reperage
from cooperatives.models.reunions import Convocation, PropositionPoint, RemarqueCR
from cooperatives.models.tableau import Etape, Tache
from cooperatives.models.vigilance import ReponseAvertissement, VigilanceSuivi

__all__ = [
    "ActeurRepere",
    "AppreciationPrincipe",
    "Articulation",
    "CoPilote",
    "Convocation",
    "Cooperative",
    "Coordinateur",
    "Decision",
    "Determinant",
    "DispositifLocal",
    "EluAssocie",
    "Etape",
    "FicheDispositif",
    "Instance",
    "Membre",
    "MembreInstance",
    "PointOdj",
    "Presence",
    "Principe",
    "PropositionPoint",
    "Public",
    "RemarqueCR",
    "Reperage",
    "ReponseAvertissement",
    "Representant",
    "Reunion",
    "Site",
    "Tache",
    "Thematique",
    "TransitionPhase",
    "VigilanceSuivi",
]
