"""The line of weeks of « À faire »: duties, meetings, what is late, the yearly deadline."""

from dataclasses import dataclass
from datetime import date, timedelta

from coop.ui.charts.base import Graphique, n
from coop.ui.typographie import MOIS, date_courte, date_longue, quantieme

LARGEUR = 1200
RANGS = (16, 44)
DEBUT = 120  # room of « septembre 2027 »
PAR_LETTRE = 6.7  # width of a letter of 15 px Source Sans, measured on the pictures


@dataclass(frozen=True, slots=True)
class Repere:
    """One date: `genre` is tache, rdv, retard or echeance."""

    jour: date
    label: str
    genre: str = "tache"


def semaines(debut: date, fin: date, aujourdhui: date, reperes: list[Repere]) -> Graphique:
    """From `debut` to `fin` (at least a week apart); marks outside are left out, the list below holds them."""
    span = max((fin - debut).days, 7)
    within = sorted((r for r in reperes if debut <= r.jour <= fin), key=lambda r: r.jour)

    def x(day: date) -> float:
        return (day - debut).days / span * LARGEUR

    line = x(aujourdhui) if debut <= aujourdhui <= fin else None
    months = _mois(debut, fin, x, line)
    start = _apres(0, DEBUT, line)
    resume = (
        f"Ligne de temps du {date_longue(debut)} au {date_longue(fin)}\u00a0; les mêmes dates figurent dans la liste"
    )
    data = {
        "semaines": [n(x(debut + timedelta(days=d))) for d in range(0, span + 1, 7)],
        "mois": months,
        # The name of the first month gives way to the next one when they would touch.
        "debut": "" if months and float(months[0]["x"]) < start + DEBUT else f"{MOIS[debut.month - 1]} {debut.year}",
        "debut_x": n(start),
        "reperes": _places(within, x),
        **_aujourdhui(aujourdhui, debut, fin, x),
    }
    rows = [[date_longue(r.jour), r.label] for r in within]
    return Graphique("semaines", "Ligne de temps", resume, data, ["Date", "Quoi"], rows)


def _aujourdhui(today: date, debut: date, fin: date, x) -> dict:
    if not debut <= today <= fin:
        return {"auj": "", "auj_texte": "", "auj_x": "", "auj_ancre": ""}
    place = x(today)
    right = place > LARGEUR - 220
    return {
        "auj": n(place),
        "auj_texte": f"Aujourd’hui, {quantieme(today)}\u00a0{MOIS[today.month - 1]}",
        "auj_x": n(place - 7 if right else place + 7),
        "auj_ancre": "end" if right else "start",
    }


def _mois(debut: date, fin: date, x, line: float | None) -> list[dict]:
    """The first day of each month inside the line; January carries the year."""
    found, day = [], date(debut.year + debut.month // 12, debut.month % 12 + 1, 1)
    while day <= fin:
        name = MOIS[day.month - 1] + (f" {day.year}" if day.month == 1 else "")
        following = date(day.year + day.month // 12, day.month % 12 + 1, 1)
        width = PAR_LETTRE * len(name)
        left = _apres(x(day) + 6, width, line)
        # A name moved against the next month gives way: « Aujourd’hui, 22 novembre » is written just under it.
        moved_too_far = left > x(day) + 6 and left + width > x(following)
        if x(day) < LARGEUR - 60:
            found.append({"x": n(x(day)), "texte_x": n(left), "nom": "" if moved_too_far else name})
        day = following
    return found


def _apres(left: float, width: float, line: float | None) -> float:
    """Where a name of month starts: after the line of today when it would cross it."""
    return line + 7 if line is not None and left - 4 <= line <= left + width else left


def _places(reperes: list[Repere], x) -> list[dict]:
    """Each label on the first of two rows where it touches no other; a label without room is left to the list."""
    taken: list[list[tuple[float, float]]] = [[], []]
    placed = []
    for r in reperes:
        centre = x(r.jour)
        width = PAR_LETTRE * (len(r.label) + len(date_courte(r.jour)) + 1)
        left = centre + 6
        end = left + width > LARGEUR
        box = (centre - 6 - width, centre - 6) if end else (left, left + width)
        row = next((i for i, boxes in enumerate(taken) if _libre(box, boxes)), None)
        if row is not None:
            taken[row].append((min(box[0], centre) - 5, max(box[1], centre) + 5))
        placed.append(_repere(r, centre, row, end))
    return placed


def _libre(box: tuple[float, float], boxes: list[tuple[float, float]]) -> bool:
    return box[0] >= 0 and all(box[1] < left or box[0] > right for left, right in boxes)


def _repere(r: Repere, centre: float, row: int | None, end: bool) -> dict:
    return {
        "genre": r.genre,
        "x": n(centre),
        "gauche": n(centre - 6.5),
        "droite": n(centre + 6.5),
        "tige_y": n(RANGS[row] - 9) if row is not None else "",
        "texte_y": n(RANGS[row]) if row is not None else "",
        "texte_x": n(centre - 6 if end else centre + 6),
        "ancre": "end" if end else "start",
        "jour": date_courte(r.jour),
        "label": r.label,
    }
