from evaluation.models.annuel import ValidationBilanAnnuel
from evaluation.models.bilan import Bilan, VersionBilan
from evaluation.models.evaluation_ca import EvaluationCA, SelectionCritere, SelectionIndicateur
from evaluation.models.examen import LectureBilan, QuestionChamp
from evaluation.models.finale import EvaluationFinale
from evaluation.models.lignes import LevierActive, LigneBilan, Releve
from evaluation.models.pour_compte import SaisiePourCompte
from evaluation.models.preuves import PreuveBilan
from evaluation.models.processus import ReleveProcessus
from evaluation.models.referentiel import CritereReferentiel, IndicateurReferentiel, ItemFaisabilite, QuestionEvaluative
from evaluation.models.syntheses import SyntheseCooperative, SyntheseDepartement

__all__ = [
    "Bilan",
    "CritereReferentiel",
    "EvaluationCA",
    "EvaluationFinale",
    "IndicateurReferentiel",
    "ItemFaisabilite",
    "LectureBilan",
    "LevierActive",
    "LigneBilan",
    "PreuveBilan",
    "QuestionChamp",
    "QuestionEvaluative",
    "Releve",
    "ReleveProcessus",
    "SaisiePourCompte",
    "SelectionCritere",
    "SelectionIndicateur",
    "SyntheseCooperative",
    "SyntheseDepartement",
    "ValidationBilanAnnuel",
    "VersionBilan",
]
