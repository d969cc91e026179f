"""The guide's six stages as a frise: what is done, what runs, what comes (decisions.md 6)."""

from collections.abc import Callable, Container, Iterable
from dataclasses import dataclass, replace
from datetime import date

from django.utils import timezone

from cooperatives import guide
from cooperatives.enums import Phase
from cooperatives.models import Cooperative

FAIT, COURS, VENIR = "f", "c", "v"
MOTS = {FAIT: "Terminée", COURS: "En cours", VENIR: "À venir"}


@dataclass(frozen=True, slots=True)
class Suivi:
    """What a higher floor knows of the follow-up: `depuis` the first quarter, quarters done of the current year."""

    trimestres_faits: int = 0
    depuis: date | None = None


@dataclass(frozen=True, slots=True)
class EtapeFrise:
    """One stage: `etat` is f (done), c (running) or v (to come); `quarts` 0 to 4 of a running year."""

    code: str
    libelle: str
    etat: str
    mot: str
    debut: date | None
    fin: date | None
    quarts: int = 0

    @property
    def en_cours(self) -> bool:
        return self.etat == COURS


_suivis: list[Callable[[Iterable[int], date], Container[int]]] = []


def brancher_suivi(commences: Callable[[Iterable[int], date], Container[int]]) -> None:
    """Plug what a higher floor knows of many coopératives: those whose first quarter has begun."""
    _suivis[:] = [commences]


def suivis_commences(ids: Iterable[int], today: date) -> Container[int]:
    """Which of these coopératives have their follow-up running: the fifth stage of a list (1 statement)."""
    return _suivis[0](ids, today) if _suivis else frozenset()


def frise(ca: Cooperative, today: date, suivi: Suivi | None = None) -> list[EtapeFrise]:
    """The six stages of `ca` on `today`, dates from what really happened, else from the tableau de bord (2 statements).

    Stage 5 runs beside stage 4 from the first quarter, which only a higher floor knows (`suivi`).
    """
    entered = _entered(ca, today)
    planned = {row["code"]: row for row in ca.etapes.order_by("ordre").values("code", "debut", "fin")}
    states = etats(ca.phase, bool(suivi and suivi.depuis and suivi.depuis <= today))
    found = [_stage(code, label, states[code], entered, planned.get(code, {}), suivi) for code, label in guide.ETAPES]
    # What is done ended at the latest when the stage that runs began, whatever the plan said.
    here = entered.get(guide.ETAPE_DE[Phase(ca.phase)])
    return [replace(e, fin=here) if e.etat == FAIT and e.fin and e.fin > today else e for e in found]


def etats(phase: str, suivi_commence: bool = False) -> dict[str, str]:
    """The state of each stage in a phase (pure: lists use it too)."""
    order = [code for code, _ in guide.ETAPES]
    here = order.index(guide.ETAPE_DE[Phase(phase)])
    found = {code: FAIT if index < here else COURS if index == here else VENIR for index, code in enumerate(order)}
    if phase != Phase.EVALUATION_CA:
        found["suivi_evaluation"] = COURS if suivi_commence and phase == Phase.MISE_EN_OEUVRE else VENIR
    return found


def _entered(ca: Cooperative, today: date) -> dict[str, date]:
    """The day each stage was last entered, and the day it was left as `fin:<code>`."""
    found: dict[str, date] = {}
    for row in ca.transitions.order_by("le", "id"):
        left = guide.ETAPE_DE[Phase(row.de)] if row.de else None
        into = guide.ETAPE_DE[Phase(row.vers)]
        day = row.depuis or (_day(row.le) if row.de else min(_day(row.le), ca.creee_le))
        if left == into or day > today:
            continue
        found.setdefault(into, day)
        found.pop(f"fin:{into}", None)
        if left:
            found[f"fin:{left}"] = day
    return found


def _day(moment) -> date:
    return timezone.localtime(moment).date()


def _stage(code: str, label: str, state: str, entered: dict, planned: dict, suivi: Suivi | None) -> EtapeFrise:
    debut = entered.get(code) or planned.get("debut")
    fin = (entered.get(f"fin:{code}") if state == FAIT else None) or planned.get("fin")
    if code == "suivi_evaluation" and suivi and suivi.depuis:
        debut = suivi.depuis
    yearly = state == COURS and suivi is not None and code in {"mise_en_oeuvre", "suivi_evaluation"}
    quarts = suivi.trimestres_faits if yearly else 0
    mot = f"En cours, {quarts} trimestre{'s' if quarts > 1 else ''} sur 4" if yearly and quarts else MOTS[state]
    return EtapeFrise(code, label, state, mot, debut, fin, quarts)
