"""F-27, F-30, F-31 and F-32 by département, as of today: what holds back, what helps, what is evaluated (domain.md §7.1)."""

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce

from conventions.chiffres_annuels import Compte, Comptes, Definition
from conventions.enums import TypeIndicateur
from conventions.models import FicheAction, Indicateur
from coop.calendrier import add_months
from coop.ui.typographie import avec_nombre, nombre
from cooperatives.enums import Phase, Statut, TypeInstance
from cooperatives.enums_vie import AxeLevierFrein, StatutFrein, StatutRecommandation, TypeLevierFrein
from cooperatives.models import Cooperative, Instance, LevierFrein, SuiviRecommandation
from cooperatives.models.perimetre import parmi
from cooperatives.queries.vie.leviers import ANCIEN_MOIS
from evaluation.models import CritereReferentiel, EvaluationFinale, QuestionEvaluative, SelectionCritere

FREINS, LEVIERS, RECOMMANDATIONS, CRITERES, EVALUATIONS = (
    "freins", "leviers", "recommandations", "criteres", "evaluations",
)  # fmt: skip
DEP = "ca__departement__code"
AGES = "ages"
EVALUABLES = (Phase.MISE_EN_OEUVRE, Phase.EVALUATION_CA)


def compter(rows: QuerySet[Cooperative], annees: list[int], jour: date) -> Comptes:
    """What the figures are made of (5 statements); the year is that of the day."""
    by_dep: dict[str, Compte] = defaultdict(Compte)
    said = leviers_de(rows).values_list(DEP, "axe", "type", "statut").annotate(n=Count("pk"))
    for dep, axe, kind, statut, n in said:
        if kind == TypeLevierFrein.LEVIER:
            by_dep[dep].nombres.update({"leviers": n, f"leviers_{axe}": n})
        else:
            word = "leves" if statut == StatutFrein.LEVE else "ouverts"
            by_dep[dep].nombres.update({"signales": n, word: n, f"{word}_{axe}": n})
    old, freins = add_months(jour, -ANCIEN_MOIS), leviers_de(rows).filter(type=TypeLevierFrein.FREIN)
    waiting = freins.exclude(statut=StatutFrein.LEVE).values_list(DEP, "signale_le").annotate(n=Count("pk"))
    for dep, since, n in waiting:
        by_dep[dep].nombres.update(anciens=n if since < old else 0)
        by_dep[dep].durees[AGES] += [(jour - since).days] * n
    answered = SuiviRecommandation.objects.filter(parmi(rows), ca__statut=Statut.EN_COURS).order_by()
    for dep, statut, n in answered.values_list(DEP, "statut").annotate(n=Count("pk")):
        by_dep[dep].nombres.update({"recommandations": n, f"reco_{statut}": n})
    kept = criteres_de(rows).order_by().values_list(f"evaluation__{DEP}")
    with_one = Count("pk", filter=Q(indicateurs__isnull=False), distinct=True)
    found = Count("pk", filter=Q(reponses__constat__gt=""), distinct=True)
    for dep, n, told, answered in kept.annotate(n=Count("pk", distinct=True), dits=with_one, constats=found):
        by_dep[dep].nombres.update(criteres=n, avec_indicateur=told, avec_constat=answered)
    for dep, *counts in _couverture(rows, jour):
        by_dep[dep].nombres.update(
            dict(zip(("evaluables", "finales", "equipes", "avec_actions", "completes"), counts, strict=True))
        )
    return {(dep, jour.year): compte for dep, compte in by_dep.items()}


def leviers_de(rows: QuerySet[Cooperative]) -> QuerySet[LevierFrein]:
    """Leviers and freins noted by the running coopératives."""
    return LevierFrein.objects.filter(parmi(rows), ca__statut=Statut.EN_COURS).order_by()


def criteres_de(rows: QuerySet[Cooperative]) -> QuerySet[SelectionCritere]:
    """Critères that running coopératives keep for their evaluation."""
    return SelectionCritere.objects.filter(parmi(rows, "evaluation__ca"), evaluation__ca__statut=Statut.EN_COURS)


def avec_evaluation(rows: QuerySet[Cooperative], jour: date) -> QuerySet[Cooperative]:
    """Running coopératives with what F-32 asks of each: évaluation finale, équipe, the three types of indicators."""
    actions = FicheAction.objects.en_cours(jour).filter(programme__ca=OuterRef("pk"))
    lacking = Q()
    for kind in TypeIndicateur:
        lacking |= ~Exists(Indicateur.objects.filter(action=OuterRef("pk"), type=kind))
    return rows.filter(statut=Statut.EN_COURS).annotate(
        a_finale=Exists(EvaluationFinale.objects.entieres().filter(ca=OuterRef("pk"))),
        a_equipe=Exists(
            Instance.objects.filter(ca=OuterRef("pk"), type=TypeInstance.EQUIPE_EVALUATION, fin__isnull=True)
        ),
        a_actions=Exists(actions),
        incomplete=Exists(actions.filter(lacking)),
    )


