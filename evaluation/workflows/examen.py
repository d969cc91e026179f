"""The coordination's reading: what it has seen, its questions on a field, the lot it accepts (decisions.md 24, 25)."""

from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.db import transaction

from conventions.models import FicheAction
from coop import horloge
from coop.accounts.predicates import require
from coop.journal.actors import Actor
from evaluation.models import Bilan, LectureBilan, QuestionChamp, VersionBilan
from evaluation.queries.conformite import libelle_du_champ, non_conformes
from evaluation.rules import may_fill, may_review, owns
from evaluation.workflows import bilans

ONLY_COORDINATION = "Cette réponse revient à la coordination de la délégation."
NOT_SENT = "Les questions se posent sur un bilan transmis."


def mark_read(version: VersionBilan, *, actor: Actor) -> LectureBilan:
    """Keep that a person of the coordination has read a transmitted version; does nothing twice."""
    require(may_review, actor, version.bilan, ONLY_COORDINATION)
    if version.transmise_le is None:
        raise ValidationError(NOT_SENT)
    return LectureBilan.objects.get_or_create(version=version, contact_id=actor.contact_id)[0]


@transaction.atomic
def ask(version: VersionBilan, *, actor: Actor, action: FicheAction | None, champ: str, question: str) -> QuestionChamp:
    """Ask about one field of a transmitted version. The question leaves with the request to complete."""
    require(may_review, actor, version.bilan, ONLY_COORDINATION)
    if version.transmise_le is None:
        raise ValidationError(NOT_SENT)
    label = libelle_du_champ(version, action, champ)
    if label is None:
        raise ValidationError("Ce champ n’est pas celui de ce bilan.")
    row = QuestionChamp(
        bilan=version.bilan, version=version, action=action, champ=champ, libelle=label[:300],
        question=question.strip(), posee_par=actor.label,
    )  # fmt: skip
    row.full_clean()
    row.save()
    return row


def withdraw(question: QuestionChamp, *, actor: Actor) -> None:
    """Take back a question that has not left."""
    require(may_review, actor, question.bilan, ONLY_COORDINATION)
    if question.envoyee_le is not None:
        raise ValidationError("Cette question est déjà partie.")
    question.delete()


@transaction.atomic
def answer(question: QuestionChamp, *, actor: Actor, reponse: str) -> QuestionChamp:
    """The party answers a question it was sent; it may say it again until it transmits."""
    rows = QuestionChamp.objects.select_for_update(of=("self",)).select_related("bilan__partie", "bilan__ca")
    question = rows.get(pk=question.pk)
    require(may_fill & owns, actor, question.bilan, bilans.NOT_YOURS)
    if question.envoyee_le is None:
        raise ValidationError("Cette question n’est pas encore envoyée.")
    said = reponse.strip()
    question.reponse = said
    question.repondue_par, question.repondue_le = (actor.label, horloge.now()) if said else ("", None)
    question.full_clean()
    question.save()
    return question


@transaction.atomic
def accept_conforming(rows: Iterable[Bilan], *, actor: Actor) -> list[Bilan]:
    """Accept together bilans whose last version this person has read and in which all went as planned.

    Raises ValidationError, and accepts none, when one of them was not read or says that something was not as planned.
    """
    rows = list(rows)
    latest = dict(VersionBilan.objects.dernieres().filter(bilan__in=rows).order_by().values_list("bilan_id", "pk"))
    read = set(
        LectureBilan.objects.filter(contact_id=actor.contact_id, version__in=latest.values()).values_list(
            "version", flat=True
        )
    )
    if any(latest.get(row.pk) not in read for row in rows):
        raise ValidationError("Lisez chaque bilan avant de l’accepter avec les autres.")
    if non_conformes(latest.values()):
        raise ValidationError("Un de ces bilans n’est pas entièrement conforme\u00a0: répondez-lui à part.")
    return [bilans.accept(row, actor=actor) for row in rows]
