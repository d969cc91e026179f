"""The campaign of the questionnaire: prepared, opened with its mails, recalled once, extended, closed (R-REF-6)."""

from collections.abc import Collection, Iterable
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction

from coop import horloge
from coop.accounts import liens
from coop.accounts.enums import UsageLien
from coop.accounts.models import PersonalLink
from coop.accounts.predicates import require
from coop.gates import Blocked, Manque
from coop.journal.actors import Actor
from coop.journal.workflows import record
from coop.organisations.models import Contact
from coop.ui.typographie import avec_nombre, date_longue
from cooperatives.models import Cooperative
from evaluation import courriels_questionnaire as courriels
from evaluation.guide_questionnaire import QUESTIONS, SEUIL
from evaluation.models import PersonneInterrogee, Questionnaire, QuestionPosee
from evaluation.rules_questionnaire import coordinates
from evaluation.workflows.evaluation_ca import open_evaluation

NOT_YOURS = "Le questionnaire des acteurs se prépare avec la coordination."
OPEN_ALREADY = "Le questionnaire est ouvert\u00a0: ses questions ne changent plus."
PAST = "Ce jour est déjà passé."
ANSWERED = (
    "Cette personne a déjà commencé à répondre, ou a dit ne pas répondre\u00a0: son invitation ne se retire plus."
)


def current(ca: Cooperative) -> Questionnaire | None:
    """The questionnaire of the coopérative, locked for a verb."""
    rows = Questionnaire.objects.select_for_update(of=("self",)).select_related("evaluation__ca__departement")
    return rows.filter(evaluation__ca=ca).first()


@transaction.atomic
def prepare(
    ca: Cooperative,
    *,
    actor: Actor,
    introduction: str,
    jusqu_au: date,
    guide: Collection[int],
    propres: Iterable[str] = (),
    version: int | None = None,
) -> Questionnaire:
    """Write the draft: its text, its last day, the questions of the guide kept, then the coopérative's own.

    Raises Refused, StaleVersion, ValidationError (already open, a day that is over, no question).
    """
    require(coordinates, actor, ca, NOT_YOURS)
    evaluation = open_evaluation(ca, actor=actor)
    row = current(ca) or Questionnaire(evaluation=evaluation)
    if row.ouvert_le:
        raise ValidationError(OPEN_ALREADY)
    libelles = [(numero, QUESTIONS[numero - 1]) for numero in sorted(guide)]
    libelles += [(None, text.strip()) for text in propres if text.strip()]
    if not libelles:
        raise ValidationError({"guide": "Posez au moins une question."})
    if jusqu_au < horloge.today():
        raise ValidationError({"jusqu_au": PAST})
    row.introduction, row.jusqu_au = introduction.strip(), jusqu_au
    if row.pk:
        row.save_version(version)
    else:
        row.full_clean()
        row.save()
    _ask(row, libelles)
    _log("questionnaire.prepare", "Questionnaire des acteurs préparé.", row, actor)
    return row


def _ask(row: Questionnaire, libelles: list[tuple[int | None, str]]) -> None:
    row.questions.all().delete()
    for ordre, (guide, libelle) in enumerate(libelles, start=1):
        question = QuestionPosee(questionnaire=row, ordre=ordre, guide=guide, libelle=libelle)
        question.full_clean()
        question.save()


@transaction.atomic
def choose_people(row: Questionnaire, *, actor: Actor, contacts: Iterable[Contact]) -> int:
    """Who is asked. While it is prepared the list is replaced; once open people are added, and written to at once.

    Returns how many people were added.
    """
    require(coordinates, actor, row.ca, NOT_YOURS)
    if row.clos_le or row.termine:
        raise ValidationError("Le questionnaire est terminé.")
    chosen = {contact.pk: contact for contact in contacts}
    if row.ouvert_le is None:
        row.personnes.exclude(contact__in=chosen).delete()
    known = set(row.personnes.values_list("contact_id", flat=True))
    added = [PersonneInterrogee(questionnaire=row, contact=c) for pk, c in chosen.items() if pk not in known]
    for personne in added:
        personne.full_clean()
        personne.save()
        if row.ouvert_le:
            courriels.ask(personne, actor=actor)
    if added:
        count = avec_nombre(len(added), "personne ajoutée,personnes ajoutées")
        _log("questionnaire.ask", f"Questionnaire des acteurs\u00a0: {count}.", row, actor)
    return len(added)


