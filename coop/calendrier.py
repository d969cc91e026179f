"""Calendar arithmetic shared by every floor (domain.md §3.3): months are added, never days; the days nobody meets."""

import calendar
from datetime import date, timedelta

SAMEDI, DIMANCHE = 5, 6
FERIES_FIXES = {(1, 1), (5, 1), (5, 8), (7, 14), (8, 15), (11, 1), (11, 11), (12, 25)}
FERIES_DE_PAQUES = (1, 39, 50)  # days after Easter Sunday: Easter Monday, Ascension, Whit Monday


def add_months(day: date, months: int) -> date:
    """`day` moved by whole months, clipped to the last day of the month it lands in."""
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last))


def civil_quarter(day: date) -> tuple[int, int]:
    """(year, quarter 1–4) of the civil quarter `day` belongs to."""
    return day.year, (day.month - 1) // 3 + 1


def paques(annee: int) -> date:
    """Easter Sunday of a year of the Gregorian calendar (Butcher's rule)."""
    a, (b, c) = annee % 19, divmod(annee, 100)
    d = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    e = (32 + 2 * (b % 4) + 2 * (c // 4) - d - c % 4) % 7
    month, day = divmod(d + e - 7 * ((a + 11 * d + 22 * e) // 451) + 114, 31)
    return date(annee, month, day + 1)


def chome(day: date) -> str:
    """Why nobody is expected at work that day: « férié », « samedi », « dimanche »; empty for a working day."""
    if (day.month, day.day) in FERIES_FIXES or (day - paques(day.year)).days in FERIES_DE_PAQUES:
        return "férié"
    return {SAMEDI: "samedi", DIMANCHE: "dimanche"}.get(day.weekday(), "")


def jour_ouvre(day: date) -> date:
    """`day`, or the first working day after it."""
    while chome(day):
        day += timedelta(days=1)
    return day
