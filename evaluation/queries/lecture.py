"""A version of a bilan as people read it: on the page, beside the quarter before, and in the PDF."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal

from conventions.enums import NatureIndicateur, TypeIndicateur
from conventions.models import FicheAction, Indicateur
from evaluation.completude import actions_of
from evaluation.models import Bilan, LigneBilan, Releve, VersionBilan
from evaluation.queries.chiffres import Chiffres, chiffres, taux_du_releve
from evaluation.questions import CONFORMITE, CONTRIBUTION, TEXTES, Question


@dataclass
class IndicateurLu:
    """One reading beside the earlier one; `taux` is F-10 or F-11, None when it does not exist."""

    indicateur: Indicateur
    releve: Releve | None
    avant: Releve | None
    taux: Decimal | None
    repris: bool

    @property
    def qualitatif(self) -> bool:
        return self.indicateur.nature == NatureIndicateur.QUALITATIF


@dataclass
class ReponseLue:
    """One answer in words, its text, and those of the quarter before."""

    question: Question
    mot: str
    texte: str
    mot_avant: str
    texte_avant: str
    reponse: str
    repris: bool


@dataclass
class ActionLue:
    """Everything said of one action; `ligne` is None when nothing is written yet."""

    action: FicheAction
    ligne: LigneBilan | None
    avant: LigneBilan | None
    indicateurs: list[IndicateurLu] = field(default_factory=list)
    conformite: list[ReponseLue] = field(default_factory=list)
    contribution: list[ReponseLue] = field(default_factory=list)
    textes: list[tuple[str, str, str]] = field(default_factory=list)

    @property
    def non(self) -> int:
        """How many conformity questions answer Non."""
        return sum(answer.reponse == "non" for answer in self.conformite)


@dataclass
class Lecture:
    """One version, whole; `avant` is the version of the earlier quarter shown beside."""

    bilan: Bilan
    version: VersionBilan | None
    avant: VersionBilan | None
    actions: list[ActionLue]
    chiffres: Chiffres

    @property
    def vigilance(self) -> bool:
        """AL-36: two Non in one bilan, or the same action not as planned two quarters running."""
        if sum(action.non for action in self.actions) >= 2:
            return True
        pairs = [(a.ligne, a.avant) for a in self.actions if a.ligne and a.avant]
        return any(now.realisation == before.realisation == "non" for now, before in pairs)


def lire(bilan: Bilan, version: VersionBilan | None, avant: VersionBilan | None) -> Lecture:
    """The rows of the party, in a fixed number of statements."""
    ids = [v.pk for v in (version, avant) if v]
    rows = (
        LigneBilan.objects.filter(version__in=ids)
        .select_related("territoire")
        .prefetch_related("leviers_ists", "publics")
    )
    lines = {(row.version_id, row.action_id): row for row in rows}
    readings = Releve.objects.filter(version__in=ids, modalite="").select_related("indicateur")
    known = {(r.version_id, r.indicateur_id): r for r in readings}
    actions = actions_of(bilan).select_related("objectif").prefetch_related("indicateurs", "publics")
    now, before = version.pk if version else 0, avant.pk if avant else 0
    found = [
        _action(action, lines.get((now, action.pk)), lines.get((before, action.pk)), known, now, before)
        for action in actions
    ]
    mine = [reading for (owner, _), reading in known.items() if owner == now]
    return Lecture(bilan, version, avant, found, chiffres(mine))


def _action(
    action: FicheAction, line: LigneBilan | None, previous: LigneBilan | None, known: dict, now: int, before: int
) -> ActionLue:
    lue = ActionLue(action, line, previous)
    repris = set(line.reprises) if line else set()
    for indicateur in action.indicateurs.all():
        if indicateur.type == TypeIndicateur.IP:
            continue
        reading = known.get((now, indicateur.pk))
        rate = taux_du_releve(reading) if reading else None
        earlier = known.get((before, indicateur.pk))
        lue.indicateurs.append(IndicateurLu(indicateur, reading, earlier, rate, f"i{indicateur.pk}" in repris))
    lue.conformite = _answers(CONFORMITE, line, previous, repris)
    lue.contribution = _answers(CONTRIBUTION, line, previous, repris)
    lue.textes = [(label, getattr(line, name, ""), getattr(previous, name, "")) for name, label in TEXTES]
    return lue


def _answers(
    questions: Iterable[Question], line: LigneBilan | None, previous: LigneBilan | None, repris: set[str]
) -> list[ReponseLue]:
    return [
        ReponseLue(
            question,
            question.mot(getattr(line, question.code, "")),
            _text(line, question),
            question.mot(getattr(previous, question.code, "")),
            _text(previous, question),
            getattr(line, question.code, ""),
            question.code in repris,
        )
        for question in questions
    ]


def _text(line: LigneBilan | None, question: Question) -> str:
    if line is None:
        return ""
    if question.code != "ists":
        return getattr(line, question.suite)
    levers = [row.get_levier_display() for row in line.leviers_ists.all()]
    return ", ".join([*levers, line.ists_autre] if line.ists_autre else levers)
