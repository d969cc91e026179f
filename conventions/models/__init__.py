from conventions.models.action import FicheAction, Lieu
from conventions.models.avenant import ActionRetiree, Avenant, Modification, PartieAvenant
from conventions.models.citation import CitationDecision
from conventions.models.commentaire import FilCommentaire, MessageCommentaire
from conventions.models.convention import Convention, Partie, Periode, VersionConvention
from conventions.models.echeance import DecisionReconduction, DemandeSortie, ReunionAnnuelle
from conventions.models.engagement import CompteRenduFinancier, EngagementFinancier
from conventions.models.fiche import ApportVise, ContributionPropre, LevierVise, MoyenHumain, RelanceFiche
from conventions.models.financement import AutreFinancement, Budget, LigneRepartition, SeuilSubvention
from conventions.models.gabarit import AdaptationBloc, GabaritArticle
from conventions.models.indicateur import Indicateur, VersionCible
from conventions.models.modes import ModeIntervention
from conventions.models.programme import Objectif, Programme
from conventions.models.reprise import ConventionReprise
from conventions.models.resiliation import AvisReception, Resiliation
from conventions.models.signature import CodeSignature, DemandeSignature, Signataire, Signature

__all__ = [
    "ActionRetiree",
    "AdaptationBloc",
    "ApportVise",
    "AutreFinancement",
    "Avenant",
    "AvisReception",
    "Budget",
    "CitationDecision",
    "CodeSignature",
    "CompteRenduFinancier",
    "ContributionPropre",
    "Convention",
    "ConventionReprise",
    "DecisionReconduction",
    "DemandeSignature",
    "DemandeSortie",
    "EngagementFinancier",
    "FicheAction",
    "FilCommentaire",
    "GabaritArticle",
    "Indicateur",
    "LevierVise",
    "Lieu",
    "LigneRepartition",
    "MessageCommentaire",
    "ModeIntervention",
    "Modification",
    "MoyenHumain",
    "Objectif",
    "Partie",
    "PartieAvenant",
    "Periode",
    "Programme",
    "RelanceFiche",
    "Resiliation",
    "ReunionAnnuelle",
    "SeuilSubvention",
    "Signataire",
    "Signature",
    "VersionCible",
    "VersionConvention",
]
