"""« Mes actions et mes bilans »: everything one organisation declared in a CA, and what the CA did with it."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal

from conventions.enums import NatureIndicateur, TypeIndicateur
from conventions.models import FicheAction, Indicateur
from conventions.queries.citations import par_action
from coop.organisations.models import Organisation
from coop.ui import charts
from cooperatives.models import Cooperative, Decision
from evaluation.etats import Etat, etat
from evaluation.models import Bilan, LigneBilan, Releve, VersionBilan
from evaluation.queries.chiffres import Part, chiffres, taux_du_releve
from evaluation.questions import CONFORMITE, QUESTIONS, RECUEIL, TEXTES

SHOWN = 6  # quarters of a drawing


@dataclass(frozen=True, slots=True)
class BilanRendu:
    """One bilan of the organisation, its last version sent, and what the CA made of it."""

    bilan: Bilan
    version: VersionBilan | None
    etat: Etat
    questions: int
    beneficiaires: Part
    de_la_ca: Part

    @property
    def nom(self) -> str:
        return f"T{self.bilan.trimestre} {self.bilan.debut:%Y}"

    @property
    def dernier_jour(self) -> date:
        return self.bilan.fin - timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Serie:
    """One indicator over the quarters: (name of the quarter, reading or None, rate)."""

    indicateur: Indicateur
    releves: list[tuple[str, Releve | None, Decimal | None]]

    @property
    def dessin(self) -> charts.Graphique | None:
        """The last quarters drawn; None for words, or for fewer than two values."""
        if self.indicateur.nature != NatureIndicateur.QUANTITATIF:
            return None
        points = [charts.Point(name.split()[0], name, r.valeur if r else None) for name, r, _ in self.releves[-SHOWN:]]
        told = [point for point in points if point.valeur is not None]
        planned = next((r.cible for _, r, _ in reversed(self.releves) if r), None)
        return charts.spark(self.indicateur.libelle, points, prevu=planned) if len(told) > 1 else None


@dataclass(frozen=True, slots=True)
class ActionSuivie:
    """One action of the organisation: figures, words of each quarter, decisions that cite it."""

    action: FicheAction
    series: list[Serie]
    paroles: list[tuple[str, list[tuple[str, str]]]]
    reponses: list[tuple[str, list[tuple[str, str]]]]
    decisions: list[Decision] = field(default_factory=list)


@dataclass(frozen=True)
class Histoire:
    """What an organisation declared between two days, oldest quarter first."""

    organisation: Organisation
    bilans: list[BilanRendu]
    actions: list[ActionSuivie]

    @property
    def rendus(self) -> list[BilanRendu]:
        return [row for row in self.bilans if row.version is not None]

    @property
    def annees(self) -> list[tuple[int, list[BilanRendu]]]:
        """The bilans by year of the convention, the latest first."""
        found: dict[date, list[BilanRendu]] = {}
        for row in self.bilans:
            found.setdefault(row.bilan.periode.debut, []).append(row)
        return [(rows[0].bilan.periode.numero, rows) for _, rows in sorted(found.items(), reverse=True)]


def histoire(
    ca: Cooperative, organisation: Organisation, today: date, *, debut: date | None = None, fin: date | None = None
) -> Histoire:
    """The bilans of the organisation in `ca` and their content, in a fixed number of statements."""
    mine = Bilan.objects.filter(ca=ca, partie__organisation=organisation, debut__lte=today)
    if debut:
        mine = mine.filter(debut__gte=debut)
    if fin:
        mine = mine.filter(fin__lte=fin + timedelta(days=1))
    bilans = list(
        mine.select_related("partie__organisation", "periode").prefetch_related("questions").order_by("debut", "pk")
    )
    latest = _latest(Bilan.objects.filter(ca=ca, debut__in={bilan.debut for bilan in bilans}))
    readings = list(
        Releve.objects.filter(version__in=[v.pk for v in latest.values()], modalite="")
        .select_related("indicateur__action", "version").order_by("indicateur__type", "indicateur__numero")
    )  # fmt: skip
    rendered = [_rendu(bilan, latest, readings, today) for bilan in bilans]
    own = {row.version.pk: row for row in rendered if row.version}
    lines = list(
        LigneBilan.objects.filter(version__in=own).select_related("action__objectif")
        .prefetch_related("leviers_ists").order_by("action__numero")
    )  # fmt: skip
    return Histoire(organisation, rendered, _actions(lines, [r for r in readings if r.version_id in own], own))


def _latest(bilans) -> dict[int, VersionBilan]:
    rows = VersionBilan.objects.dernieres().filter(bilan__in=bilans).select_related("bilan", "pour_compte")
    return {version.bilan_id: version for version in rows.order_by("bilan_id")}


def _rendu(bilan: Bilan, latest: dict[int, VersionBilan], readings: list[Releve], today: date) -> BilanRendu:
    version = latest.get(bilan.pk)
    same_quarter = {v.pk for v in latest.values() if v.bilan.debut == bilan.debut}
    asked = sum(question.envoyee_le is not None for question in bilan.questions.all())
    return BilanRendu(
        bilan, version, etat(bilan, today), asked,
        chiffres(r for r in readings if version and r.version_id == version.pk).beneficiaires,
        chiffres(r for r in readings if r.version_id in same_quarter).beneficiaires,
    )  # fmt: skip


def _actions(lines: list[LigneBilan], readings: list[Releve], own: dict[int, BilanRendu]) -> list[ActionSuivie]:
    actions = {line.action_id: line.action for line in lines}
    decisions = par_action(actions)
    return [
        ActionSuivie(
            action,
            _series([r for r in readings if r.indicateur.action_id == pk], own),
            [(own[line.version_id].nom, _words(line)) for line in lines if line.action_id == pk],
            [(own[line.version_id].nom, _answers(line)) for line in lines if line.action_id == pk],
            decisions[pk],
        )
        for pk, action in actions.items()
    ]


def _series(readings: list[Releve], own: dict[int, BilanRendu]) -> list[Serie]:
    by_indicator: dict[int, dict[int, Releve]] = {}
    for reading in readings:
        by_indicator.setdefault(reading.indicateur_id, {})[reading.version_id] = reading
    found = []
    for told in by_indicator.values():
        indicateur = next(iter(told.values())).indicateur
        if indicateur.type == TypeIndicateur.IP:
            continue
        row = [(r.nom, told.get(pk), taux_du_releve(told[pk]) if pk in told else None) for pk, r in own.items()]
        found.append(Serie(indicateur, row))
    return found


def _words(line: LigneBilan) -> list[tuple[str, str]]:
    return [(label, getattr(line, code)) for code, label in (RECUEIL, *TEXTES) if getattr(line, code)]


def _answers(line: LigneBilan) -> list[tuple[str, str]]:
    given = [(question, getattr(line, question.code)) for question in (CONFORMITE if not line.dynamique else QUESTIONS)]
    return [(question.libelle, question.mot(value)) for question, value in given if value]


def organisations_parties(ca: Cooperative, ids: Iterable[int]) -> list[Organisation]:
    """Among organisations, those that owe bilans in the CA."""
    owing = Bilan.objects.filter(ca=ca, partie__organisation__in=list(ids)).order_by()
    return list(Organisation.objects.filter(pk__in=owing.values("partie__organisation")).order_by("nom", "pk"))
