"""Closing the questionnaire: the words go without their author, the answers are erased (R-REF-6, R-SI-04)."""

import secrets
from collections import Counter, defaultdict
from datetime import date, timedelta

from django.conf import settings
from django.db import transaction

from coop import horloge
from coop.accounts.predicates import Refused, require
from coop.journal.actors import SYSTEM, Actor
from coop.journal.workflows import record
from coop.organisations.enums import TypeOrganisation
from evaluation.guide_questionnaire import SEUIL, gardes
from evaluation.models import ParoleRecueillie, Questionnaire, ReponseActeur
from evaluation.rules_questionnaire import coordinates
from evaluation.workflows.questionnaire import NOT_YOURS, current

KEY_BITS = 52
EFFACE_JOURS = "questionnaire_jours"


@transaction.atomic
def close(row: Questionnaire, *, actor: Actor) -> int:
    """Close for good; returns how many words are to be read (those of too few people are erased unread).

    Raises Refused: not open, or closed already.
    """
    require(coordinates, actor, row.ca, NOT_YOURS)
    return _close(current(row.ca), actor)


def _close(row: Questionnaire, actor: Actor) -> int:
    if row.ouvert_le is None or row.clos_le:
        raise Refused("Ce questionnaire n’est pas ouvert.")
    answered = row.personnes.filter(envoyee_le__isnull=False)
    modes = gardes(Counter(answered.values_list("mode", flat=True)))
    kept = _without_author(row, modes)
    ReponseActeur.objects.filter(personne__questionnaire=row).delete()
    for parole in kept:
        parole.full_clean()
        parole.save(force_insert=True)
    row.clos_le = horloge.today()
    row.save_version()
    summary = f"Questionnaire des acteurs clos\u00a0: {answered.count()} sur {row.personnes.count()} ont répondu."
    record("questionnaire.close", summary, actor=actor, obj=row, ca_id=row.evaluation.ca_id)
    return len(kept)


def _without_author(row: Questionnaire, modes: set[str]) -> list[ParoleRecueillie]:
    """The words that were sent by these modes, in an order drawn at random."""
    rows = ReponseActeur.objects.filter(personne__questionnaire=row, personne__envoyee_le__isnull=False)
    rows = rows.filter(personne__mode__in=modes)
    said = list(rows.select_related("personne__contact__organisation"))
    telling = _telling_types(said)
    found = []
    for reponse in said:
        kind = _kind(reponse)
        shown = kind if (reponse.question_id, kind, reponse.personne.mode) in telling else ""
        found.append(ParoleRecueillie(question_id=reponse.question_id, texte=reponse.texte, type_organisation=shown))
    secrets.SystemRandom().shuffle(found)
    for parole in found:
        parole.pk = secrets.randbits(KEY_BITS) + 1
    return found


def _kind(reponse: ReponseActeur) -> TypeOrganisation | str:
    organisation = reponse.personne.contact.organisation
    return organisation.type if organisation else ""


def _telling_types(said: list[ReponseActeur]) -> set[tuple[int, str, str]]:
    """(question, type, mode) shared by three organisations at least: fewer, and the type would be a name."""
    structures = defaultdict(set)
    for reponse in said:
        if kind := _kind(reponse):
            structures[reponse.question_id, kind, reponse.personne.mode].add(reponse.personne.contact.organisation_id)
    return {key for key, known in structures.items() if len(known) >= SEUIL}


def close_forgotten(today: date) -> int:
    """Close what nobody closed long after its last day: answers are not kept tied to people for ever (daily)."""
    limit = today - timedelta(days=settings.COOP_RETENTION[EFFACE_JOURS])
    rows = Questionnaire.objects.filter(ouvert_le__isnull=False, clos_le__isnull=True, jusqu_au__lt=limit)
    late = list(rows.select_for_update(of=("self",)).select_related("evaluation"))
    for row in late:
        _close(row, SYSTEM)
    return len(late)
