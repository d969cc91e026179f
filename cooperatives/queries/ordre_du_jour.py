"""The agenda proposed for a meeting: minutes to approve, what is open in the CA, then the items of the guide.

The floors above add what they know (échéance of the convention, bilans awaited) through `register_source`.
"""

from collections.abc import Callable, Iterable
from datetime import timedelta

from django.db.models import F, Q

from coop import horloge
from coop.ui import typographie
from cooperatives import guide_gouvernance as guide
from cooperatives.enums import StatutTache, TypeReunion
from cooperatives.models import Cooperative, Decision, Etape, Instance, Tache
from cooperatives.queries.reunions import en_attente_d_approbation

FINIS = (StatutTache.TERMINEE, StatutTache.ABANDONNEE)
SUIVIES = (TypeReunion.COPIL, TypeReunion.COTECH, TypeReunion.OPERATIONNELLE)
MAX_DECISIONS = 5
# How the item that approves earlier minutes begins, whatever their number.
APPROBATION = "Approbation d"
ECHEANCE_PROCHE = timedelta(days=60)

Source = Callable[[Cooperative], Iterable[str]]
_sources: dict[str, Source] = {}


def register_source(name: str, source: Source) -> None:
    """Let `source(ca)` propose titles for the meetings that follow the programme; a name is registered once."""
    if _sources.get(name, source) is not source:
        raise ValueError(f"Agenda source {name} is registered twice.")
    _sources[name] = source


def proposed_points(ca: Cooperative, type: str, instance: Instance | None = None) -> list[str]:
    """Titles proposed for a meeting of this kind (R-GOUV-12, R-CONST-01): what is open first, then the guide."""
    points = list(guide.POINTS.get(type, ()))
    if type not in SUIVIES:
        return points
    last = [] if points else ["Avancement du travail", "Suite et prochaine réunion"]
    return [*_approvals(ca, type, instance), *_follow_up(ca), *_from_sources(ca), *points, *last]


def _approvals(ca: Cooperative, type: str, instance: Instance | None) -> list[str]:
    """One item for all the minutes that wait for their approval."""
    days = [typographie.date_longue(r.tenue_le) for r in en_attente_d_approbation(ca, type, instance)]
    if not days:
        return []
    *first, last = days
    listed = f"{', du '.join(first)} et du {last}" if first else last
    return [f"{APPROBATION}{'es comptes rendus' if first else 'u compte rendu'} du {listed}"]


def _follow_up(ca: Cooperative) -> list[str]:
    numbers = [decision.numero for decision in open_decisions(ca)[:MAX_DECISIONS]]
    found = [f"Suivi des décisions\u00a0: {', '.join(numbers)}"] if numbers else []
    late = late_tasks(ca).count()
    if late:
        found.append(f"Tableau de bord\u00a0: {typographie.avec_nombre(late, 'tâche en retard,tâches en retard')}")
    return found + [f"Étape qui se termine le {typographie.date_longue(e.fin)}\u00a0: {e.libelle}" for e in ending(ca)]


def _from_sources(ca: Cooperative) -> list[str]:
    return [title for source in _sources.values() for title in source(ca)]


def ending(ca: Cooperative):
    """Stages of the tableau de bord that end within sixty days and are not over (1 statement)."""
    today = horloge.today()
    rows = Etape.objects.filter(ca=ca, fin__gte=today, fin__lte=today + ECHEANCE_PROCHE)
    return rows.exclude(statut__in=FINIS).order_by("fin", "ordre")


def open_decisions(ca: Cooperative):
    """Decisions not done yet, the earliest deadline first (1 statement)."""
    rows = Decision.objects.filter(ca=ca, faite_le__isnull=True).select_related("reunion", "tache")
    return rows.order_by(F("echeance").asc(nulls_last=True), "pk")


def late_tasks(ca: Cooperative):
    """Tasks whose end is behind us, not done nor given up (1 statement)."""
    late = Q(fin__lt=horloge.today()) & ~Q(statut__in=FINIS)
    return Tache.objects.filter(late, etape__ca=ca).select_related("etape").order_by("fin", "pk")
