"""The questionnaire of the access world: open in both coopératives, everybody of the own one is asked."""

from datetime import date

from cooperatives.models import Cooperative
from evaluation.models import EvaluationCA, ParoleRecueillie, PersonneInterrogee, Questionnaire, QuestionPosee
from tests.accounts.monde import START, Monde, Sample

ONCE_CLOSED = ("lire", "publier", "xlsx", "csv", "synthese", "passage", "montrer", "effacer", "devenir")


def close() -> None:
    """What was said is read once the questionnaire is closed."""
    Questionnaire.objects.update(clos_le=START)


def _said(ca: Cooperative) -> ParoleRecueillie:
    question = QuestionPosee.objects.get(questionnaire__evaluation__ca=ca)
    return ParoleRecueillie.objects.create(question=question, texte="Dit.", extrait="Dit.", public=True)


def peupler(monde: Monde) -> None:
    """The evaluations are made by `monde_evaluation`, whichever comes first."""
    own = {code: _asked(monde.own, user.contact) for code, user in monde.users.items() if user}
    _asked(monde.foreign, monde.users["siege"].contact)
    foreign = _asked(monde.foreign, monde.users["dd95"].contact)
    for name in ("echange", "retirer_invitation"):
        monde.samples[f"evaluation:questionnaire_{name}.personne_id"] = Sample(own["asso-b"], foreign)
    paroles = [_said(ca) for ca in (monde.own, monde.foreign)]
    monde.samples["parole_id"] = Sample(*(parole.pk for parole in paroles))
    monde.samples["evaluation:questionnaire_synthese.question_id"] = Sample(*(p.question_id for p in paroles))
    monde.states |= dict.fromkeys((f"evaluation:questionnaire_{name}" for name in ONCE_CLOSED), close)
    monde.link_objects["questionnaire"] = (own["asso-a"], foreign)
    monde.link_contacts["questionnaire"] = monde.users["asso-a"].contact


def _asked(ca: Cooperative, contact) -> int:
    evaluation, _ = EvaluationCA.objects.get_or_create(ca=ca)
    values = {"introduction": "x", "jusqu_au": date(2099, 1, 1), "ouvert_le": START}
    row, created = Questionnaire.objects.get_or_create(evaluation=evaluation, defaults=values)
    if created:
        QuestionPosee.objects.create(questionnaire=row, ordre=1, libelle="Et vous ?")
    return PersonneInterrogee.objects.create(questionnaire=row, contact=contact).pk
