"""The dates a convention obliges (articles 4.3, 4.4 and 5; domain.md §3.3, decisions.md 19 and 21).

Everything is counted from the effect date by calendar months, so that nothing drifts: the échéance of a convention
in force since 29/02/2024 is 28/02/2025, then 29/02/2028 the fourth year. Ends are the first day not covered.
"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.conf import settings
from django.utils import timezone

from coop import horloge
from coop.calendrier import add_months

MOIS_PAR_AN = 12
MOIS_PAR_TRIMESTRE = 3
REUNION_ELARGIE_MOIS = 2  # article 4.4: « deux mois avant l’échéance annuelle »
RESILIATION_MOIS = 1  # article 5: « un mois après la réception de cette lettre »
REUNION_ELARGIE_TOLERANCE_MOIS = 3  # held from three months before, it conforms
REUNION_ELARGIE_HEURE = time(9, 30)


@dataclass(frozen=True, slots=True)
class Trimestre:
    """A quarter of a period: [debut, fin[; its bilan is due `COOP_BILAN_DUE_DAYS` after its last day."""

    numero: int
    debut: date
    fin: date

    @property
    def dernier_jour(self) -> date:
        return self.fin - timedelta(days=1)

    @property
    def du_le(self) -> date:
        """The last day on which the bilan is in time."""
        return self.dernier_jour + timedelta(days=settings.COOP_BILAN_DUE_DAYS)


def periode(date_effet: date, numero: int = 1) -> tuple[date, date]:
    """[début, fin[ of annual period `numero`, counted from the effect date."""
    return add_months(date_effet, MOIS_PAR_AN * (numero - 1)), add_months(date_effet, MOIS_PAR_AN * numero)


def echeance(date_effet: date, numero: int = 1) -> date:
    """The annual échéance: the first day that period `numero` does not cover."""
    return periode(date_effet, numero)[1]


def trimestres(date_effet: date, numero: int = 1) -> list[Trimestre]:
    """The four quarters of period `numero`: T4 ends at the échéance."""
    first = MOIS_PAR_AN * (numero - 1)
    bounds = [add_months(date_effet, first + MOIS_PAR_TRIMESTRE * k) for k in range(5)]
    return [Trimestre(k + 1, bounds[k], bounds[k + 1]) for k in range(4)]


def reunion_elargie(fin: date) -> date:
    """The target day of the réunion élargie of the period that ends at `fin` (R-BIL-02)."""
    return add_months(fin, -REUNION_ELARGIE_MOIS)


def reunion_elargie_moment(fin: date) -> datetime:
    """The same, as the moment the meeting is planned at."""
    return timezone.make_aware(datetime.combine(reunion_elargie(fin), REUNION_ELARGIE_HEURE))


def effet_resiliation(derniere_reception: date) -> date:
    """The day a résiliation takes effect: one month after the last receipt (article 5, R-CONV-08)."""
    return add_months(derniere_reception, RESILIATION_MOIS)


def fenetre_reunion_elargie(fin: date) -> tuple[date, date]:
    """[first, last] days on which a réunion élargie conforms (A-10)."""
    return add_months(fin, -REUNION_ELARGIE_TOLERANCE_MOIS), reunion_elargie(fin)


def rappels_echeance(fin: date) -> list[date]:
    """The days from which AL-09 speaks, each time louder: −2 months, −1 month, −7 days."""
    return [add_months(fin, -2), add_months(fin, -1), fin - timedelta(days=7)]


def derniere_echeance_a_reconduire(jour: date | None = None) -> date:
    """The latest échéance whose two months have begun on `jour`: what makes « à reconduire » a range of dates."""
    day = jour or horloge.today()
    moved = add_months(day, REUNION_ELARGIE_MOIS)
    end_of_month = add_months(day.replace(day=1), 1) - timedelta(days=1)
    return moved if day != end_of_month else add_months(moved.replace(day=1), 1) - timedelta(days=1)
