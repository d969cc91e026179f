from evaluation.models.bilan import Bilan, VersionBilan
from evaluation.models.evaluation_ca import EvaluationCA, SelectionCritere, SelectionIndicateur
from evaluation.models.lignes import LevierActive, LigneBilan, Releve
from evaluation.models.processus import ReleveProcessus
from evaluation.models.referentiel import CritereReferentiel, IndicateurReferentiel, ItemFaisabilite, QuestionEvaluative
from evaluation.models.syntheses import SyntheseCooperative, SyntheseDepartement

__all__ = [
    "Bilan",
    "CritereReferentiel",
    "EvaluationCA",
    "IndicateurReferentiel",
    "ItemFaisabilite",
    "LevierActive",
    "LigneBilan",
    "QuestionEvaluative",
    "Releve",
    "ReleveProcessus",
    "SelectionCritere",
    "SelectionIndicateur",
    "SyntheseCooperative",
    "SyntheseDepartement",
    "VersionBilan",
]
