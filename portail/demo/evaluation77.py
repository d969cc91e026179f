"""The coopérative of Melun, its programme over: evaluated whole, so that its answers reach the région. All invented."""

from datetime import timedelta

from conventions.enums import NiveauObjectif
from cooperatives.queries.personnes import people_of
from evaluation.enums_evaluation import HorizonEffet, Jugement, MomentEvaluation, ObjetEvaluation, QualiteCritere
from evaluation.models import EvaluationCA, QuestionEvaluative, SelectionCritere
from evaluation.workflows import evaluation_ca, finale
from portail.demo import evaluations
from portail.demo.joueur import Partie

COURT, MOYEN, LONG = HorizonEffet
JOURS = 6  # before the day of loading: the instance validates
OBJECTIFS = "Dire ce que des permanences sans rendez-vous changent pour qui veut arrêter de fumer (objectifs fictifs)."
EFFETS = {
    NiveauObjectif.GENERAL: ((("Des fumeurs demandent de l’aide plus tôt", False, LONG),),),
    NiveauObjectif.SPECIFIQUE: ((("Les relais orientent sans attendre", True, MOYEN),),),
    NiveauObjectif.OPERATIONNEL: (
        (("Une permanence chaque semaine de marché", True, COURT),),
        (("Deux équipes ont un relais formé", True, COURT),),
    ),
}  # fmt: skip
REPONSES: evaluations.Reponses = {
    "I1.1": (Jugement.FAVORABLE, "La permanence du marché touche des personnes qu’aucune structure ne voyait (constat fictif).", ("dynamique", "indicateurs")),
    "I1.2": (Jugement.MITIGE, "L’orientation vers un médecin marche bien en ville, moins autour (constat fictif).", ("parcours",)),
    "I2.1": (Jugement.FAVORABLE, "Tous les bilans sont arrivés, tous les comités se sont tenus (constat fictif).", ("presences", "ponctualite")),
    "I2.2": (Jugement.NON_OBSERVABLE, "Une année ne suffit pas à le dire (constat fictif).", ()),
    "I3.1": (Jugement.FAVORABLE, "La délégation participe au lieu de seulement financer (constat fictif).", ()),
    "I3.2": (Jugement.DEFAVORABLE, "Deux interlocuteurs se sont succédé sans passation (constat fictif).", ()),
    "": (Jugement.MITIGE, "Des habitants tiennent le stand, aucun ne siège encore au comité (constat fictif).", ("reunions",)),
}  # fmt: skip


def evaluer(partie: Partie, structure: str) -> None:
    """The frame, the mirror, the answers, one opinion, then the validation on the three parts."""
    with partie.le(partie.jour - timedelta(days=JOURS)) as jour:
        evaluation = EvaluationCA.objects.select_related("ca__departement").get(ca=partie.ca)
        evaluation_ca.write_frame(
            evaluation, actor=partie.dd, objet=ObjetEvaluation.COOPERATIVE, moment=MomentEvaluation.FINALE,
            objectifs=OBJECTIFS, charge=people_of(partie.ca).first(), registres={"efficacite", "utilite"},
        )  # fmt: skip
        for niveau, told in EFFETS.items():
            evaluations.effets(partie, evaluation, niveau, told)
        _critere_propre(partie, evaluation)
        for row in SelectionCritere.objects.filter(evaluation=evaluation).select_related("critere", "evaluation__ca"):
            evaluation_ca.review_critere(row, actor=partie.dd, qualites=set(QualiteCritere.values))
        evaluations.repondre(partie, REPONSES)
        evaluations.donner_avis(partie, {structure: ("oui",) * 6 + ("partiel", "oui", "non")})
        finale.enregistrer(
            partie.ca, actor=partie.dd, validee_le=jour, instance="Comité de pilotage (instance fictive)",
            volets={"processus", "activite", "resultats"},
        )  # fmt: skip


def _critere_propre(partie: Partie, evaluation: EvaluationCA) -> None:
    own = evaluation_ca.write_critere(
        evaluation, actor=partie.dd, question=QuestionEvaluative.objects.get(numero=2),
        libelle="L’implication de la population",
    )  # fmt: skip
    evaluation_ca.select_indicateur(own, actor=partie.dd, libelle_libre="Habitants présents aux permanences")