def _couverture(rows: QuerySet[Cooperative], jour: date):
    ready = Q(phase__in=EVALUABLES)
    return avec_evaluation(rows, jour).order_by().values_list("departement__code").annotate(
        evaluables=Count("pk", filter=ready), finales=Count("pk", filter=ready & Q(a_finale=True)),
        equipes=Count("pk", filter=ready & Q(a_equipe=True)), avec_actions=Count("pk", filter=Q(a_actions=True)),
        completes=Count("pk", filter=Q(a_actions=True, incomplete=False)),
    )  # fmt: skip


def _sur(part: str, whole: str, words: str):
    return lambda c: f"{nombre(c.nombres[part])} sur {avec_nombre(c.nombres[whole], words)}"


PRETES = "coopérative en mise en œuvre ou en évaluation,coopératives en mise en œuvre ou en évaluation"
F_27 = Definition(
    "F-27", "freins ouverts", "Freins ouverts",
    "Freins que les coopératives en cours ont notés et n’ont pas encore levés.", FREINS, de="ouverts",
    note=lambda c: f"dont {nombre(c.nombres['anciens'])} depuis plus de six mois",
)  # fmt: skip
F_27_AGE = Definition(
    "F-27", "jours depuis le signalement d’un frein", "Âge des freins, en jours",
    "Médiane, en jours, de l’âge des freins encore ouverts.", FREINS, mediane=AGES, vide="aucun frein ouvert",
    note=lambda c: f"sur {avec_nombre(c.nombres['ouverts'], 'frein ouvert,freins ouverts')}",
)  # fmt: skip
F_27_LEVES = Definition(
    "F-27", "freins levés", "Freins levés",
    "Freins levés, rapportés à tous ceux qui ont été signalés.", FREINS, de="leves", sur="signales", unite="%",
    note=_sur("leves", "signales", "signalé,signalés"), vide="aucun frein signalé",
)  # fmt: skip
F_27_LEVIERS = Definition(
    "F-27", "leviers notés", "Leviers", "Leviers que les coopératives en cours ont notés.", LEVIERS, de="leviers"
)
F_30 = Definition(
    "F-30", "recommandations suivies par les coopératives", "Recommandations suivies",
    "Réponses «\u00a0suivie\u00a0», rapportées à toutes les réponses des coopératives en cours aux recommandations de l’évaluation.",
    RECOMMANDATIONS, de="reco_suivie", sur="recommandations", unite="%",
    note=_sur("reco_suivie", "recommandations", "réponse,réponses"), vide="aucune réponse",
)  # fmt: skip
F_31 = Definition(
    "F-31", "critères d’évaluation retenus", "Critères retenus",
    "Critères que les coopératives en cours ont retenus, du référentiel ou propres à elles, quatre au plus par question.", CRITERES, de="criteres",
    note=lambda c: f"dont {nombre(c.nombres['avec_indicateur'])} avec un indicateur",
)  # fmt: skip
F_31_INDICATEURS = Definition(
    "F-31", "critères qui ont un indicateur", "Critères avec indicateur",
    "Critères retenus auxquels un indicateur au moins répond.", CRITERES, de="avec_indicateur", sur="criteres", unite="%",
    note=_sur("avec_indicateur", "criteres", "critère retenu,critères retenus"), vide="aucun critère retenu",
)  # fmt: skip
F_31_CONSTATS = Definition(
    "F-31", "critères qui ont un constat", "Critères avec constat",
    "Critères retenus pour lesquels un constat est écrit, sur le critère ou sur l’un de ses indicateurs.", CRITERES,
    de="avec_constat", sur="criteres", unite="%",
    note=_sur("avec_constat", "criteres", "critère retenu,critères retenus"), vide="aucun critère retenu",
)  # fmt: skip
F_32 = Definition(
    "F-32", "évaluations finales faites", "Évaluation finale",
    "Coopératives en mise en œuvre ou en évaluation qui ont une évaluation finale validée, sur le processus, l’activité et les résultats.",
    EVALUATIONS, de="finales", sur="evaluables", unite="%", note=_sur("finales", "evaluables", PRETES), vide="aucune coopérative à évaluer",
)  # fmt: skip
F_32_EQUIPE = Definition(
    "F-32", "coopératives avec une équipe d’évaluation", "Équipe d’évaluation",
    "Coopératives en mise en œuvre ou en évaluation qui ont une équipe d’évaluation parmi leurs instances.",
    EVALUATIONS, de="equipes", sur="evaluables", unite="%", note=_sur("equipes", "evaluables", PRETES), vide="aucune coopérative à évaluer",
)  # fmt: skip
F_32_INDICATEURS = Definition(
    "F-32", "programmes aux indicateurs complets", "IP, IA et IR",
    "Coopératives en cours dont chaque action a au moins un indicateur de processus, un d’activité et un de résultats, rapportées à "
    "celles qui ont des actions.",
    EVALUATIONS, de="completes", sur="avec_actions", unite="%",
    note=_sur("completes", "avec_actions", "programme,programmes"), vide="aucun programme",
)  # fmt: skip
PRINCIPAUX = [F_27, F_27_LEVES, F_30, F_31, F_32, F_32_INDICATEURS]
DEFINITIONS = [
    F_27, F_27_AGE, F_27_LEVES, F_27_LEVIERS, F_30, F_31, F_31_INDICATEURS, F_31_CONSTATS, F_32, F_32_EQUIPE, F_32_INDICATEURS,
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Axe:
    """One column of the « tableau des leviers et des freins »: counts, and what several say in the same words."""

    code: str
    nom: str
    ouverts: int
    leves: int
    leviers: int
    freins_dits: list[tuple[str, int]]
    leviers_dits: list[tuple[str, int]]


def axes(rows: QuerySet[Cooperative], whole: Compte) -> list[Axe]:
    """F-27 by axis; the entries of the table with how many coopératives note them today (1 statement)."""
    live = leviers_de(rows).filter(catalogue__isnull=False).exclude(statut=StatutFrein.LEVE)
    counted = live.values_list("axe", "type", "catalogue__libelle").annotate(n=Count("ca", distinct=True))
    said: dict[tuple[str, str], list[tuple[str, int]]] = defaultdict(list)
    for axe, kind, label, n in counted.order_by("catalogue__ordre"):
        said[axe, kind].append((label, n))
    return [
        Axe(
            code, label, whole.nombres[f"ouverts_{code}"], whole.nombres[f"leves_{code}"], whole.nombres[f"leviers_{code}"],
            said[code, TypeLevierFrein.FREIN], said[code, TypeLevierFrein.LEVIER],
        )
        for code, label in AxeLevierFrein.choices
    ]  # fmt: skip


def recommandations(departements: list[int], whole: Compte) -> list[tuple[str, list[tuple[str, int]]]]:
    """F-30: (who answers, [(state, answers)]) for the région, its délégations, its coopératives (1 statement)."""
    region = Q(ca__isnull=True, departement__isnull=True)
    own = SuiviRecommandation.objects.filter(region | Q(departement__in=departements)).order_by()
    counts: Counter = Counter()
    for dep, statut, n in own.values_list("departement", "statut").annotate(n=Count("pk")):
        counts[dep is None, statut] += n
    states = list(StatutRecommandation)
    return [
        ("La région", [(str(s.label), counts[True, s.value]) for s in states]),
        ("Les délégations", [(str(s.label), counts[False, s.value]) for s in states]),
        ("Les coopératives", [(str(s.label), whole.nombres[f"reco_{s.value}"]) for s in states]),
    ]


PROPRES = "Critères propres aux coopératives"


@dataclass(frozen=True, slots=True)
class QuestionRegionale:
    """One of the three questions: who answers it, with which critères; `criteres` are those kept somewhere."""

    numero: int
    libelle: str
    cooperatives: int
    retenus: int
    avec_indicateur: int
    criteres: list[tuple[str, int, int]]

    @property
    def preuve(self) -> str:
        return f"criteres-{self.numero}"


def questions(rows: QuerySet[Cooperative]) -> list[QuestionRegionale]:
    """F-31 and the synthesis of the référentiel, question by question (5 statements)."""
    kept = criteres_de(rows).order_by()
    with_one = Count("pk", filter=Q(indicateurs__isnull=False), distinct=True)
    per_critere = {
        pk: (n, told)
        for pk, n, told in kept.values_list("critere").annotate(n=Count("pk", distinct=True), dits=with_one)
    }
    question = Coalesce("critere__question", "question")
    people = dict(kept.values_list(question).annotate(n=Count("evaluation", distinct=True)))
    own = kept.filter(critere__isnull=True).values_list("question")
    library = defaultdict(list)
    for pk, question, label in CritereReferentiel.objects.order_by("ordre").values_list("pk", "question", "libelle"):
        if pk in per_critere:
            library[question].append((label, *per_critere[pk]))
    for pk, n, told in own.annotate(n=Count("pk", distinct=True), dits=with_one):
        library[pk].append((PROPRES, n, told))
    return [
        QuestionRegionale(
            q.numero, q.libelle, people.get(q.pk, 0), sum(n for _, n, _ in library[q.pk]),
            sum(told for *_, told in library[q.pk]), library[q.pk],
        )
        for q in QuestionEvaluative.objects.order_by("numero")
    ]  # fmt: skip
