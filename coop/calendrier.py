"""Calendar arithmetic shared by every floor (domain.md §3.3): months are added, never days."""

import calendar
from datetime import date


def add_months(day: date, months: int) -> date:
    """`day` moved by whole months, clipped to the last day of the month it lands in."""
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last))


def civil_quarter(day: date) -> tuple[int, int]:
    """(year, quarter 1–4) of the civil quarter `day` belongs to."""
    return day.year, (day.month - 1) // 3 + 1
