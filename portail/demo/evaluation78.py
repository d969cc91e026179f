"""CA-78, its evaluation: frame, théorie d'action, critères read again, first answers and opinions. Effects and words are invented."""

from cooperatives.enums import TypeInstance
from cooperatives.queries.personnes import people_of
from cooperatives.workflows import gouvernance
from evaluation.enums_evaluation import (
    HorizonEffet,
    Jugement,
    MomentEvaluation,
    NiveauEffet,
    ObjetEvaluation,
    QualiteCritere,
)
from evaluation.models import EvaluationCA, QuestionEvaluative, ReponseReferentiel, SelectionCritere
from evaluation.workflows import evaluation_ca, reponses
from portail.demo import evaluations
from portail.demo.joueur import Partie

COURT, MOYEN, LONG = HorizonEffet
OBJECTIFS = (
    "Mesurer la contribution de l’alliance à l’entrée des publics invisibles dans un parcours de santé, et comprendre ce "
    "qui fait que des acteurs qui s’ignoraient travaillent ensemble (objectifs fictifs)."
)
# In the order of the objectives, level by level: (effect, direct, horizon).
EFFETS = {
    "general": ((("Les personnes rencontrées ont un parcours de santé suivi", False, LONG),),),
    "specifique": (
        (("Les personnes connaissent un lieu où être accueillies", True, MOYEN), ("Les maraudes se complètent au lieu de se croiser", True, MOYEN)),
        (("Les personnes font valoir leurs droits elles-mêmes", False, LONG),),
        (("Les équipes se passent le relais sans délai", True, MOYEN),),
    ),
    "operationnel": (
        (("Deux maraudes par semaine dans les quartiers prioritaires", True, COURT),),
        (("Chaque personne orientée a un premier rendez-vous", True, COURT),),
        (("Des bilans de santé adaptés, avec interprète", True, COURT),),
        (("Un annuaire partagé et des situations revues ensemble", True, COURT),),
    ),
}  # fmt: skip
CONSTAT = (
    "Sans l’alliance, les maraudes et les permanences se seraient croisées sans se parler : la fiche d’orientation commune "
    "en est la trace la plus nette (constat fictif)."
).replace(" :", "\u00a0:")
REPONSES: evaluations.Reponses = {
    "I1.1": (Jugement.FAVORABLE, "Les équipes disent mieux se compléter d’un trimestre à l’autre (constat fictif).", ("dynamique", "pratiques")),
    "I2.1": (Jugement.MITIGE, "Presque tous viennent aux comités, mais deux bilans sont arrivés tard (constat fictif).", ("presences", "ponctualite")),
    "I3.1": (Jugement.NON_OBSERVABLE, "Trop tôt pour le dire après trois trimestres (constat fictif).", ()),
    "": (Jugement.FAVORABLE, "Des habitants viennent aux activités et une médiatrice tient une tournée (constat fictif).", ("reunions",)),
}  # fmt: skip
NON_ATTENDU = "Des commerçants signalent d’eux-mêmes des personnes isolées aux équipes"


def preparer(partie: Partie, equipe: tuple[str, ...]) -> None:
    """The frame, the mirror of the objectives and the quality of the critères, once a quarter has been read."""
    with partie.le(partie.mois(16)):
        evaluation = EvaluationCA.objects.select_related("ca__departement").get(ca=partie.ca)
        _equipe(partie, equipe)
        evaluation_ca.write_frame(
            evaluation, actor=partie.dd, objet=ObjetEvaluation.COOPERATIVE, moment=MomentEvaluation.EN_COURS,
            objectifs=OBJECTIFS, charge=people_of(partie.ca).first(), registres={"pertinence", "efficacite", "utilite"},
        )  # fmt: skip
        _miroir(partie, evaluation)
        _criteres(partie, evaluation)


def _equipe(partie: Partie, noms: tuple[str, ...]) -> None:
    instance = gouvernance.create_instance(
        partie.ca, actor=partie.dd, type=TypeInstance.EQUIPE_EVALUATION,
        role_ecrit="Suit et évalue l’ensemble du projet de la coopérative.",
    )  # fmt: skip
    for nom in noms:
        membre = partie.membres[nom]
        gouvernance.seat(instance, actor=partie.dd, contact=gouvernance.first_representative(membre), membre=membre)


def _miroir(partie: Partie, evaluation: EvaluationCA) -> None:
    for niveau, told in EFFETS.items():
        evaluations.effets(partie, evaluation, niveau, told)
    surprise = {"niveau": NiveauEffet.REALISATION, "direct": False, "attendu": False, "horizon": ""}
    evaluations.effet(partie, evaluation, libelle=NON_ATTENDU, **surprise)


def repondre(partie: Partie, avis: dict[str, tuple[str, ...]]) -> None:
    """On the eve of the réunion élargie: some answers with their evidence, and the opinions of `avis`."""
    with partie.le(partie.jour):
        evaluations.repondre(partie, REPONSES)
        rows = SelectionCritere.objects.filter(evaluation__ca=partie.ca).select_related("evaluation__ca")
        first = ReponseReferentiel(critere=rows.get(critere__code="C1.1"))
        reponses.write_answer(first, actor=partie.dd, constat=CONSTAT, jugement=Jugement.FAVORABLE)
        evaluations.donner_avis(partie, avis)


def _criteres(partie: Partie, evaluation: EvaluationCA) -> None:
    """All read again but the last; one of the coopérative's own, on a dimension of the renewal."""
    question = QuestionEvaluative.objects.get(numero=2)
    own = evaluation_ca.write_critere(
        evaluation, actor=partie.dd, question=question, libelle="L’implication de la population"
    )
    evaluation_ca.select_indicateur(
        own, actor=partie.dd, libelle_libre="Habitants présents aux comités et aux activités"
    )
    for row in list(evaluation.criteres.all())[:-1]:
        evaluation_ca.review_critere(row, actor=partie.dd, qualites=set(QualiteCritere.values))
