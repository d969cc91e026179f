"""The agenda proposed for a meeting: the items of the guide, then what is open in the CA."""

from django.db.models import F, Q

from coop import horloge
from cooperatives import guide_gouvernance as guide
from cooperatives.enums import StatutTache, TypeReunion
from cooperatives.models import Cooperative, Decision, Tache

FINIS = (StatutTache.TERMINEE, StatutTache.ABANDONNEE)
SUIVIES = (TypeReunion.COPIL, TypeReunion.COTECH, TypeReunion.OPERATIONNELLE)
MAX_DECISIONS = 5


def proposed_points(ca: Cooperative, type: str) -> list[str]:
    """Titles proposed for a meeting of this kind (R-GOUV-12, R-CONST-01), open decisions and late tasks first."""
    points = list(guide.POINTS.get(type, ()))
    if type not in SUIVIES:
        return points
    return [*_follow_up(ca), *points, *([] if points else ["Avancement du travail", "Suite et prochaine réunion"])]


def _follow_up(ca: Cooperative) -> list[str]:
    numbers = [decision.numero for decision in open_decisions(ca)[:MAX_DECISIONS]]
    found = [f"Suivi des décisions\u00a0: {', '.join(numbers)}"] if numbers else []
    late = late_tasks(ca).count()
    if late:
        tasks = "tâche en retard" if late == 1 else "tâches en retard"
        found.append(f"Tableau de bord\u00a0: {late}\u00a0{tasks}")
    return found


def open_decisions(ca: Cooperative):
    """Decisions not done yet, the earliest deadline first (1 statement)."""
    rows = Decision.objects.filter(ca=ca, faite_le__isnull=True).select_related("reunion")
    return rows.order_by(F("echeance").asc(nulls_last=True), "pk")


def late_tasks(ca: Cooperative):
    """Tasks whose end is behind us, not done nor given up (1 statement)."""
    late = Q(fin__lt=horloge.today()) & ~Q(statut__in=FINIS)
    return Tache.objects.filter(late, etape__ca=ca).select_related("etape").order_by("fin", "pk")