@transaction.atomic
def withdraw_invitation(personne: PersonneInterrogee, *, actor: Actor) -> None:
    """Ask somebody no more (a wrong address): its links are closed, its place is taken away. Nobody is written to.

    Raises Refused, ValidationError (not running any more, or the person already wrote, answered or declined).
    """
    require(coordinates, actor, personne.questionnaire.ca, NOT_YOURS)
    row = current(personne.questionnaire.ca)
    personne = row.personnes.select_for_update().get(pk=personne.pk)
    if not row.recueille:
        raise ValidationError("Le questionnaire n’est pas ouvert.")
    if personne.envoyee_le or personne.retiree_le or personne.reponses.exists():
        raise ValidationError(ANSWERED)
    for link in PersonalLink.objects.filter(usage=UsageLien.QUESTIONNAIRE, object_id=personne.pk, revoque_le=None):
        liens.revoke(link, actor=actor, comment="Invitation au questionnaire retirée.")
    personne.delete()
    _log("questionnaire.withdraw_invitation", "Questionnaire des acteurs\u00a0: une invitation retirée.", row, actor)


def missing_to_open(row: Questionnaire) -> list[Manque]:
    """What forbids to open: too few people for their words to stay without author, a day that is over."""
    found = []
    if row.personnes.count() < SEUIL:
        found.append(
            Manque(
                "personnes",
                f"Interrogez {SEUIL}\u00a0personnes au moins\u00a0: en dessous, les réponses seraient reconnaissables et ne "
                "seraient pas lues.",
                source="R-REF-6",
            )
        )
    if row.jusqu_au < horloge.today():
        found.append(Manque("jusqu_au", "Le dernier jour est passé\u00a0: choisissez-en un autre.", source="R-REF-6"))
    return found


@transaction.atomic
def open_campaign(row: Questionnaire, *, actor: Actor) -> int:
    """Open the questionnaire and write to each person; returns how many messages were written. Raises Blocked."""
    require(coordinates, actor, row.ca, NOT_YOURS)
    row = current(row.ca)
    if row.ouvert_le:
        raise ValidationError("Le questionnaire est déjà ouvert.")
    if manques := missing_to_open(row):
        raise Blocked(manques)
    row.ouvert_le = horloge.today()
    row.save_version()
    _log("questionnaire.open", f"Questionnaire des acteurs ouvert jusqu’au {date_longue(row.jusqu_au)}.", row, actor)
    return sum(courriels.ask(personne, actor=actor) for personne in _people(row))


def _people(row: Questionnaire):
    return row.personnes.select_related("contact__organisation", "questionnaire__evaluation__ca__departement")


@transaction.atomic
def remind(row: Questionnaire, *, actor: Actor) -> int:
    """Recall once, to those who neither answered nor declined. Raises Refused, ValidationError (done already, over)."""
    require(coordinates, actor, row.ca, NOT_YOURS)
    row = current(row.ca)
    if not row.recueille:
        raise ValidationError("Le questionnaire n’est pas ouvert.")
    if row.rappel_le:
        raise ValidationError(f"Le rappel est parti le {date_longue(row.rappel_le)}\u00a0: il n’y en a qu’un.")
    row.rappel_le = horloge.today()
    row.save_version()
    waiting = _people(row).filter(envoyee_le=None, retiree_le=None)
    sent = sum(courriels.ask(personne, actor=actor, rappel=True) for personne in waiting)
    _log("questionnaire.remind", "Rappel du questionnaire des acteurs envoyé.", row, actor)
    return sent


@transaction.atomic
def extend(row: Questionnaire, *, actor: Actor, jusqu_au: date, version: int | None = None) -> Questionnaire:
    """Give more time, as long as it is not closed. Raises ValidationError for a day before the present one."""
    require(coordinates, actor, row.ca, NOT_YOURS)
    row = current(row.ca)
    if row.ouvert_le is None or row.clos_le:
        raise ValidationError("Le questionnaire n’est pas ouvert.")
    if jusqu_au < max(horloge.today(), row.jusqu_au):
        raise ValidationError({"jusqu_au": "Choisissez un jour après celui qui est annoncé."})
    row.jusqu_au = jusqu_au
    row.save_version(version)
    _log("questionnaire.extend", f"Questionnaire prolongé jusqu’au {date_longue(jusqu_au)}.", row, actor)
    return row


def _log(verb: str, summary: str, row: Questionnaire, actor: Actor) -> None:
    record(verb, summary, actor=actor, obj=row, ca_id=row.evaluation.ca_id)
