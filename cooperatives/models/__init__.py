from cooperatives.models.charte import ArticleCharte, ArticleRegional, Charte, CharteRegionale, SignatureCharte
from cooperatives.models.cooperative import Cooperative, Determinant, Public, Site, Thematique
from cooperatives.models.coordination import Coordinateur, CoPilote
from cooperatives.models.cote_ars import (
    CarenceDroitCommun,
    ConditionIntersectorialite,
    DemandeReferent,
    EffetEngagement,
    InformationInstance,
    TempsAnimation,
)
from cooperatives.models.dispositifs import Articulation, DispositifLocal, FicheDispositif
from cooperatives.models.formations import EchangePratiques, Formation, InscriptionFormation, SessionFormation
from cooperatives.models.gouvernance import Decision, Instance, MembreInstance, PointOdj, Presence, Reunion
from cooperatives.models.leviers import EntreeLevierFrein, LevierFrein, RetourExperience
from cooperatives.models.membres import EluAssocie, Membre, Representant
from cooperatives.models.opportunite import AppreciationPrincipe, Principe
from cooperatives.models.participation import ActiviteParticipation, StrategieParticipation
from cooperatives.models.passation import LettreMission, Passation
from cooperatives.models.phases import TransitionPhase
from cooperatives.models.points_etape import AppreciationElement, PointEtape
from cooperatives.models.recommandations import Recommandation, SuiviRecommandation
from cooperatives.models.reperage import ActeurRepere, Reperage
from cooperatives.models.reprise import ActionReprise, MembreRepris, Reprise
from cooperatives.models.reunions import Convocation, PropositionPoint, RemarqueCR
from cooperatives.models.tableau import Etape, Tache
from cooperatives.models.vigilance import ReponseAvertissement, VigilanceSuivi

__all__ = [
    "ActeurRepere",
    "ActionReprise",
    "ActiviteParticipation",
    "AppreciationElement",
    "AppreciationPrincipe",
    "ArticleCharte",
    "ArticleRegional",
    "Articulation",
    "CarenceDroitCommun",
    "Charte",
    "CharteRegionale",
    "CoPilote",
    "ConditionIntersectorialite",
    "Convocation",
    "Cooperative",
    "Coordinateur",
    "Decision",
    "DemandeReferent",
    "Determinant",
    "DispositifLocal",
    "EchangePratiques",
    "EffetEngagement",
    "EluAssocie",
    "EntreeLevierFrein",
    "Etape",
    "FicheDispositif",
    "Formation",
    "InformationInstance",
    "InscriptionFormation",
    "Instance",
    "LettreMission",
    "LevierFrein",
    "Membre",
    "MembreInstance",
    "MembreRepris",
    "Passation",
    "PointEtape",
    "PointOdj",
    "Presence",
    "Principe",
    "PropositionPoint",
    "Public",
    "Recommandation",
    "RemarqueCR",
    "Reperage",
    "ReponseAvertissement",
    "Representant",
    "Reprise",
    "RetourExperience",
    "Reunion",
    "SessionFormation",
    "SignatureCharte",
    "Site",
    "StrategieParticipation",
    "SuiviRecommandation",
    "Tache",
    "TempsAnimation",
    "Thematique",
    "TransitionPhase",
    "VigilanceSuivi",
]
