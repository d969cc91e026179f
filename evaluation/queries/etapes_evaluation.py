"""The six steps of the evaluation (R-EVCA-14): where the coopérative is, what is next, what is missing as links."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from conventions.enums import NiveauObjectif
from conventions.models import Objectif
from conventions.queries import a_ce_jour
from coop.gates import Manque
from coop.ui.charts import Etape, frise
from coop.ui.charts.frises import A_VENIR, EN_COURS, FAIT
from coop.ui.rubriques import lien
from coop.ui.typographie import avec_nombre
from cooperatives.enums import TypeInstance
from cooperatives.models import Cooperative, Instance
from cooperatives.queries.gouvernance import instances
from evaluation.enums_evaluation import QualiteCritere
from evaluation.models import Bilan, Effet
from evaluation.queries.evaluation_ca import LectureEvaluation

TITRES = (
    "Instances d’évaluation", "Objectifs et registres", "Théorie d’action", "Questions évaluatives",
    "Critères et indicateurs", "Système d’information",
)  # fmt: skip
ANCRES = ("instances", "cadre", "theorie", "questions", "criteres", "systeme")
TYPES = (TypeInstance.COPIL, TypeInstance.COTECH, TypeInstance.EQUIPE_EVALUATION)
# What each instance is for (R-EVCA-03, -04).
ROLES = {
    TypeInstance.COPIL: "Décide des finalités de l’évaluation et valide les différentes étapes de la démarche.",
    TypeInstance.COTECH: "Assure la conduite opérationnelle et le suivi de l’évaluation.",
    TypeInstance.EQUIPE_EVALUATION: "Suit et évalue l’ensemble du projet de la coopérative.",
}
MOTS = {FAIT: "fait", EN_COURS: "en cours", A_VENIR: "à venir"}


@dataclass(slots=True)
class Pas:
    """One step: `entame` when something of it is written; what is missing is said in sentences."""

    numero: int
    manques: list[Manque] = field(default_factory=list)
    entame: bool = False
    etat: str = A_VENIR

    @property
    def titre(self) -> str:
        return TITRES[self.numero - 1]

    @property
    def fait(self) -> bool:
        return not any(manque.obligation for manque in self.manques)


@dataclass(frozen=True, slots=True)
class Chemin:
    """The path: its steps, the instances that carry it, the objectives that have effects, the bilans sent."""

    pas: list[Pas]
    instances: list[tuple[str, str, Instance | None]]
    effets: int
    bilans: int

    @property
    def frise(self):
        return frise(
            [Etape(f"{p.numero}. {p.titre}", "", p.etat, MOTS[p.etat], f"#{ANCRES[p.numero - 1]}") for p in self.pas]
        )

    @property
    def faits(self) -> int:
        return sum(pas.fait for pas in self.pas)

    @property
    def suivant(self) -> Pas | None:
        """The first step not done."""
        return next((pas for pas in self.pas if not pas.fait), None)

    @property
    def manques(self) -> list[Manque]:
        return [manque for pas in self.pas for manque in pas.manques]

    @property
    def systeme(self) -> str:
        return avec_nombre(self.bilans, "bilan transmis,bilans transmis")


def lire(ca: Cooperative, e: LectureEvaluation) -> Chemin:
    """The path of an evaluation already read (6 statements at most, but for an avenant signed ahead)."""
    rows = {row.type: row for row in reversed(list(instances(ca))) if row.type in TYPES}
    objectifs = arbre(ca)
    sent = Bilan.objects.filter(ca=ca, transmis_le__isnull=False).count()
    aimed = set(Effet.objects.filter(evaluation__ca=ca).values_list("objectif_id", flat=True))
    told = (_instances(ca, e, rows), _cadre(ca, e), _theorie(ca, objectifs, aimed), (), _criteres(ca, e), ())
    pas = [Pas(n, list(missing) if e.evaluation else []) for n, missing in enumerate(told, start=1)]
    if e.evaluation:
        _avancer(pas, e, bool(rows), bool(aimed))
    cards = [(str(kind.label), ROLES[kind], rows.get(kind)) for kind in TYPES]
    return Chemin(pas if e.evaluation else [], cards, len(aimed), sent)


def arbre(ca: Cooperative) -> list[Objectif]:
    """The objectives of the programme as they oblige today, level by level, the general one first."""
    levels = list(NiveauObjectif.values)
    rows = Objectif.objects.filter(programme__ca=ca).select_related("programme")
    found = sorted(rows, key=lambda row: (levels.index(row.niveau), row.numero))
    if found:
        a_ce_jour.programme(found[0].programme, found)
    return found


def _avancer(pas: list[Pas], e: LectureEvaluation, instances_: bool, effets: bool) -> None:
    """Done, under way (the first not done, and those begun), to come."""
    written = (e.evaluation.objectifs, e.evaluation.objet, e.evaluation.moment)
    begun = (instances_, any(written), effets, True, any(q.retenus for q in e.questions), True)
    for step, started in zip(pas, begun, strict=True):
        step.entame = started
        step.etat = FAIT if step.fait else EN_COURS if started else A_VENIR
    if first := next((step for step in pas if not step.fait), None):
        first.etat = EN_COURS


def _manque(ca: Cooperative, code: str, phrase: str, url: str, *, obligation: bool = True) -> Manque:
    return Manque(code, phrase, url, "R-EVCA-14", obligation)


def _instances(ca: Cooperative, e: LectureEvaluation, rows: dict) -> Iterator[Manque]:
    add = lien("cooperatives:instance_ajouter", ca_ref=ca.reference)
    if TypeInstance.COPIL not in rows:
        yield _manque(
            ca,
            "copil",
            "Le comité de pilotage n’est pas constitué.",
            lien("cooperatives:gouvernance", ca_ref=ca.reference),
        )
    if not ca.equipe_evaluation and TypeInstance.EQUIPE_EVALUATION not in rows:
        url = lien("cooperatives:equipe_evaluation", ca_ref=ca.reference)
        yield _manque(ca, "equipe", "L’équipe d’évaluation n’est pas désignée.", url)
    if e.evaluation and e.evaluation.charge_id is None:
        url = lien("evaluation:evaluation_cadre", ca_ref=ca.reference)
        yield _manque(ca, "charge", "Le chargé d’évaluation n’est pas désigné.", f"{url}#id_charge")
    if TypeInstance.COTECH not in rows:
        yield _manque(
            ca,
            "cotech",
            "Aucun comité technique ne conduit l’évaluation.",
            f"{add}?type={TypeInstance.COTECH}",
            obligation=False,
        )


def _cadre(ca: Cooperative, e: LectureEvaluation) -> Iterator[Manque]:
    url = lien("evaluation:evaluation_cadre", ca_ref=ca.reference)
    row = e.evaluation
    if row is None:
        return
    for name, phrase in (
        ("objet", "Ce que l’on évalue n’est pas dit."),
        ("moment", "Le moment de l’évaluation n’est pas dit."),
        ("objectifs", "Les objectifs de l’évaluation ne sont pas écrits."),
    ):
        if not getattr(row, name):
            yield _manque(ca, name, phrase, f"{url}#id_{name}")
    if not e.registres:
        yield _manque(ca, "registres", "Aucun registre n’est questionné.", f"{url}#id_registres")


def _theorie(ca: Cooperative, objectifs: list[Objectif], vises: set[int | None]) -> Iterator[Manque]:
    """The tree of the programme, and at least one effect in mirror of each objective."""
    if not objectifs:
        url = lien("conventions:programme", ca_ref=ca.reference)
        yield _manque(ca, "arbre", "L’arbre des objectifs du programme n’est pas écrit.", url)
    if bare := sum(row.pk not in vises for row in objectifs):
        url = lien("evaluation:theorie", ca_ref=ca.reference)
        words = avec_nombre(bare, "objectif n’a,objectifs n’ont")
        yield _manque(ca, "effets", f"{words} pas encore d’effet en miroir.", url)


def _criteres(ca: Cooperative, e: LectureEvaluation) -> Iterator[Manque]:
    for q in e.questions:
        if not q.retenus:
            n = q.question.numero
            yield _manque(ca, f"question_{n}", f"La question {n} n’a pas de critère retenu.", f"#question-{n}")
    yield from e.manques
    unread = [c.selection for q in e.questions for c in q.retenus if c.selection.a_relire]
    for row in unread:
        phrase = f"Le critère «\u00a0{row.libelle}\u00a0» a {len(QualiteCritere) - len(row.a_relire)} des {len(QualiteCritere)} qualités."
        url = lien("evaluation:critere_relire", ca_ref=ca.reference, selection_id=row.pk)
        yield Manque(f"qualites_{row.pk}", phrase, url, "R-EVCA-09", obligation=False)
