"""The duties of a person, in the order of the calendar, and the line of weeks above them (architecture.md decision 8)."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, timedelta

from coop.calendrier import add_months
from coop.notifications.duties import Duty, Niveau
from coop.ui import charts, typographie
from coop.ui.charts import Graphique, Repere
from cooperatives.models import Reunion
from portail.queries import rendez_vous

A_SIGNER = "CONV-SIGNER"
ECHEANCE = "AL-09"
MOIS_NOMMES = 2  # « En novembre », « En décembre »; what comes later is « Plus tard »
SEMAINES_PASSEES, SEMAINES_MIN, SEMAINES_MAX = 4, 8, 26
LABEL = 30  # characters of a label on the line of weeks


@dataclass(slots=True)
class Groupe:
    """Duties of one moment, under one title; `code` is the anchor of the section, `premier` the first urgent one."""

    code: str
    titre: str
    taches: list[Duty] = field(default_factory=list)
    premier: bool = False

    @property
    def urgent(self) -> bool:
        """Whether its duties stand out: what is to sign and what is late."""
        return self.code in ("signer", "retard")


def groupes(duties: list[Duty], today: date) -> list[Groupe]:
    """What is to sign, what is late, what has no date, then by fortnight and by month; empty groups are left out."""
    found: dict[str, Groupe] = {}
    for code, title in _titres(today):
        found[code] = Groupe(code, title)
    for duty in duties:
        found[_groupe(duty, today)].taches.append(duty)
    kept = [group for group in found.values() if group.taches]
    if kept:
        kept[0].premier = kept[0].urgent  # One full button a page: that of the first urgent duty.
    return kept


def _titres(today: date) -> list[tuple[str, str]]:
    months = [add_months(today.replace(day=1), n) for n in range(MOIS_NOMMES + 1)]
    return [
        ("signer", "À lire et à signer"),
        ("retard", "En retard"),
        ("sans-delai", "Dès que possible"),
        ("quinzaine", "Cette semaine et la suivante"),
        *((f"mois-{month:%Y-%m}", _en(month)) for month in months),
        ("plus-tard", "Plus tard"),
        ("a-savoir", "À savoir"),
    ]


def _en(month: date) -> str:
    """« En novembre »."""
    return f"En {typographie.MOIS[month.month - 1]}"


def _groupe(duty: Duty, today: date) -> str:
    if duty.code == A_SIGNER:
        return "signer"
    if duty.due is None:
        return "a-savoir" if duty.level == Niveau.INFORMATION else "sans-delai"
    if duty.late(today):
        return "retard"
    if duty.due <= fin_de_quinzaine(today):
        return "quinzaine"
    last = add_months(today.replace(day=1), MOIS_NOMMES + 1)
    return f"mois-{duty.due:%Y-%m}" if duty.due < last else "plus-tard"


def fin_de_quinzaine(today: date) -> date:
    """The Sunday of next week."""
    return today + timedelta(days=13 - today.weekday())


def ligne(duties: list[Duty], reunions: list[Reunion], today: date) -> Graphique | None:
    """The line of weeks, from a week ago (or the oldest late duty of the month) to the last date of the half-year."""
    marks = reperes(duties, reunions, today)
    if not marks:
        return None
    monday = today - timedelta(days=today.weekday())
    oldest = monday - timedelta(weeks=SEMAINES_PASSEES)
    latest = today + timedelta(weeks=SEMAINES_MAX)
    days = [mark.jour for mark in marks if oldest <= mark.jour <= latest]
    start = min([monday - timedelta(weeks=1), *(day - timedelta(days=day.weekday()) for day in days)])
    end = max([monday + timedelta(weeks=SEMAINES_MIN), *(day + timedelta(days=7) for day in days)])
    return charts.semaines(start, end, today, marks)


def reperes(duties: list[Duty], reunions: list[Reunion], today: date) -> list[Repere]:
    """One mark a day and a kind: several duties of one day are counted, not written over one another."""
    by_day: dict[tuple[date, str], list[str]] = defaultdict(list)
    for duty in duties:
        if duty.due is not None:
            by_day[duty.due, _genre(duty, today)].append(duty.title)
    for reunion in reunions:
        by_day[typographie.jour_civil(reunion.prevue_le), "rdv"].append(rendez_vous.nom(reunion))
    return [Repere(day, _label(titles, kind), kind) for (day, kind), titles in sorted(by_day.items())]


def _genre(duty: Duty, today: date) -> str:
    if duty.late(today):
        return "retard"
    return "echeance" if duty.code == ECHEANCE else "tache"


def _label(titles: list[str], kind: str) -> str:
    if kind == "echeance":
        return "Échéance de la convention"
    if len(titles) > 1:
        return typographie.avec_nombre(len(titles), "rendez-vous,rendez-vous" if kind == "rdv" else "tâche,tâches")
    title = titles[0]
    return title if len(title) <= LABEL else title[:LABEL].rsplit(" ", 1)[0].rstrip(",;: ") + "…"
