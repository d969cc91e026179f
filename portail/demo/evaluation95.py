"""CA-95, in its evaluation: the published words of its actors are cited, the synthesis waits to be validated. All invented."""

from conventions.enums import NiveauObjectif
from cooperatives.queries.personnes import people_of
from evaluation.enums_evaluation import HorizonEffet, Jugement, MomentEvaluation, ObjetEvaluation, QualiteCritere
from evaluation.models import EvaluationCA, IndicateurReferentiel, SelectionCritere
from evaluation.workflows import evaluation_ca
from portail.demo import evaluations
from portail.demo.joueur import Partie

COURT, MOYEN, LONG = HorizonEffet
OBJECTIFS = (
    "Dire ce que la coopérative a changé pour les enfants et pour ceux qui les repèrent, et ce qui mérite d’être repris "
    "ailleurs (objectifs fictifs)."
)
EFFETS = {
    NiveauObjectif.GENERAL: ((("Moins d’enfants arrivent à l’école sans que leurs difficultés soient connues", False, LONG),),),
    NiveauObjectif.SPECIFIQUE: (
        (("Les familles sont orientées en quelques semaines", True, MOYEN),),
        (("Les parents se sentent plus à l’aise pour en parler", False, MOYEN),),
    ),
    NiveauObjectif.OPERATIONNEL: (
        (("Les lieux d’accueil ont une personne formée", True, COURT),),
        (("Un temps d’orientation dans chaque ville", True, COURT),),
        (("Des ateliers suivis par les mêmes familles", True, COURT),),
    ),
}  # fmt: skip
REPONSES: evaluations.Reponses = {
    "I1.1": (Jugement.FAVORABLE, "La formation commune a donné les mêmes repères à tous les lieux d’accueil (constat fictif).", ("indicateurs",)),
    "I2.1": (Jugement.FAVORABLE, "Les structures sont restées engagées du premier au dernier comité (constat fictif).", ("presences", "ponctualite")),
    "I3.2": (Jugement.MITIGE, "La délégation est plus présente, les délais de versement restent longs (constat fictif).", ()),
    "I3.3": (Jugement.FAVORABLE, "Les acteurs disent construire ensemble plutôt que remplir des cases (constat fictif).", ("paroles",)),
}  # fmt: skip


def repondre(partie: Partie, a: str, b: str) -> None:
    """The frame, the mirror, the answers of the day; `a` and `b` give their opinions."""
    with partie.le(partie.jour):
        evaluation = EvaluationCA.objects.select_related("ca__departement").get(ca=partie.ca)
        evaluation_ca.write_frame(
            evaluation, actor=partie.dd, objet=ObjetEvaluation.COOPERATIVE, moment=MomentEvaluation.FINALE,
            objectifs=OBJECTIFS, charge=people_of(partie.ca).first(), registres={"efficacite", "utilite"},
        )  # fmt: skip
        for niveau, told in EFFETS.items():
            evaluations.effets(partie, evaluation, niveau, told)
        rows = SelectionCritere.objects.filter(evaluation=evaluation).select_related("critere", "evaluation__ca")
        for row in rows:
            evaluation_ca.review_critere(row, actor=partie.dd, qualites=set(QualiteCritere.values))
        seen = IndicateurReferentiel.objects.get(code="I3.3")
        evaluation_ca.select_indicateur(rows.get(critere__code="C3.1"), actor=partie.dd, indicateur=seen)
        evaluations.repondre(partie, REPONSES)
        evaluations.donner_avis(partie, {a: ("oui",) * 8 + ("partiel",), b: ("oui", "partiel") * 4 + ("non",)})
