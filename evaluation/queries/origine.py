"""Where the figures of a quarter come from: every cell that enters into F-09 to F-15, each with its bilan (domain.md §7.1)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from conventions.enums import TypeIndicateur
from conventions.models import FicheAction, Periode
from cooperatives.models import Cooperative
from evaluation.enums import LevierISTS
from evaluation.etats import Etat, etat
from evaluation.models import Bilan, LigneBilan, Releve, SaisiePourCompte
from evaluation.queries import matiere
from evaluation.queries.chiffres import Chiffres, Part, chiffres, taux_du_releve, transmission
from evaluation.queries.matiere import Matiere
from evaluation.queries.pour_compte import en_attente
from evaluation.queries.suivi import bilans_de
from evaluation.questions import CONFORMITE, CONTRIBUTION, Question


@dataclass(frozen=True, slots=True)
class Cellule:
    """One declared value: who, on which action, what; `taux` and `prevu` for a reading."""

    bilan: Bilan
    action: FicheAction
    mot: str
    texte: str = ""
    releve: Releve | None = None
    taux: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Distribution:
    """The answers to one question: each count over the answers given (F-13, F-14)."""

    question: Question
    parts: list[tuple[str, Part]]
    cellules: list[Cellule]


@dataclass(frozen=True)
class Origine:
    """The figures of one quarter of the CA and what composes them."""

    periode: Periode
    trimestre: int
    etats: list[tuple[Bilan, Etat]]
    a_temps: Part
    transmis: Part
    chiffres: Chiffres
    activite: list[Cellule]
    resultats: list[Cellule]
    beneficiaires: list[Cellule]
    conformite: list[Distribution] = field(default_factory=list)
    contribution: list[Distribution] = field(default_factory=list)
    leviers: list[tuple[str, int]] = field(default_factory=list)

    @property
    def contribue(self) -> bool:
        """Whether somebody answered what the actions changed: the first three quarters need not (decisions.md 26)."""
        return repondu(self.contribution)


def repondu(distributions: list[Distribution]) -> bool:
    """Whether one of these questions has an answer."""
    return any(part.denominateur for distribution in distributions for _, part in distribution.parts)


def origine(ca: Cooperative, periode: Periode, trimestre: int, today: date) -> Origine | None:
    """The quarter, in a fixed number of statements; None when it holds no bilan."""
    bilans = list(bilans_de(ca).filter(periode=periode, trimestre=trimestre))
    return composer(matiere.lire(bilans), en_attente(bilans), today) if bilans else None


def composer(m: Matiere, typed: Mapping[int, SaisiePourCompte], today: date) -> Origine:
    """The figures of these bilans and the cells they count; `typed`: the drafts typed for a party, by bilan."""
    bilans = list(m.bilans.values())
    cells = [_reading(m.bilan(row), row) for row in m.releves]
    in_time, all_sent = transmission(bilans, today)
    return Origine(
        bilans[0].periode, bilans[0].trimestre, [(bilan, etat(bilan, today, typed.get(bilan.pk))) for bilan in bilans],
        in_time, all_sent, chiffres(m.releves),
        [c for c in cells if c.releve.indicateur.type == TypeIndicateur.IA],
        [c for c in cells if c.releve.indicateur.type == TypeIndicateur.IR],
        [c for c in cells if c.releve.indicateur.beneficiaires and c.releve.valeur is not None],
        _answers(CONFORMITE, m), _answers(CONTRIBUTION, m), _levers(m.lignes),
    )  # fmt: skip


def _reading(bilan: Bilan, reading: Releve) -> Cellule:
    mot = reading.get_raison_display() if reading.raison else reading.texte
    return Cellule(bilan, reading.indicateur.action, mot, reading.commentaire, reading, taux_du_releve(reading))


def _answers(questions: Iterable[Question], m: Matiere) -> list[Distribution]:
    found = []
    for question in questions:
        given = [line for line in m.lignes if getattr(line, question.code)]
        parts = [
            (word, Part(sum(getattr(line, question.code) == code for line in given), len(given)))
            for code, word in question.choix
        ]
        cells = [
            Cellule(m.bilan(line), line.action, question.mot(getattr(line, question.code)), question.texte(line))
            for line in given
        ]
        found.append(Distribution(question, parts, cells))
    return found


def _levers(lines: list[LigneBilan]) -> list[tuple[str, int]]:
    """F-15: how many actions ticked each lever."""
    ticked = [row.levier for line in lines for row in line.leviers_ists.all()]
    return [(str(lever.label), ticked.count(lever.value)) for lever in LevierISTS]
