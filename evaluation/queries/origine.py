"""Where the figures of a quarter come from: every cell that enters into F-09 to F-15, each with its bilan (domain.md §7.1)."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from conventions.enums import TypeIndicateur
from conventions.models import FicheAction, Periode
from cooperatives.models import Cooperative
from evaluation.enums import LevierISTS
from evaluation.etats import Etat, etat
from evaluation.models import Bilan, LigneBilan, Releve, SaisiePourCompte, VersionBilan
from evaluation.queries.chiffres import Chiffres, Part, chiffres, taux_du_releve, transmission
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


def origine(ca: Cooperative, periode: Periode, trimestre: int, today: date) -> Origine | None:
    """The quarter, in a fixed number of statements; None when it holds no bilan."""
    rows = Bilan.objects.filter(ca=ca, periode=periode, trimestre=trimestre)
    bilans = list(rows.select_related("partie__organisation").order_by("partie__ordre", "pk"))
    if not bilans:
        return None
    by_id = {bilan.pk: bilan for bilan in bilans}
    sent = VersionBilan.objects.filter(bilan__in=bilans, transmise_le__isnull=False).order_by("bilan_id", "numero")
    owner = {pk: by_id[bilan] for bilan, pk in dict(sent.values_list("bilan_id", "pk")).items()}
    lines = list(
        LigneBilan.objects.filter(version__in=owner).select_related("action").prefetch_related("leviers_ists")
        .order_by("version__bilan__partie__ordre", "action__numero")
    )  # fmt: skip
    readings = list(
        Releve.objects.filter(version__in=owner, modalite="").select_related("indicateur__action")
        .order_by("indicateur__action__numero", "indicateur__type", "indicateur__numero")
    )  # fmt: skip
    cells = [_reading(owner[r.version_id], r) for r in readings]
    drafts = SaisiePourCompte.objects.filter(
        version__bilan__in=bilans, version__transmise_le__isnull=True, reprise_le__isnull=True
    )
    typed = {row.version.bilan_id: row for row in drafts.select_related("version")}
    in_time, all_sent = transmission(bilans, today)
    return Origine(
        periode, trimestre, [(bilan, etat(bilan, today, typed.get(bilan.pk))) for bilan in bilans], in_time, all_sent, chiffres(readings),
        [c for c in cells if c.releve.indicateur.type == TypeIndicateur.IA],
        [c for c in cells if c.releve.indicateur.type == TypeIndicateur.IR],
        [c for c in cells if c.releve.indicateur.beneficiaires and c.releve.valeur is not None],
        _answers(CONFORMITE, lines, owner), _answers(CONTRIBUTION, lines, owner), _levers(lines),
    )  # fmt: skip


def _reading(bilan: Bilan, reading: Releve) -> Cellule:
    mot = reading.get_raison_display() if reading.raison else reading.texte
    return Cellule(bilan, reading.indicateur.action, mot, reading.commentaire, reading, taux_du_releve(reading))


def _answers(questions: Iterable[Question], lines: list[LigneBilan], owner: dict[int, Bilan]) -> list[Distribution]:
    found = []
    for question in questions:
        given = [line for line in lines if getattr(line, question.code)]
        parts = [
            (word, Part(sum(getattr(line, question.code) == code for line in given), len(given)))
            for code, word in question.choix
        ]
        cells = [
            Cellule(
                owner[line.version_id], line.action, question.mot(getattr(line, question.code)), _why(line, question)
            )
            for line in given
        ]
        found.append(Distribution(question, parts, cells))
    return found


def _why(line: LigneBilan, question: Question) -> str:
    if question.code == "ists":
        return ", ".join(row.get_levier_display() for row in line.leviers_ists.all())
    return getattr(line, question.suite)


def _levers(lines: list[LigneBilan]) -> list[tuple[str, int]]:
    """F-15: how many actions ticked each lever."""
    ticked = [row.levier for line in lines for row in line.leviers_ists.all()]
    return [(str(lever.label), ticked.count(lever.value)) for lever in LevierISTS]
