"""The siège evaluates the région: its instances, its frame, a first answer over the coopératives. Every text is fictitious."""

from datetime import date, timedelta

from coop import horloge
from coop.journal.actors import Actor
from evaluation.enums_evaluation import Jugement, MomentEvaluation, TypeInstanceRegionale
from evaluation.models import EvaluationRegionale, QuestionEvaluative
from evaluation.workflows import instances_regionales as instances
from evaluation.workflows import regionale
from portail.demo import personnes
from portail.evaluation_regionale import composer

OUVERTURE, REPONSE = 60, 3  # days before the day of loading
OBJECTIFS = (
    "Dire si les coopératives font ce pour quoi elles ont été créées, à qui cela sert, et ce que l’agence doit changer "
    "dans sa façon d’accompagner (objectifs fictifs)."
)
SIEGES = {
    TypeInstanceRegionale.COPIL: ("siege", "dd77", "dd78", "dd95", "delegue78"),
    TypeInstanceRegionale.TECHNIQUE: ("siege", "dd78", "dd95"),
}
QUALITE = (
    "Là où l’évaluation est validée, l’action va vers des personnes que personne ne voyait\u00a0; l’orientation vers le soin "
    "reste inégale. Une seule coopérative a validé\u00a0: à relire quand les autres l’auront fait (constat fictif)."
)
COOPERATION = "Les acteurs viennent et rendent leurs bilans\u00a0; l’appartenance au territoire demande du temps (constat fictif)."


def raconter(jour: date) -> None:
    """Opened two months ago, the first question answered this week; the two others are to come."""
    siege = personnes.acteur("siege")
    with horloge.at(jour - timedelta(days=OUVERTURE)):
        evaluation = regionale.open_evaluation(actor=siege)
        for kind, codes in SIEGES.items():
            row = instances.active(kind)
            instances.set_up(row, actor=siege, role_ecrit=row.role_ecrit)
            for code in codes:
                instances.seat(row, actor=siege, contact=personnes.compte(code).contact)
        regionale.write_frame(
            evaluation, actor=siege, registres={"efficacite", "utilite"}, moment=MomentEvaluation.EN_COURS,
            objectifs=OBJECTIFS, charge=personnes.compte("siege").contact,
        )  # fmt: skip
    with horloge.at(jour - timedelta(days=REPONSE)):
        _repondre(evaluation, siege)


def _repondre(evaluation: EvaluationRegionale, siege: Actor) -> None:
    """The first with its proofs, the second begun without judgement."""
    first, second = QuestionEvaluative.objects.filter(numero__lt=3).order_by("numero")
    answer = regionale.write_answer(
        regionale.answer_of(evaluation, first), actor=siege, constat=QUALITE, jugement=Jugement.MITIGE
    )
    known = composer.de_la_region()
    for name, facts in composer.citables(known.remontee.question(1), known.chiffres[1]):
        if name != "Chiffres de l’année":
            for fact in facts:
                regionale.cite(answer, actor=siege, fait=fact)
    regionale.write_answer(regionale.answer_of(evaluation, second), actor=siege, constat=COOPERATION, jugement="")
