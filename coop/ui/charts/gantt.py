"""The calendar of the tableau de bord: one drawing per table row, so that the text stays a table."""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from coop.ui.charts.base import Graphique, n, style
from coop.ui.typographie import MOIS, date_longue

LARGEUR = 560
ANNEE = 34  # Room that the name of a year needs before the right edge.


@dataclass(frozen=True, slots=True)
class Barre:
    """One stage or task. `fini` says it is done; `initial` is its first plan (debut, fin); `jalon` a milestone.

    `avancement` (0 to 100) is the part done; None when nobody said it: what is past is then shown as done.
    """

    debut: date
    fin: date
    fini: bool = False
    etape: bool = False
    initial: tuple[date, date] | None = None
    jalon: date | None = None
    avancement: int | None = None


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
        "grille": _grille(debut, fin),
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


@lru_cache(maxsize=64)
def _grille(debut: date, fin: date) -> SafeString:
    """The lines between the months: the same for every row of a table."""
    x = _echelle(debut, fin)
    lines = [(n(x(m)), style("q4" if m.month == 1 else "q")) for m in _mois(debut, fin)[1:]]
    return format_html_join("", '<line {} x1="{}" x2="{}" y1="0" y2="100%"/>', ((said, at, at) for at, said in lines))


def _initial(barre: Barre | None, x) -> dict:
    if not barre or not barre.initial:
        return {}
    return {"x1": n(x(barre.initial[0])), "x2": n(x(barre.initial[1]))}


def _segments(barre: Barre, today: date, debut: date, fin: date, x) -> list[dict]:
    """(classe, x, width) of the pieces inside the window."""
    if barre.fin < debut or barre.debut >= fin:
        return []
    start, end, now = x(barre.debut), x(barre.fin), x(today)
    told = barre.avancement is not None
    reached = start + (end - start) * (barre.avancement or 0) / 100
    if barre.fini:
        pieces = [("fini", start, end)]
    elif barre.fin < today:
        done = reached if told else end
        pieces = [("fini", start, done), ("late", done, now)]
    elif told or barre.debut < today:
        done = reached if told else now
        pieces = [("fini", start, done), ("cours", done, end)]
    else:
        pieces = [("cours", start, end)]
    # What has no length is left out, but for one mark of a line that lasts a day.
    kept = [piece for piece in pieces if piece[2] > piece[1] or (piece[0] == "fini" and not told)] or pieces[-1:]
    return [{"classe": c, "x": n(a), "w": n(max(b - a, 4))} for c, a, b in kept]
