"""The dates of a coopérative, read from what happened: nobody types them (domain.md §4: date_lancement, date_fin)."""

from datetime import date

from coop.calendrier import add_months
from coop.ui.typographie import jour_civil
from cooperatives.enums import Phase, Statut, TypeReunion
from cooperatives.models import Cooperative, TransitionPhase
from cooperatives.queries.gouvernance import TENUES


def jalons(ca: Cooperative, histoire: list[TransitionPhase]) -> list[tuple[str, date]]:
    """(words, day) of what is known, in order; `histoire` is the last transition first (1 statement)."""
    launched = ca.reunions.filter(type=TypeReunion.LANCEMENT, statut__in=TENUES).order_by("tenue_le", "pk").first()
    began = _jour([t for t in histoire if t.vers == Phase.MISE_EN_OEUVRE and t.de != t.vers])
    ended = _jour([t for t in histoire if t.statut == Statut.TERMINEE][:1]) if ca.statut == Statut.TERMINEE else None
    years = ca.duree_previsionnelle_ans
    foreseen = add_months(began, 12 * years) if began and years and not ended else None
    found = [
        ("Créée le", ca.creee_le), ("Lancée le", launched.tenue_le if launched else None), ("En œuvre depuis le", began),
        ("Fin prévue le", foreseen), ("Terminée le", ended),
    ]  # fmt: skip
    return [(words, day) for words, day in found if day]


def _jour(rows: list[TransitionPhase]) -> date | None:
    """The day of the oldest of `rows`: the real one when the coopérative was taken up with its past."""
    return (rows[-1].depuis or jour_civil(rows[-1].le)) if rows else None
