"""The consolidated quarterly bilan of a coopérative: what its parties transmitted of one quarter, beside those before (R-BIL-06, R-BIL-08)."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta

from conventions.models import FicheAction, Periode
from coop.ui import charts
from cooperatives.models import Cooperative
from evaluation.enums import StatutBilan
from evaluation.etats import TRANSMIS, Etat
from evaluation.models import Bilan, LigneBilan, Releve
from evaluation.queries import matiere, tendances
from evaluation.queries.chiffres import Part
from evaluation.queries.copil import quand
from evaluation.queries.matiere import Matiere
from evaluation.queries.origine import Cellule, Origine, composer
from evaluation.queries.pour_compte import en_attente
from evaluation.queries.suivi import bilans_de
from evaluation.queries.tendances import Evolution, TrimestreCompare
from evaluation.questions import CONFORMITE, TEXTES, Question

MONTRES = 6  # quarters compared, the one told last
APPRIS = TEXTES[:3]  # freins, leviers, pistes


@dataclass(frozen=True, slots=True)
class Completude:
    """The bilans of a quarter: each of them is counted once among those transmitted and those that are missing."""

    recus: int
    a_completer: int
    manquants: list[tuple[Bilan, Etat]]
    en_retard: int
    a_temps: Part
    transmis: Part

    @property
    def attendus(self) -> int:
        return self.recus + len(self.manquants)


@dataclass(frozen=True, slots=True)
class ReponseConsolidee:
    """One of the four conformity answers of an action, in words."""

    question: Question
    code: str
    mot: str
    texte: str


@dataclass(frozen=True, slots=True)
class IndicateurConsolide:
    """One reading, and the one before it with its quarter; `avant` is None when it was never told."""

    cellule: Cellule
    avant: Releve | None
    quand: str


@dataclass(frozen=True, slots=True)
class ActionConsolidee:
    """One action as its bilan tells it; its indicators beside what they were the quarter before."""

    bilan: Bilan
    action: FicheAction
    reponses: list[ReponseConsolidee]
    indicateurs: list[IndicateurConsolide]
    appris: list[tuple[str, str]]


@dataclass(frozen=True)
class Consolide:
    """One quarter of a coopérative; `trimestres` from the oldest to this one, `autres` the codes of those one may read."""

    ca: Cooperative
    periode: Periode
    trimestre: int
    debut: date
    fin: date
    origine: Origine
    completude: Completude
    actions: list[ActionConsolidee]
    trimestres: list[TrimestreCompare]
    evolution: Evolution | None
    courbes: list[charts.Graphique]
    autres: list[tuple[Periode, int]]

    @property
    def nom(self) -> str:
        return quand(self.periode, self.trimestre)

    @property
    def dernier_jour(self) -> date:
        return self.fin - timedelta(days=1)


def lire(ca: Cooperative, periode_id: int | None, trimestre: int, today: date) -> Consolide | None:
    """The quarter, or without `periode_id` the last one told; None when no bilan of it is transmitted (6 statements)."""
    quarters: dict[tuple[int, int], list[Bilan]] = defaultdict(list)
    for bilan in bilans_de(ca).filter(debut__lte=today):
        quarters[bilan.periode_id, bilan.trimestre].append(bilan)
    told = [key for key, rows in quarters.items() if any(row.statut in TRANSMIS for row in rows)]
    asked = (periode_id, trimestre) if periode_id else (told[-1] if told else None)
    if asked not in told:
        return None
    until = told[: told.index(asked) + 1][-MONTRES:]
    everything = matiere.lire([bilan for key in until for bilan in quarters[key]])
    by_quarter = [everything.de(quarters[key]) for key in until]
    first, m = quarters[asked][0], by_quarter[-1]
    origin = composer(m, en_attente(quarters[asked]), today)
    compared = [
        tendances.mesurer(row, quarters[key][0].periode, key[1], today)
        for key, row in zip(until, by_quarter, strict=True)
    ]
    return Consolide(
        ca, first.periode, first.trimestre, first.debut, first.fin, origin, completude(origin),
        actions(m, origin, everything), compared,
        tendances.evolution(by_quarter[-2], m, today) if len(until) > 1 else None, tendances.courbes(compared),
        [(quarters[key][0].periode, key[1]) for key in reversed(told)],
    )  # fmt: skip


def completude(origin: Origine) -> Completude:
    """Section 1: received, missing and late (F-09)."""
    waited = [(bilan, state) for bilan, state in origin.etats if bilan.statut not in TRANSMIS]
    return Completude(
        recus=len(origin.etats) - len(waited),
        a_completer=sum(bilan.statut == StatutBilan.A_COMPLETER for bilan, _ in origin.etats),
        manquants=waited,
        en_retard=sum(state.ton == "retard" for _, state in waited),
        a_temps=origin.a_temps,
        transmis=origin.transmis,
    )


def actions(m: Matiere, origin: Origine, everything: Matiere) -> list[ActionConsolidee]:
    """Sections 2, 4 and 7, action by action; earlier readings are found in `everything`."""
    before = [row for row in everything.releves if row.version_id not in m.versions]
    earlier = {row.indicateur_id: row for row in sorted(before, key=lambda row: everything.bilan(row).debut)}
    measured: dict[int, list[IndicateurConsolide]] = defaultdict(list)
    for cell in (*origin.activite, *origin.resultats):
        row = earlier.get(cell.releve.indicateur_id)
        told = f"T{everything.bilan(row).trimestre}" if row else ""
        measured[cell.action.pk].append(IndicateurConsolide(cell, row, told))
    return [
        ActionConsolidee(
            m.bilan(line), line.action, [_reponse(question, line) for question in CONFORMITE], measured[line.action_id],
            [(label, getattr(line, name)) for name, label in APPRIS],
        )
        for line in sorted(m.lignes, key=lambda line: (line.action.numero, line.pk))
    ]  # fmt: skip


def _reponse(question: Question, line: LigneBilan) -> ReponseConsolidee:
    code = getattr(line, question.code)
    return ReponseConsolidee(question, code, question.mot(code), question.texte(line))
