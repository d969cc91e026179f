"""Answers of the actors: saved as they are written, sent, withdrawn; typed after a telephone exchange and handed over."""

from collections.abc import Mapping
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction

from coop import horloge
from coop.accounts.predicates import require
from coop.journal.actors import Actor
from coop.journal.workflows import record
from evaluation import courriels_questionnaire as courriels
from evaluation.enums import ModeReponse
from evaluation.models import PersonneInterrogee, ReponseActeur
from evaluation.rules_questionnaire import coordinates, may_answer, may_send, types_for_the_person
from evaluation.workflows.questionnaire import NOT_YOURS

REFUS = "Ces réponses ne sont pas les vôtres, ou le questionnaire est terminé."
RIEN = "Vous n’avez encore rien écrit\u00a0: une seule réponse suffit."
DEJA = "Cette personne a commencé à répondre\u00a0: elle seule écrit ses réponses."


def locked(pk: int) -> PersonneInterrogee:
    rows = PersonneInterrogee.objects.select_for_update(of=("self",))
    return rows.select_related("contact", "questionnaire__evaluation__ca__departement").get(pk=pk)


@transaction.atomic
def save(
    personne: PersonneInterrogee, *, actor: Actor, textes: Mapping[int, str], version: int | None = None
) -> PersonneInterrogee:
    """Keep what is written, question → text; an emptied answer goes. Nothing is journaled: it would date each visit.

    What the person writes in an exchange typed for them is theirs from then on. Raises Refused, StaleVersion.
    """
    require(may_answer, actor, personne, REFUS)
    personne = locked(personne.pk)
    if personne.a_la_coordination and actor.contact_id == personne.contact_id:
        personne.remise_le = horloge.now()
    personne.retiree_le = None
    personne.save_version(version)
    known = {row.question_id: row for row in personne.reponses.all()}
    questions = set(personne.questionnaire.questions.values_list("pk", flat=True))
    for question, texte in textes.items():
        if question in questions:
            _write(personne, known.get(question), question, texte.strip())
    if personne.envoyee_le and not personne.reponses.exists():
        personne.envoyee_le = None
        personne.save_version()
    return personne


def _write(personne: PersonneInterrogee, row: ReponseActeur | None, question: int, texte: str) -> None:
    if not texte:
        if row:
            row.delete()
        return
    row = row or ReponseActeur(personne=personne, question_id=question)
    row.texte = texte
    row.full_clean()
    row.save()


@transaction.atomic
def send(personne: PersonneInterrogee, *, actor: Actor) -> PersonneInterrogee:
    """The person says that these are its answers; it may still change them. Raises Refused, ValidationError (nothing written)."""
    require(may_send, actor, personne, REFUS)
    personne = locked(personne.pk)
    if not personne.reponses.exists():
        raise ValidationError(RIEN)
    personne.envoyee_le, personne.retiree_le = horloge.today(), None
    personne.save_version()
    _log("questionnaire_reponse.send", "Réponses au questionnaire envoyées.", personne, actor)
    return personne


@transaction.atomic
def withdraw(personne: PersonneInterrogee, *, actor: Actor) -> PersonneInterrogee:
    """The person takes its answers back, or says that it will not answer: nothing of them is kept. Raises Refused."""
    require(may_send, actor, personne, REFUS)
    personne = locked(personne.pk)
    personne.reponses.all().delete()
    personne.mode, personne.saisie_par = ModeReponse.EN_LIGNE, ""
    personne.recueilli_le = personne.duree_min = personne.remise_le = personne.envoyee_le = None
    personne.retiree_le = horloge.today()
    personne.save_version()
    _log("questionnaire_reponse.withdraw", "Réponses au questionnaire retirées.", personne, actor)
    return personne


@transaction.atomic
def begin_by_phone(
    personne: PersonneInterrogee, *, actor: Actor, recueilli_le: date, duree_min: int | None = None
) -> PersonneInterrogee:
    """Open the entry of a telephone exchange; refused as soon as the person has written anything (decisions.md 27)."""
    require(coordinates, actor, personne.questionnaire.ca, NOT_YOURS)
    personne = locked(personne.pk)
    if not personne.questionnaire.recueille:
        raise ValidationError("Le questionnaire n’est pas ouvert.")
    if not personne.a_la_coordination and (personne.reponses.exists() or personne.retiree_le):
        raise ValidationError(DEJA)
    if not personne.questionnaire.ouvert_le <= recueilli_le <= horloge.today():
        raise ValidationError(
            {"recueilli_le": "Le jour de l’échange va de l’ouverture du questionnaire à aujourd’hui."}
        )
    personne.mode, personne.saisie_par = ModeReponse.TELEPHONE, actor.label
    personne.recueilli_le, personne.duree_min = recueilli_le, duree_min
    personne.save_version()
    _log("questionnaire_reponse.begin", "Réponses saisies après un échange téléphonique.", personne, actor)
    return personne


@transaction.atomic
def hand_over(personne: PersonneInterrogee, *, actor: Actor, relu: bool = False) -> bool:
    """Give what was typed to the person, who corrects and sends it; True when a mail left.

    Somebody without address cannot: its answers count once the coordination says it read them again with it (`relu`).
    Raises Refused, ValidationError (nothing typed, nobody to write to and not read again).
    """
    require(types_for_the_person, actor, personne, "Cette saisie n’est plus celle de la coordination.")
    personne = locked(personne.pk)
    if not personne.questionnaire.recueille:
        raise ValidationError("Le questionnaire n’est plus ouvert.")
    if not personne.reponses.exists():
        raise ValidationError("Rien n’est encore saisi.")
    if not personne.contact.email:
        if not relu:
            raise ValidationError(
                "Cette personne n’a pas d’adresse\u00a0: relisez-lui ses réponses avant de les envoyer."
            )
        personne.envoyee_le = horloge.today()
    personne.remise_le = horloge.now()
    personne.save_version()
    _log("questionnaire_reponse.hand_over", "Réponses saisies remises à la personne.", personne, actor)
    return courriels.hand_over(personne, actor=actor)


def _log(verb: str, summary: str, personne: PersonneInterrogee, actor: Actor) -> None:
    """No carnet tells these acts: who answered, and when, is between the person and the coordination."""
    record(verb, summary, actor=actor, obj=personne.questionnaire, ca_id=personne.questionnaire.evaluation.ca_id)
