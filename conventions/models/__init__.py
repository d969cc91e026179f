from conventions.models.action import FicheAction, Lieu
from conventions.models.avenant import ActionRetiree, Avenant, Modification, PartieAvenant
from conventions.models.convention import Convention, Partie, Periode, VersionConvention
from conventions.models.gabarit import GabaritArticle
from conventions.models.indicateur import Indicateur
from conventions.models.programme import Objectif, Programme
from conventions.models.signature import CodeSignature, Signataire, Signature

__all__ = [
    "ActionRetiree",
    "Avenant",
    "CodeSignature",
    "Convention",
    "FicheAction",
    "GabaritArticle",
    "Indicateur",
    "Lieu",
    "Modification",
    "Objectif",
    "Partie",
    "PartieAvenant",
    "Periode",
    "Programme",
    "Signataire",
    "Signature",
    "VersionConvention",
]
