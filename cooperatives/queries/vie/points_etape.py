"""The phases already closed, the facts of each, and the point d'étape it has or waits for (R-GOUV-08)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import F, Q

from coop.ui import typographie
from cooperatives import guide
from cooperatives.enums import Phase
from cooperatives.models import Cooperative, Decision, Membre, PointEtape, Reunion, TransitionPhase
from cooperatives.queries.gouvernance import ECRITS, TENUES

DECISIONS_DITES = 8


@dataclass(slots=True)
class PhaseClose:
    """One phase that was left for the next: from when to when, and its point d'étape."""

    transition: TransitionPhase
    debut: date
    fin: date
    point: PointEtape | None = None

    @property
    def nom(self) -> str:
        return self.transition.get_de_display()


@dataclass(slots=True)
class Faits:
    """What happened between two days."""

    debut: date
    fin: date
    reunions: list[Reunion]
    decisions: list[Decision]
    entres: list[Membre]
    sortis: list[Membre]


def en_avant(transition: TransitionPhase) -> bool:
    """Whether this change closed a phase: neither a return nor a mere change of status."""
    order = guide.PHASES.index
    return bool(transition.de) and order(transition.vers) > order(transition.de)


def closes(ca: Cooperative) -> list[PhaseClose]:
    """The phases closed, the last first (2 statements, and 1 for the answers of the points)."""
    rows = ca.transitions.exclude(de=F("vers")).order_by("le", "pk")
    points = {p.transition_id: p for p in _points(ca).filter(transition__isnull=False)}
    found, since = [], ca.creee_le
    for row in rows:
        day = typographie.jour_civil(row.le)
        if en_avant(row):
            found.append(PhaseClose(row, since, day, points.get(row.pk)))
        since = day
    return found[::-1]


def libres(ca: Cooperative) -> list[PointEtape]:
    """Points d'étape made within a phase."""
    return list(_points(ca).filter(transition__isnull=True))


def _points(ca: Cooperative):
    return ca.points_etape.select_related("reunion").prefetch_related("elements").order_by("-le", "-pk")


def faits(ca: Cooperative, debut: date, fin: date) -> Faits:
    """Meetings held, decisions whose minutes are validated, members in and out (4 statements)."""
    decisions = Decision.objects.filter(ca=ca, reunion__tenue_le__range=(debut, fin), reunion__statut__in=ECRITS)
    members = Membre.objects.filter(ca=ca).partenaires().select_related("organisation")
    return Faits(
        debut,
        fin,
        list(ca.reunions.filter(statut__in=TENUES, tenue_le__range=(debut, fin)).order_by("tenue_le", "pk")),
        list(decisions.order_by("numero")),
        list(members.filter(date_entree__range=(debut, fin)).order_by("date_entree", "pk")),
        list(members.filter(date_sortie__range=(debut, fin)).order_by("date_sortie", "pk")),
    )


def recit(phase: str, found: Faits) -> str:
    """The text proposed for « chemin parcouru »: facts only, to complete and correct."""
    said = [
        f"{Phase(phase).label}, du {typographie.date_longue(found.debut)} au {typographie.date_longue(found.fin)}.",
        _list(
            "Réunions tenues",
            [f"{r.get_type_display()} ({typographie.date_courte(r.tenue_le)})" for r in found.reunions],
        ),
        _list("Décisions", [f"{d.numero} {d.texte.rstrip('.')}" for d in found.decisions[:DECISIONS_DITES]]),
        _list("Sont entrés", [str(m.organisation) for m in found.entres]),
        _list("Sont sortis", [str(m.organisation) for m in found.sortis]),
    ]
    return "\n".join(line for line in said if line)


def _list(word: str, values: Iterable[str]) -> str:
    told = list(values)
    joined = "\u00a0; ".join(told)
    return f"{word}\u00a0: {joined}." if told else ""


def attendu(ca: Cooperative) -> TransitionPhase | None:
    """The last change of phase, when it closed one whose point d'étape is not written (1 statement; AL-40)."""
    last = ca.transitions.exclude(de=F("vers")).select_related("point_etape").order_by("le", "pk").last()
    if last is None or not en_avant(last) or hasattr(last, "point_etape"):
        return None
    return last


FERMANTES = ~Q(de=F("vers")) & ~Q(de="")
