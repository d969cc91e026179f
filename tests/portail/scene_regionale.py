"""A région with validated evaluations, one that is not, and the siège that answers over them."""

from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from coop.accounts.enums import RoleMandat
from coop.accounts.models import User
from cooperatives import reference_vie
from cooperatives.models import Cooperative
from evaluation import reference, reference_externe
from evaluation.models import (
    EvaluationFinale,
    EvaluationRegionale,
    IndicateurReferentiel,
    InstanceRegionale,
    QuestionEvaluative,
    ReponseReferentiel,
)
from evaluation.workflows import evaluation_ca, regionale
from evaluation.workflows import instances_regionales as instances
from evaluation.workflows import reponses as answering
from portail.evaluation_regionale import composer
from tests.factories import cooperatives as fabrique
from tests.factories import utilisateur

JOUR = date(2027, 3, 1)
FINALE = {"processus": True, "activite": True, "resultats": True, "instance": "Comité de pilotage"}
TOUTES = Cooperative.objects.all
COPIL, TECHNIQUE = "copil_evaluation", "comite_technique_evaluation"


@dataclass
class Scene:
    siege: User
    yvelines: Cooperative
    valdoise: Cooperative
    pas_validee: Cooperative

    @property
    def en_cours(self) -> EvaluationRegionale:
        return EvaluationRegionale.objects.get(validee_le=None)

    def instance(self, code: str = COPIL) -> InstanceRegionale:
        row = instances.set_up(instances.active(code), actor=self.siege.actor, role_ecrit="Il décide.")
        instances.seat(row, actor=self.siege.actor, contact=self.siege.contact)
        return row

    def complete(self) -> EvaluationRegionale:
        """Everything the validation asks for."""
        row, actor = regionale.open_evaluation(actor=self.siege.actor), self.siege.actor
        self.instance()
        regionale.write_frame(row, actor=actor, registres={"utilite"}, objectifs="Savoir.")
        for question in QuestionEvaluative.objects.all():
            said = regionale.answer_of(row, question)
            regionale.write_answer(said, actor=actor, constat=f"Constat {question.numero}.", jugement="mitige")
        return row

    def valider(self) -> EvaluationRegionale:
        return regionale.validate(
            self.complete(), actor=self.siege.actor, le=JOUR, par="Copil", composer=composer.synthese
        )


def evaluee(departement: str, constat: str, jugement: str, *, validee: bool = True, code: str = "C1.1") -> Cooperative:
    """A coopérative under way that answered the first question on a critère and its indicator; validated or not."""
    dd = fabrique.coordinatrice(departement)
    ca = fabrique.cooperative(departement, intitule=f"Coopérative fictive {departement}")
    Cooperative.objects.filter(pk=ca.pk).update(phase="mise_en_oeuvre")
    evaluation = evaluation_ca.open_evaluation(ca, actor=dd.actor)
    question = QuestionEvaluative.objects.get(numero=1)
    critere = evaluation_ca.select_critere(
        evaluation, actor=dd.actor, critere=question.criterereferentiels.get(code=code)
    )
    row = evaluation_ca.select_indicateur(
        critere, actor=dd.actor, indicateur=IndicateurReferentiel.objects.get(code="I1.1")
    )
    answering.write_answer(
        ReponseReferentiel(critere=critere, indicateur=row), actor=dd.actor, constat=constat, jugement=jugement
    )
    if validee:
        EvaluationFinale.objects.create(ca=ca, validee_le=JOUR, **FINALE)
    ca.refresh_from_db()
    return ca


def build() -> Scene:
    reference.load()
    reference_vie.load()
    reference_externe.load()
    return Scene(
        utilisateur(RoleMandat.SIEGE),
        evaluee("78", "On se connaît mieux.", "favorable"),
        evaluee("95", "Trop tôt pour conclure.", "defavorable"),
        evaluee("77", "Brouillon à taire.", "mitige", validee=False),
    )


def page(name: str = "region_evaluation", **kwargs) -> str:
    return reverse(f"portail:{name}", kwargs=kwargs or None)


def lire(client, user, url: str) -> str:
    client.force_login(user)
    return client.get(url).content.decode()
