"""The ex-ante evaluation of 2018, which opened the démarche (R-EVCA-01): its phases as its report tells them (R-REF-8)."""

from datetime import date

from coop.territories.sync import Compte
from cooperatives.models import Recommandation
from evaluation.enums_evaluation import MomentEvaluation
from evaluation.models import EvaluationExterne

PHASES = (
    "Phase 1, décembre 2017 et janvier 2018\u00a0: cadrage, analyse documentaire et construction des outils d’évaluation (8 entretiens exploratoires au siège de l’ARS)",
    "Phase 2, février et mars 2018\u00a0: recueil et analyse des données (revue de littérature, déplacements sur sites, 30 entretiens\u00a0: 6 avec les délégations, 20 avec les acteurs, 4 complémentaires)",
    "Phase 3, avril 2018\u00a0: résultats et recommandations (production des synthèses, présentation au comité de pilotage, validation du rapport final)",
)
LIVRABLES = (
    "Rapport final, diffusé en mai 2018",
    "Référentiel d’évaluation\u00a0: trois questions, dix-neuf critères, seize indicateurs, neuf items de faisabilité",
    "Tableau des leviers et des freins",
    "Vingt-neuf recommandations",
)
EX_ANTE = {
    "intitule": "Évaluation ex-ante des projets de coopérative d’acteurs",
    "moment": MomentEvaluation.EX_ANTE,
    "fin": date(2018, 5, 31),
    "deroulement": "\n".join(PHASES),
    "livrables": "\n".join(LIVRABLES),
    "entretiens": 38,
}


def load() -> Compte:
    """Created once, never overwritten: the siège may complete it."""
    row, created = EvaluationExterne.objects.get_or_create(
        evaluateur="LH conseil", debut=date(2017, 12, 1), defaults=EX_ANTE
    )
    if created:
        row.recommandations.set(Recommandation.objects.all())
    return Compte(str(EvaluationExterne._meta.verbose_name_plural), crees=int(created), inchanges=int(not created))
