"""The evaluation of a coopérative in force: two quarters sent by A, one critère of its own and one indicator a question."""

from datetime import date
from decimal import Decimal

from django.urls import reverse

from conventions.models import AutreFinancement
from coop import horloge
from evaluation import reference
from evaluation.models import IndicateurReferentiel, QuestionEvaluative
from evaluation.workflows import evaluation_ca
from tests.evaluation import scene_bilan

JOUR = date(2026, 7, 20)


def build() -> scene_bilan.Scene:
    """The scene, with `evaluation` beside what it holds."""
    reference.load()
    scene = scene_bilan.build()
    with horloge.at(date(2026, 4, 20)):
        scene.transmettre(scene.asso_a, 1, reponses={"dynamique": "non", "pratiques": "oui", "pratiques_aspects": "x"})
    with horloge.at(date(2026, 7, 16)):
        told = {"dynamique": "oui", "dynamique_aspects": "Une fiche", "effets_non_attendus": "Des voisins alertent"}
        scene.transmettre(scene.asso_a, 2, reponses=told | {"pistes": "Ouvrir le samedi"})
    evaluation = evaluation_ca.open_evaluation(scene.ca, actor=scene.dd.actor)
    for numero, code in ((1, "I1.1"), (2, "I2.3"), (3, "I3.4")):
        question = QuestionEvaluative.objects.get(numero=numero)
        row = evaluation_ca.write_critere(
            evaluation, actor=scene.dd.actor, question=question, libelle=f"Critère {numero}"
        )
        known = IndicateurReferentiel.objects.get(code=code)
        evaluation_ca.select_indicateur(row, actor=scene.dd.actor, indicateur=known)
    AutreFinancement.objects.create(ca=scene.ca, annee=2026, financeur="Ville", montant=Decimal(8000))
    scene.evaluation = evaluation
    return scene


def url(scene, name: str, **kwargs) -> str:
    return reverse(f"evaluation:{name}", kwargs={"ca_ref": scene.ca.reference, **kwargs})


def indicateur(scene, numero: int):
    """The indicator kept for a question."""
    return scene.evaluation.criteres.get(question__numero=numero).indicateurs.get()
