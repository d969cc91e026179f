"""Duties of the questionnaire: the people asked answer, the coordination closes and publishes (R-REF-6)."""

from collections.abc import Iterator
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from coop.notifications.enums import Niveau, Public, Urgence
from coop.notifications.regles import Fait, Regle
from coop.ui.rubriques import lien
from coop.ui.typographie import date_longue
from cooperatives.models import Cooperative
from evaluation.guide_questionnaire import METHODE, SOURCE
from evaluation.models import ParoleRecueillie, PersonneInterrogee, Questionnaire

C = frozenset({Public.COORDINATION})
PERSONNE = frozenset({Public.PERSONNE})


def to_answer(cas: QuerySet[Cooperative], today: date) -> Iterator[Fait]:
    """To each person asked, until it answers, declines, or the last day is over (1 statement)."""
    rows = PersonneInterrogee.objects.filter(
        questionnaire__evaluation__ca__in=cas, questionnaire__ouvert_le__isnull=False, questionnaire__clos_le=None,
        questionnaire__jusqu_au__gte=today, envoyee_le=None, retiree_le=None,
    )  # fmt: skip
    for row in rows.select_related("questionnaire__evaluation__ca").order_by("pk"):
        if row.a_la_coordination:
            continue
        ca = row.questionnaire.ca
        yield Fait(
            objet=f"questionnaire:{row.pk}", ca_id=ca.pk, publics=PERSONNE, contact_id=row.contact_id,
            title=f"Donner votre point de vue sur la coopérative, {ca.intitule}", group=ca.reference,
            text="Quelques questions ouvertes\u00a0; aucune réponse n’est obligatoire, et vous pouvez dire que vous ne répondez pas.",
            due=row.questionnaire.jusqu_au, urgency=Urgence.INFORMATION,
            url=lien("evaluation:questionnaire_repondre", ca_ref=ca.reference),
        )  # fmt: skip


def to_close(cas: QuerySet[Cooperative], today: date) -> Iterator[Fait]:
    """To the coordination: a questionnaire whose last day is over, or closed and not told to members (1 statement)."""
    words = ParoleRecueillie.objects.filter(question__questionnaire=OuterRef("pk"))
    rows = Questionnaire.objects.filter(evaluation__ca__in=cas, ouvert_le__isnull=False, publie_le=None)
    rows = rows.filter(Q(clos_le=None, jusqu_au__lt=today) | Q(Exists(words), clos_le__isnull=False))
    for row in rows.select_related("evaluation__ca").order_by("pk"):
        ca = row.ca
        title = "Publier ce que disent les acteurs" if row.clos_le else "Clore le questionnaire des acteurs"
        ended = f"Les réponses étaient attendues jusqu’au {date_longue(row.jusqu_au)}"
        yield Fait(
            objet=f"questionnaire:{row.pk}", ca_id=ca.pk, publics=C, title=f"{title}, {ca.intitule}", group=ca.reference,
            text="Choisissez les passages que les membres liront." if row.clos_le else f"{ended}\u00a0: prolongez, ou clôturez pour les lire.",
            urgency=Urgence.VIGILANCE, url=lien("evaluation:questionnaire", ca_ref=ca.reference),
        )  # fmt: skip


REGLES = (
    Regle(
        code="QUEST-REPONDRE", niveau=Niveau.CONSEIL, trouver=to_answer, publics=PERSONNE, rappels=False,
        condition="Le questionnaire des acteurs est ouvert, vous y êtes interrogé et vous n’avez ni répondu, ni dit que vous ne "
        "répondez pas.",
        source=METHODE, source_ref=SOURCE,
    ),
    Regle(
        code="QUEST-CLORE", niveau=Niveau.CONSEIL, trouver=to_close, publics=C,
        condition="Le dernier jour du questionnaire des acteurs est passé, ou il est clos et sa restitution n’est pas publiée.",
        source=METHODE, source_ref=SOURCE,
    ),
)  # fmt: skip
