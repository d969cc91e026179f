"""The list of modes d’intervention (decisions.md 10). The guide leaves them a free text; the list lets them be crossed."""

from conventions.models import ModeIntervention
from coop.territories.sync import Compte, create_missing

GUIDE, LETTRE, EVALUATION = "guide 2018", "lettre 2022", "évaluation ex-ante 2018"
USAGE, PRAPS = "usage professionnel, à valider par l’ARS", "ARS Île-de-France, PRAPS 2"
MODES = [
    ("aller_vers", "Aller-vers, maraude, action hors les murs", GUIDE),
    ("accueil_orientation", "Accueil, écoute, orientation", GUIDE),
    ("bilan_sante", "Bilan de santé", GUIDE),
    ("consultation_avancee", "Consultation avancée, permanence", GUIDE),
    ("depistage", "Dépistage, repérage", GUIDE),
    ("vaccination", "Vaccination", GUIDE),
    ("education_sante", "Éducation pour la santé (animation, atelier)", USAGE),
    ("etp", "Éducation thérapeutique du patient", EVALUATION),
    ("mediation", "Médiation en santé, interprétariat", PRAPS),
    ("accompagnement", "Accompagnement individuel vers les droits et les soins", GUIDE),
    ("information", "Information, sensibilisation, communication", GUIDE),
    ("formation", "Formation des professionnels ou bénévoles", GUIDE),
    ("coordination", "Coordination locale, mise en réseau", LETTRE),
    ("participation", "Mobilisation et participation des habitants", LETTRE),
    ("diagnostic", "Diagnostic, étude de besoins", GUIDE),
    ("outil", "Production d’outils", LETTRE),
    ("plaidoyer_environnement", "Action sur l’environnement et les conditions de vie", GUIDE),
    ("evaluation", "Évaluation", GUIDE),
    ("autre", "Autre mode d’intervention", USAGE),
]


def load() -> list[Compte]:
    """Create what is missing; what the siège has renamed or archived is left alone."""
    rows = [
        {"code": code, "libelle": libelle, "source": source, "ordre": ordre}
        for ordre, (code, libelle, source) in enumerate(MODES, start=1)
    ]
    return [create_missing(ModeIntervention, rows, also="libelle")]
