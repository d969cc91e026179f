"""The calendar of the tableau de bord: one drawing per table row, so that the text stays a table."""

from dataclasses import dataclass
from datetime import date

from coop.ui.charts.base import Graphique, n
from coop.ui.typographie import MOIS, date_longue

LARGEUR = 560
ANNEE = 34  # Room that the name of a year needs before the right edge.


@dataclass(frozen=True, slots=True)
class Barre:
    """One stage or task. `fini` says it is done; `initial` is its first plan (debut, fin); `jalon` a milestone."""

    debut: date
    fin: date
    fini: bool = False
    etape: bool = False
    initial: tuple[date, date] | None = None
    jalon: date | None = None


def _echelle(debut: date, fin: date):
    span = max((fin - debut).days, 1)
    return lambda day: min(max((day - debut).days / span * LARGEUR, 0), LARGEUR)


def _mois(debut: date, fin: date) -> list[date]:
    """The first days of the months from `debut` (a first of month) to before `fin`."""
    found, day = [], debut.replace(day=1)
    while day < fin:
        found.append(day)
        day = date(day.year + day.month // 12, day.month % 12 + 1, 1)
    return found


def gantt_entete(debut: date, fin: date, aujourdhui: date) -> Graphique:
    """Years and initials of the months; `debut` is a first of month, `fin` the day after the last."""
    x, months = _echelle(debut, fin), _mois(debut, fin)
    width = LARGEUR / max(len(months), 1)
    rows = [
        {
            "x": n(x(m) + width / 2),
            "initiale": MOIS[m.month - 1][0].upper(),
            "classe": "mo oct" if (m.year, m.month) == (aujourdhui.year, aujourdhui.month) else "mo",
        }
        for m in months
    ]
    years = [
        {"x": n(x(m) + (4 if m.month == 1 and m != months[0] else 0)), "an": str(m.year)}
        for m in months
        if (m.month == 1 or m == months[0]) and x(m) < LARGEUR - ANNEE
    ]
    seps = [n(x(m)) for m in months if m.month == 1 and m != months[0]]
    resume = f"Calendrier du {date_longue(debut)} au {date_longue(fin)}"
    return Graphique("gantt_entete", "Calendrier", resume, {"mois": rows, "ans": years, "seps": seps})


def gantt_ligne(debut: date, fin: date, aujourdhui: date, barre: Barre | None) -> Graphique:
    """One row: what is done, what is to come, what is late, the first plan under it, the milestone."""
    x = _echelle(debut, fin)
    data = {
        "mois": [{"x": n(x(m)), "classe": "q4" if m.month == 1 else "q"} for m in _mois(debut, fin)[1:]],
        "auj": n(x(aujourdhui)) if debut <= aujourdhui < fin else "",
        "segments": _segments(barre, aujourdhui, debut, fin, x) if barre else [],
        "y": "-7" if barre and barre.etape else "-4.5",
        "h": "14" if barre and barre.etape else "9",
        "initial": _initial(barre, x),
        "jalon": n(x(barre.jalon)) if barre and barre.jalon and debut <= barre.jalon < fin else "",
        "suite": bool(barre and barre.fin >= fin > barre.debut),
    }
    resume = f"Du {date_longue(barre.debut)} au {date_longue(barre.fin)}" if barre else "Sans date"
    return Graphique("gantt_ligne", "Calendrier", resume, data)


def _initial(barre: Barre | None, x) -> dict:
    if not barre or not barre.initial:
        return {}
    return {"x1": n(x(barre.initial[0])), "x2": n(x(barre.initial[1]))}


def _segments(barre: Barre, today: date, debut: date, fin: date, x) -> list[dict]:
    """(classe, x, width) of the pieces inside the window."""
    if barre.fin < debut or barre.debut >= fin:
        return []
    start, end, now = x(barre.debut), x(barre.fin), x(today)
    if barre.fini:
        pieces = [("fini", start, end)]
    elif barre.fin < today:
        pieces = [("fini", start, end), ("late", end, now)]
    elif barre.debut < today:
        pieces = [("fini", start, now), ("cours", now, end)]
    else:
        pieces = [("cours", start, end)]
    return [{"classe": c, "x": n(a), "w": n(max(b - a, 4))} for c, a, b in pieces if b > a or c != "late"]
