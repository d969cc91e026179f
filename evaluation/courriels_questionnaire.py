"""What is written to the people asked: a personal link, never a word of their answers."""

from datetime import datetime, timedelta

from django.utils import timezone

from coop import horloge
from coop.accounts import liens
from coop.accounts.enums import UsageLien
from coop.accounts.models import PersonalLink
from coop.journal.actors import Actor
from coop.notifications import mail
from coop.ui.typographie import date_longue
from evaluation.models import PersonneInterrogee, Questionnaire

FOLDER = "evaluation/courriels"
# The link outlives the last day: the campaign may be extended, and the page says that it is over.
LINK_DAYS = 30


def link_until(questionnaire: Questionnaire) -> datetime:
    day = questionnaire.jusqu_au + timedelta(days=LINK_DAYS)
    return timezone.make_aware(datetime.combine(day, datetime.min.time()))


def _of(link: PersonalLink) -> PersonneInterrogee | None:
    return PersonneInterrogee.objects.select_related("questionnaire").filter(pk=link.object_id).first()


def renewal(link: PersonalLink) -> datetime | None:
    """Until when a renewed link runs; None once no answer is taken."""
    personne = _of(link)
    if personne is None or not personne.questionnaire.recueille:
        return None
    return link_until(personne.questionnaire)


def over(link: PersonalLink) -> str:
    """Why a closed link opens nothing more."""
    personne = _of(link)
    if personne is None:
        return "La coordination a retiré cette invitation\u00a0: elle n’attend pas de réponse de votre part, et rien n’est gardé."
    if personne.questionnaire.recueille:
        return ""
    return f"Ce questionnaire s’est terminé le {date_longue(personne.questionnaire.jusqu_au)}."


def ask(personne: PersonneInterrogee, *, actor: Actor, rappel: bool = False) -> bool:
    """Announce the questionnaire, or recall it; False without address."""
    verb = "Rappel\u00a0: donner" if rappel else "Donner"
    subject = f"{verb} votre point de vue d’ici au {date_longue(personne.questionnaire.jusqu_au)}"
    return _send(personne, actor, subject, "questionnaire.txt", "Répondre", {"rappel": rappel})


def hand_over(personne: PersonneInterrogee, *, actor: Actor) -> bool:
    """Ask somebody to read and correct what was typed after a telephone exchange."""
    subject = "Relire vos réponses après notre échange"
    told = {"le": date_longue(personne.recueilli_le)}
    return _send(personne, actor, subject, "questionnaire_relire.txt", "Relire et envoyer", told)


def _send(personne: PersonneInterrogee, actor: Actor, subject: str, template: str, label: str, more: dict) -> bool:
    contact, questionnaire = personne.contact, personne.questionnaire
    ca = questionnaire.ca
    if not contact.email:
        return False
    issued = liens.create(
        contact=contact, usage=UsageLien.QUESTIONNAIRE, object_id=personne.pk, actor=actor, ca_id=ca.pk,
        expire_le=max(link_until(questionnaire), horloge.now() + timedelta(days=1)),
    )  # fmt: skip
    mail.send(
        contact=contact,
        kind="questionnaire",
        subject=f"{subject}, {ca.intitule}"[:200],
        template=f"{FOLDER}/{template}",
        context={
            "ca": ca,
            "jusqu_au": date_longue(questionnaire.jusqu_au),
            "action_url": issued.url,
            "action_label": label,
        }
        | more,
        ca_id=ca.pk,
        departement=ca.departement.code,
        organisation_id=contact.organisation_id,
        secrets=[issued.url],
    )
    return True
