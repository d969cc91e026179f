"""When bilans open and fall due (domain.md §3.3, decisions.md 18 and 19)."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.conf import settings

from coop.calendrier import add_months


@dataclass(frozen=True, slots=True)
class Trimestre:
    """A quarter of an annual period: [debut, fin[, to be transmitted by `echeance` at the latest."""

    numero: int
    debut: date
    fin: date
    echeance: date


def trimestres(debut: date, *, recorded: date) -> list[Trimestre]:
    """The four quarters from the start of a period.

    Due = last day + 15 days (setting); a quarter already ended when the signature is recorded is due 15 days after
    the recording.
    """
    delay = timedelta(days=settings.COOP_BILAN_DUE_DAYS)
    found = []
    for numero in range(1, 5):
        start, end = add_months(debut, 3 * (numero - 1)), add_months(debut, 3 * numero)
        last_day = end - timedelta(days=1)
        found.append(Trimestre(numero, start, end, max(last_day, recorded if end <= recorded else last_day) + delay))
    return found
