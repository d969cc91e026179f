"""Trainings with their sessions and people; exchanges of practice; the figures of F-34."""

from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Count, QuerySet, Sum

from cooperatives.enums_vie import TypeFormation
from cooperatives.models import Cooperative, EchangePratiques, Formation, InscriptionFormation, SessionFormation


def formations(ca: Cooperative | None) -> QuerySet[Formation]:
    """Those of a coopérative, or those the siège offers (None), with sessions and how many take part (2 statements)."""
    rows = Formation.objects.filter(ca=ca).prefetch_related("sessions")
    return rows.annotate(inscrits=Count("inscriptions")).order_by("-pk")


def inscrits(formation: Formation) -> QuerySet[InscriptionFormation]:
    return formation.inscriptions.select_related("contact__organisation").order_by("pk")


def echanges() -> QuerySet[EchangePratiques]:
    """Exchanges, the last first, with the délégations (2 statements)."""
    return EchangePratiques.objects.prefetch_related("departements").order_by("-le", "-pk")


@dataclass(frozen=True, slots=True)
class Chiffres:
    """F-34: accompaniments, days, participants, people of the délégations trained in animation."""

    accompagnements: int
    jours: Decimal
    participants: int
    animation: int


def chiffres() -> Chiffres:
    """Over the region (4 statements)."""
    support = {"type": TypeFormation.ACCOMPAGNEMENT}
    days = SessionFormation.objects.filter(formation__type=TypeFormation.ACCOMPAGNEMENT)
    people = InscriptionFormation.objects.order_by()
    trained = people.filter(formation__type=TypeFormation.ANIMATION).values("contact").distinct().count()
    return Chiffres(
        Formation.objects.filter(**support).count(),
        days.aggregate(total=Sum("duree_jours"))["total"] or Decimal(),
        people.filter(formation__type=TypeFormation.ACCOMPAGNEMENT).count(),
        trained,
    )
