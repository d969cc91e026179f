"""A version of a bilan as people read it: on the page, beside the quarter before, and in the PDF."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from typing import NamedTuple

from django.db.models import Prefetch

from conventions.enums import NatureIndicateur, NiveauExigence, TypeIndicateur
from conventions.models import FicheAction, Indicateur
from conventions.queries import a_ce_jour
from evaluation.completude import actions_of
from evaluation.models import Bilan, LigneBilan, PreuveBilan, QuestionChamp, Releve, SaisiePourCompte, VersionBilan
from evaluation.queries.chiffres import Chiffres, chiffres, taux_du_releve
from evaluation.queries.lecture_courte import Rangs, partager
from evaluation.questions import CONFORMITE, CONTRIBUTION, RECUEIL, TEXTES, Question
from evaluation.repartition import Repartition, repartir


class TexteLu(NamedTuple):
    """One free text and that of the quarter before."""

    code: str
    label: str
    texte: str
    avant: str


@dataclass
class IndicateurLu:
    """One reading beside the earlier one; `taux` is F-10 or F-11, None when it does not exist."""

    indicateur: Indicateur
    releve: Releve | None
    avant: Releve | None
    taux: Decimal | None
    repris: bool
    parts: list[Repartition] = field(default_factory=list)

    @property
    def code(self) -> str:
        """The code of its field in the form."""
        return f"i{self.indicateur.pk}"

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
    textes: list[TexteLu] = field(default_factory=list)
    preuves: list[PreuveBilan] = field(default_factory=list)
    questions: list[QuestionChamp] = field(default_factory=list)

    @property
    def a_lire(self) -> Rangs:
        """What moved or goes astray."""
        return partager(self)[0]

    @property
    def calmes(self) -> Rangs:
        """What is as planned and as before."""
        return partager(self)[1]

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
    questions: list[QuestionChamp] = field(default_factory=list)

    @property
    def pour_compte(self) -> SaisiePourCompte | None:
        """Who told the answers, when the coordination typed them (decisions.md 27)."""
        return getattr(self.version, "pour_compte", None)

    @property
    def conforme(self) -> bool:
        """Everything went as planned and no question waits: what may be accepted together."""
        answers = [answer for action in self.actions for answer in action.conformite]
        return all(answer.reponse == "oui" for answer in answers) and not self.en_attente

    @property
    def en_attente(self) -> list[QuestionChamp]:
        """The questions not sent yet."""
        return [question for question in self.questions if question.envoyee_le is None]

    @property
    def posees_a_la_fin(self) -> list[QuestionChamp]:
        """The questions on the highlights and the needs."""
        return [question for question in self.questions if question.action_id is None]

    @property
    def vigilance(self) -> bool:
        """AL-36: two Non in one bilan, or the same action not as planned two quarters running."""
        if sum(action.non for action in self.actions) >= 2:
            return True
        pairs = [(a.ligne, a.avant) for a in self.actions if a.ligne and a.avant]
        return any(now.realisation == before.realisation == "non" for now, before in pairs)


def lire(bilan: Bilan, version: VersionBilan | None, avant: VersionBilan | None, *, clair: bool = False) -> Lecture:
    """The rows of the party, in a fixed number of statements; small parts are masked unless `clair`."""
    ids = [v.pk for v in (version, avant) if v]
    told = LigneBilan.objects.filter(version__in=ids).select_related("territoire")
    lines = {(row.version_id, row.action_id): row for row in told.prefetch_related("leviers_ists", "publics")}
    readings = list(Releve.objects.filter(version__in=ids).select_related("indicateur"))
    known = {(r.version_id, r.indicateur_id): r for r in readings if not r.modalite}
    measured = Prefetch("indicateurs", Indicateur.objects.avec_cible(bilan.debut))
    rows = actions_of(bilan).select_related("objectif").prefetch_related(measured, "publics")
    actions = a_ce_jour.fiches(rows, "publics")
    now, before = version.pk if version else 0, avant.pk if avant else 0
    found = [
        _action(action, lines.get((now, action.pk)), lines.get((before, action.pk)), known, now, before)
        for action in actions
    ]
    _told_by_parts(found, [r for r in readings if r.modalite and r.version_id == now], clair)
    mine = [reading for (owner, _), reading in known.items() if owner == now]
    questions = list(bilan.questions.select_related("version"))
    joined = list(version.preuves.select_related("piece", "indicateur")) if version else []
    for lue in found:
        lue.questions = [question for question in questions if question.action_id == lue.action.pk]
        lue.preuves = [preuve for preuve in joined if preuve.action_id == lue.action.pk]
    return Lecture(bilan, version, avant, found, chiffres(mine), questions)


def _told_by_parts(actions: list[ActionLue], readings: list[Releve], clair: bool) -> None:
    told: dict[int, dict[str, Decimal]] = {}
    for reading in readings:
        told.setdefault(reading.indicateur_id, {})[reading.modalite] = reading.valeur
    for lu in (lu for lue in actions for lu in lue.indicateurs):
        if lu.indicateur.pk in told:
            lu.parts = repartir(lu.indicateur, told[lu.indicateur.pk], clair=clair)


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
    asked = [RECUEIL, *TEXTES] if _told_in_words(action, line) else TEXTES
    lue.textes = [TexteLu(name, label, getattr(line, name, ""), getattr(previous, name, "")) for name, label in asked]
    return lue


def _told_in_words(action: FicheAction, line: LigneBilan | None) -> bool:
    """The qualitative field is of the important actions; it stays shown when something was written."""
    return action.niveau_exigence == NiveauExigence.APPROFONDI or bool(line and line.recueil_qualitatif)


def _answers(
    questions: Iterable[Question], line: LigneBilan | None, previous: LigneBilan | None, repris: set[str]
) -> list[ReponseLue]:
    return [
        ReponseLue(
            question,
            question.mot(getattr(line, question.code, "")),
            question.texte(line),
            question.mot(getattr(previous, question.code, "")),
            question.texte(previous),
            getattr(line, question.code, ""),
            question.code in repris,
        )
        for question in questions
    ]
