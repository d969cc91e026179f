from evaluation.models.annuel import ValidationBilanAnnuel
from evaluation.models.bilan import Bilan, VersionBilan
from evaluation.models.evaluation_ca import EvaluationCA, SelectionCritere, SelectionIndicateur
from evaluation.models.examen import LectureBilan, QuestionChamp
from evaluation.models.externe import EvaluationExterne
from evaluation.models.faisabilite import AppreciationFaisabilite, AvisFaisabilite
from evaluation.models.finale import EvaluationFinale
from evaluation.models.instances_regionales import InstanceRegionale, SiegeRegional
from evaluation.models.lignes import LevierActive, LigneBilan, Releve
from evaluation.models.pour_compte import SaisiePourCompte
from evaluation.models.preuves import PreuveBilan
from evaluation.models.processus import ReleveProcessus
from evaluation.models.questionnaire import (
    ParoleRecueillie,
    PersonneInterrogee,
    Questionnaire,
    QuestionPosee,
    ReponseActeur,
)
from evaluation.models.referentiel import CritereReferentiel, IndicateurReferentiel, ItemFaisabilite, QuestionEvaluative
from evaluation.models.regionale import EvaluationRegionale, PreuveRegionale, ReponseRegionale
from evaluation.models.reponses import PreuveReponse, ReponseReferentiel
from evaluation.models.syntheses import SyntheseCooperative, SyntheseDepartement
from evaluation.models.theorie import Effet

__all__ = [
    "AppreciationFaisabilite",
    "AvisFaisabilite",
    "Bilan",
    "CritereReferentiel",
    "Effet",
    "EvaluationCA",
    "EvaluationExterne",
    "EvaluationFinale",
    "EvaluationRegionale",
    "IndicateurReferentiel",
    "InstanceRegionale",
    "ItemFaisabilite",
    "LectureBilan",
    "LevierActive",
    "LigneBilan",
    "ParoleRecueillie",
    "PersonneInterrogee",
    "PreuveBilan",
    "PreuveRegionale",
    "PreuveReponse",
    "QuestionChamp",
    "QuestionEvaluative",
    "QuestionPosee",
    "Questionnaire",
    "Releve",
    "ReleveProcessus",
    "ReponseActeur",
    "ReponseReferentiel",
    "ReponseRegionale",
    "SaisiePourCompte",
    "SelectionCritere",
    "SelectionIndicateur",
    "SiegeRegional",
    "SyntheseCooperative",
    "SyntheseDepartement",
    "ValidationBilanAnnuel",
    "VersionBilan",
]
