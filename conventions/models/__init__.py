from conventions.models.action import FicheAction, Lieu
from conventions.models.avenant import ActionRetiree, Avenant, Modification, PartieAvenant
from conventions.models.commentaire import FilCommentaire, MessageCommentaire
from conventions.models.convention import Convention, Partie, Periode, VersionConvention
from conventions.models.fiche import ApportVise, ContributionPropre, LevierVise, MoyenHumain, RelanceFiche
from conventions.models.gabarit import GabaritArticle
from conventions.models.indicateur import Indicateur
from conventions.models.modes import ModeIntervention
from conventions.models.programme import Objectif, Programme
from conventions.models.signature import CodeSignature, Signataire, Signature

__all__ = [
    "ActionRetiree",
    "ApportVise",
    "Avenant",
    "CodeSignature",
    "ContributionPropre",
    "Convention",
    "FicheAction",
    "FilCommentaire",
    "GabaritArticle",
    "Indicateur",
    "LevierVise",
    "Lieu",
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
    "Signataire",
    "Signature",
    "VersionConvention",
]
