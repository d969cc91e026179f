"""Where the convention of a CA stands today: its year, its quarters, the bilans of the last one that ended."""

from dataclasses import dataclass
from datetime import date

from conventions import calendrier
from conventions.enums import EtatConvention, StatutConvention
from conventions.models import Convention
from conventions.rules_signature import EN_COURS
from coop.ui import typographie
from cooperatives.models import Cooperative
from cooperatives.queries import Suivi
from evaluation.enums import StatutBilan
from evaluation.models import Bilan

ATTENDUS = (StatutBilan.A_ETABLIR, StatutBilan.BROUILLON, StatutBilan.A_COMPLETER)


@dataclass(frozen=True, slots=True)
class Marche:
    """A convention on a day: its state, its running year (0 before it starts) and how many quarters of it ended."""

    convention: Convention
    etat: EtatConvention
    annee: int
    trimestres_finis: int

    @property
    def en_vigueur(self) -> bool:
        return self.etat in EN_COURS

    @property
    def phrase(self) -> str:
        """« Convention en vigueur, 2e année »."""
        words = f"Convention {self.etat.label}"
        return f"{words}, {self.annee}{'re' if self.annee == 1 else 'e'} année" if self.en_vigueur else words

    @property
    def frise(self) -> Suivi | None:
        """What the frise needs of the follow-up."""
        if self.convention.date_effet is None:
            return None
        return Suivi(trimestres_faits=self.trimestres_finis, depuis=self.convention.date_effet)


def marche(ca: Cooperative, today: date) -> Marche | None:
    """The convention that lives, else the last one (1 statement); None before any was drafted."""
    rows = list(Convention.objects.filter(ca=ca).order_by("-id"))
    found = next((c for c in rows if c.statut != StatutConvention.CLOSE), rows[0] if rows else None)
    if found is None:
        return None
    year = _annee(found, today)
    ended = [q for q in calendrier.trimestres(found.date_effet, year) if q.fin <= today] if year else []
    return Marche(found, found.etat(today), year, len(ended))


def _annee(convention: Convention, today: date) -> int:
    """The number of the year that `today` belongs to; the last one once the convention is échue."""
    effect, last = convention.date_effet, convention.date_echeance
    if effect is None or today < effect:
        return 0
    year = 1
    while calendrier.echeance(effect, year) <= today and calendrier.echeance(effect, year) < last:
        year += 1
    return year


def bilans_attendus(ca: Cooperative, today: date) -> list[Bilan]:
    """Bilans of ended quarters that are not transmitted, by due date (1 statement)."""
    rows = Bilan.objects.filter(ca=ca, fin__lte=today, statut__in=ATTENDUS).select_related("partie__organisation")
    return list(rows.order_by("echeance", "partie__organisation__recherche", "id"))


def quand(bilan: Bilan) -> str:
    """« 3e trimestre »."""
    return f"{bilan.trimestre}{'er' if bilan.trimestre == 1 else 'e'} trimestre"


def du_au(debut: date, fin: date) -> str:
    """« du 15 avril au 14 juillet 2026 », `fin` being the first day after."""
    last = date.fromordinal(fin.toordinal() - 1)
    first = f"{typographie.quantieme(debut)}\u00a0{typographie.MOIS[debut.month - 1]}"
    return (
        f"du {first} au {typographie.date_longue(last)}"
        if debut.year == last.year
        else (f"du {typographie.date_longue(debut)} au {typographie.date_longue(last)}")
    )
