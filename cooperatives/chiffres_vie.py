"""The figures of how a coopérative lives, from plain values: F-16, F-17, F-18, F-23, F-33 (domain.md §7.1). Nothing is read."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise

from cooperatives.enums import StatutTache

CR_EN_JOURS = 15  # F-16: the minutes are written in time within these days


@dataclass(slots=True)
class Comite:
    """A comité de pilotage held: the members expected there and those that came, by key, and whether inhabitants did."""

    le: date
    valide_le: date | None = None
    attendus: set[int] = field(default_factory=set)
    venus: set[int] = field(default_factory=set)
    habitants: bool = False

    def ecrit_a_temps(self, jour: date) -> bool | None:
        """Whether its minutes were validated in time; None while there is still time on `jour`."""
        limite = self.le + timedelta(days=CR_EN_JOURS)
        if self.valide_le is not None and self.valide_le <= jour:
            return self.valide_le <= limite
        return None if jour <= limite else False


def ecarts(jours: Iterable[date]) -> list[tuple[date, int]]:
    """(day of the later one, days) between two comités that follow each other (F-16)."""
    return [(later, (later - earlier).days) for earlier, later in pairwise(sorted(jours))]


def ecrits_a_temps(comites: Iterable[Comite], jour: date) -> tuple[int, int]:
    """(in time, judged): a comité whose fifteen days still run is not judged (F-16)."""
    judged = [told for row in comites if (told := row.ecrit_a_temps(jour)) is not None]
    return sum(judged), len(judged)


def presences(comites: Iterable[Comite], membre: int | None = None) -> tuple[int, int]:
    """(came, expected) over these comités, of all the members or of one (F-17)."""
    rows = list(comites)
    if membre is not None:
        return sum(membre in row.venus for row in rows), sum(membre in row.attendus for row in rows)
    return sum(len(row.venus) for row in rows), sum(len(row.attendus) for row in rows)


def frequents(niveaux: Iterable[int]) -> list[int]:
    """The level reached most often; several when they tie (F-18)."""
    counted = Counter(niveaux)
    most = max(counted.values(), default=0)
    return sorted(level for level, count in counted.items() if count == most)


def poids(charge: Decimal | None) -> Decimal:
    """What a task weighs: its charge in days, one without a charge (F-23)."""
    return charge or Decimal(1)


def faites(taches: Iterable[tuple[str, Decimal | None]]) -> tuple[Decimal, Decimal]:
    """(weight of those done, weight of all), those given up left out, from (status, charge) (F-23)."""
    kept = [(statut, poids(charge)) for statut, charge in taches if statut != StatutTache.ABANDONNEE]
    done = sum((weight for statut, weight in kept if statut == StatutTache.TERMINEE), Decimal())
    return done, sum((weight for _, weight in kept), Decimal())


def dernier_changement(lignes: Iterable[tuple[date, date | None]], jour: date) -> date | None:
    """The last day up to `jour` when a coordinator came or left, from (start, end) of each (F-33)."""
    days = [day for debut, fin in lignes for day in (debut, fin) if day is not None and day <= jour]
    return max(days, default=None)


def mois_entiers(debut: date, fin: date) -> int:
    """Whole months from one day to another."""
    months = (fin.year - debut.year) * 12 + fin.month - debut.month
    return months - (fin.day < debut.day)
