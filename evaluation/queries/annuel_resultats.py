"""Section 3 of the annual bilan: what each action gave, quarter by quarter and over the year (DOC-BA, R-BIL-05, A-52)."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from conventions.enums import NatureIndicateur, Sens, TypeIndicateur
from conventions.models import FicheAction, Indicateur, Periode
from coop.ui.typographie import nombre
from evaluation.etats import TRANSMIS
from evaluation.models import Bilan, Releve, ReleveProcessus
from evaluation.queries import matiere, tendances
from evaluation.queries.chiffres import Part, atteinte, realisation
from evaluation.queries.copil import quantite
from evaluation.queries.matiere import Matiere
from evaluation.queries.tendances import TrimestreCompare
from evaluation.questions import CONFORMITE, Question

TRIMESTRES = (1, 2, 3, 4)
DERNIER = TRIMESTRES[-1]
# A share is never added to another: one of these words, or a percentage, says that the figure is one.
PARTS = frozenset({"part", "taux", "proportion", "pourcentage"})


@dataclass(frozen=True, slots=True)
class Cumul:
    """The year of an indicator: what was read added up beside what was planned in the same quarters, and its rate."""

    realise: Decimal
    prevu: Decimal | None
    taux: Decimal | None
    unite: str

    @property
    def texte(self) -> str:
        """« 290 personnes sur 360 »."""
        done = quantite(self.realise, self.unite)
        return done if self.prevu is None else f"{done} sur {nombre(self.prevu)}"


@dataclass(frozen=True, slots=True)
class SerieAnnuelle:
    """One indicator: what each quarter says in words, and the year where quarters may be added."""

    indicateur: Indicateur
    cases: list[str]
    cumul: Cumul | None


@dataclass(slots=True)
class ResultatAction:
    """One action of the year; `ecarts` are the answers that were not « Oui », with their reasons."""

    action: FicheAction
    indicateurs: list[SerieAnnuelle] = field(default_factory=list)
    conformite: list[tuple[Question, list[str]]] = field(default_factory=list)
    ecarts: list[tuple[str, str, str, str]] = field(default_factory=list)
    dite: bool = False


@dataclass(frozen=True)
class Resultats:
    """The year, whole and action by action; `manquants` are the bilans of quarters that are over, not transmitted."""

    trimestres: list[TrimestreCompare]
    actions: list[ResultatAction]
    beneficiaires: Part
    recus: int
    attendus: int
    manquants: list[Bilan]
    provisoire: bool

    @property
    def entetes(self) -> list[str]:
        """« T4 provisoire » until every bilan of the fourth quarter is transmitted (A-52)."""
        return [f"T{n} provisoire" if n == DERNIER and self.provisoire else f"T{n}" for n in TRIMESTRES]


def lire(periode: Periode, actions: Iterable[FicheAction], today: date) -> Resultats:
    """Bilans transmitted and process indicators read of the period (7 statements)."""
    rows = Bilan.objects.filter(periode=periode).select_related("partie__organisation", "periode", "ca")
    bilans = list(rows.order_by("trimestre", "partie__ordre", "pk"))
    m = matiere.lire(bilans)
    quarters = {n: m.de(b for b in bilans if b.trimestre == n) for n in TRIMESTRES}
    told = [n for n in TRIMESTRES if quarters[n].versions]
    over = [b for b in bilans if b.fin <= today]
    return Resultats(
        [tendances.mesurer(quarters[n], periode, n, today) for n in told],
        _actions(actions, m, _processus(periode)),
        _beneficiaires(m),
        sum(b.statut in TRANSMIS for b in over), len(over), [b for b in over if b.statut not in TRANSMIS],
        any(b.statut not in TRANSMIS for b in bilans if b.trimestre == DERNIER),
    )  # fmt: skip


def _processus(periode: Periode) -> dict[int, dict[int, ReleveProcessus]]:
    found: dict[int, dict[int, ReleveProcessus]] = defaultdict(dict)
    for row in ReleveProcessus.objects.filter(periode=periode):
        found[row.indicateur_id][row.trimestre] = row
    return found


def _beneficiaires(m: Matiere) -> Part:
    """F-12 of the year."""
    rows = [r for r in m.releves if r.indicateur.beneficiaires and r.valeur is not None]
    return Part(sum((r.valeur for r in rows), Decimal(0)), sum((r.cible or 0 for r in rows), Decimal(0)))


def _actions(actions: Iterable[FicheAction], m: Matiere, process: dict) -> list[ResultatAction]:
    readings: dict[int, dict[int, Releve]] = defaultdict(dict)
    for row in m.releves:
        readings[row.indicateur_id][m.bilan(row).trimestre] = row
    known = {action.pk: ResultatAction(action) for action in actions}
    for line in m.lignes:
        known.setdefault(line.action_id, ResultatAction(line.action))
    rows = Indicateur.objects.filter(action__in=known)
    for row in sorted(rows, key=lambda i: (TypeIndicateur.values.index(i.type), i.numero, i.pk)):
        known[row.action_id].indicateurs.append(_serie(row, process if row.type == TypeIndicateur.IP else readings))
    for found in known.values():
        _conformite(found, m)
    return sorted(known.values(), key=lambda found: found.action.numero)


def _serie(indicateur: Indicateur, readings: dict[int, dict]) -> SerieAnnuelle:
    of_year = readings.get(indicateur.pk, {})
    cells = [_case(of_year.get(n), indicateur) for n in TRIMESTRES]
    return SerieAnnuelle(indicateur, cells, _cumul(indicateur, of_year.values()) if additionnable(indicateur) else None)


def _case(row: Releve | ReleveProcessus | None, indicateur: Indicateur) -> str:
    """What a quarter says: a value beside its target, words, or why there is none."""
    if row is None:
        return ""
    if isinstance(row, ReleveProcessus):
        return " – ".join(p for p in ("" if row.valeur is None else nombre(row.valeur), row.constat) if p)
    if row.raison or row.valeur is None:
        return row.get_raison_display() or row.texte
    return nombre(row.valeur) if row.cible is None else f"{nombre(row.valeur)} / {nombre(row.cible)}"


def additionnable(indicateur: Indicateur) -> bool:
    """Whether quarters add up to a year: a count that rises, neither a share nor measured from a baseline."""
    words = f"{indicateur.unite} {indicateur.libelle}".lower()
    share = "%" in words or not PARTS.isdisjoint(words.split())
    return (
        indicateur.type != TypeIndicateur.IP
        and indicateur.nature == NatureIndicateur.QUANTITATIF
        and indicateur.sens == Sens.HAUSSE
        and not (indicateur.type == TypeIndicateur.IR and indicateur.valeur_initiale)
        and not share
    )


def _cumul(indicateur: Indicateur, rows: Iterable[Releve]) -> Cumul | None:
    """The quarters that have a value; what was planned is that of the same quarters."""
    told = [row for row in rows if row.valeur is not None]
    if not told:
        return None
    done = sum((row.valeur for row in told), Decimal(0))
    targets = [row.cible for row in told if row.cible is not None]
    planned = sum(targets, Decimal(0)) if len(targets) == len(told) else None
    if indicateur.type == TypeIndicateur.IR:
        rate = atteinte(done, planned, None, indicateur.sens)
    else:
        rate = realisation(done, planned)
    return Cumul(done, planned, rate, indicateur.unite)


def _conformite(found: ResultatAction, m: Matiere) -> None:
    lines = {m.bilan(line).trimestre: line for line in m.lignes if line.action_id == found.action.pk}
    found.dite = bool(lines)
    for question in CONFORMITE:
        answers = {n: question.mot(getattr(line, question.code)) for n, line in lines.items()}
        found.conformite.append((question, [answers.get(n, "") for n in TRIMESTRES]))
        found.ecarts += [
            (f"T{n}", question.libelle, answers[n], text) for n, line in sorted(lines.items()) if (text := question.texte(line))
        ]  # fmt: skip
