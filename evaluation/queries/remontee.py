"""What the coopératives answered, gathered question by question: action → coopérative → région, no re-entry (R-EVA-04).

Only an evaluation validated on its three parts counts; the others are named with where they stand. Coopératives are in
the order of the départements and never ranked.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet, Subquery

from conventions.models import Convention
from coop.territories.models import Departement
from cooperatives.enums import Phase, Statut
from cooperatives.models import Cooperative
from evaluation.enums_evaluation import Jugement
from evaluation.models import EvaluationCA, EvaluationFinale, PreuveReponse, QuestionEvaluative, ReponseReferentiel
from evaluation.queries.evaluation_ca import libelle_courant
from evaluation.queries.finale import SIGNEES

VALIDEE, EN_COURS, A_OUVRIR = "validée", "en cours", "pas ouverte"
TONS = {VALIDEE: "fait", EN_COURS: "cours", A_OUVRIR: "attente"}
TONS_JUGEMENT = {
    Jugement.FAVORABLE: "fait", Jugement.MITIGE: "attente", Jugement.DEFAVORABLE: "refus", Jugement.NON_OBSERVABLE: "clos",
}  # fmt: skip
SANS = "sans jugement"
EVALUABLES = (Phase.MISE_EN_OEUVRE, Phase.EVALUATION_CA)


@dataclass(frozen=True, slots=True)
class CaEvaluee:
    """A coopérative expected, or that validated: where it stands."""

    ca: Cooperative
    etat: str
    finale: EvaluationFinale | None
    ecrites: int

    @property
    def ton(self) -> str:
        return TONS[self.etat]


@dataclass(frozen=True, slots=True)
class ReponseLue:
    """One answer of a coopérative: to a critère, or to one of its indicators (`indicateur`)."""

    ca: Cooperative
    reponse: ReponseReferentiel
    critere: str
    indicateur: str
    preuves: list[PreuveReponse]

    @property
    def ton(self) -> str:
        return TONS_JUGEMENT.get(self.reponse.jugement, "clos")


@dataclass(slots=True)
class CritereLu:
    """One critère, of the library or written by coopératives, with what each answered."""

    libelle: str
    propre: bool
    reponses: list[ReponseLue] = field(default_factory=list)

    @property
    def comptes(self) -> Counter:
        return compter(self.reponses)


@dataclass(frozen=True, slots=True)
class QuestionRemontee:
    """One question: its critères, and the coopératives that validated without a word on it."""

    question: QuestionEvaluative
    criteres: list[CritereLu]
    muettes: list[Cooperative]

    @property
    def reponses(self) -> list[ReponseLue]:
        return [row for critere in self.criteres for row in critere.reponses]

    @property
    def cooperatives(self) -> int:
        return len({row.ca.pk for row in self.reponses})

    @property
    def comptes(self) -> Counter:
        return compter(self.reponses)

    @property
    def par_departement(self) -> list[tuple[Departement, Counter]]:
        """In the order of the départements; those without answer are left out."""
        places = {row.ca.departement_id: row.ca.departement for row in self.reponses}
        ordered = sorted(places.values(), key=lambda row: row.code)
        return [(d, compter(r for r in self.reponses if r.ca.departement_id == d.pk)) for d in ordered]


@dataclass(frozen=True, slots=True)
class Remontee:
    """Everything gathered: who is expected, who validated, and the three questions; `trop_tot` have no programme under way."""

    cas: list[CaEvaluee]
    trop_tot: int
    questions: list[QuestionRemontee]

    @property
    def validees(self) -> list[CaEvaluee]:
        return [row for row in self.cas if row.etat == VALIDEE]

    @property
    def attendues(self) -> list[CaEvaluee]:
        """Those whose evaluation is not validated."""
        return [row for row in self.cas if row.etat != VALIDEE]

    def question(self, numero: int) -> QuestionRemontee | None:
        return next((row for row in self.questions if row.question.numero == numero), None)


def compter(rows: Iterable[ReponseLue]) -> Counter:
    """How many answers by judgement; one without judgement is told « sans jugement » (the empty code)."""
    return Counter(row.reponse.jugement for row in rows)


def mots(comptes: Counter) -> list[tuple[str, int]]:
    """[(« favorable », 3)] in the order of the judgements, those never given left out."""
    labels = [(code.value, str(code.label)) for code in Jugement] + [("", SANS)]
    return [(label, comptes[code]) for code, label in labels if comptes[code]]


def tableau(q: QuestionRemontee) -> tuple[list[str], list[tuple[str, list[tuple[str, int]]]]]:
    """(judgements, [(département, counts)]), the whole last when there are several départements."""
    lines = [(str(d), counts) for d, counts in q.par_departement]
    if len(lines) > 1:
        lines.append(("Ensemble", q.comptes))
    labels = [(code.value, str(code.label)) for code in Jugement] + ([("", SANS)] if q.comptes[""] else [])
    return [label for _, label in labels], [(name, [(label, c[code]) for code, label in labels]) for name, c in lines]


def lire(rows: QuerySet[Cooperative], *, argent: bool) -> Remontee:
    """The coopératives of `rows` (already those of the reader), in a fixed number of statements (5)."""
    cas = _cas(rows)
    kept = {row.ca.pk: row.ca for row in cas if row.etat == VALIDEE}
    too_early = rows.filter(statut=Statut.EN_COURS).exclude(phase__in=EVALUABLES).count()
    return Remontee(cas, too_early, _questions(kept, argent=argent))


def _cas(rows: QuerySet[Cooperative]) -> list[CaEvaluee]:
    """Running coopératives under way, and any that validated (2 statements)."""
    signed = Convention.objects.filter(ca=OuterRef("pk"), statut__in=SIGNEES).order_by("-date_effet", "-pk")
    answer = "evaluation_ca__criteres__reponses"
    written = Q(**{f"{answer}__constat__gt": ""}) | Q(**{f"{answer}__jugement__gt": ""})
    found = rows.annotate(
        depuis=Subquery(signed.values("date_effet")[:1]),
        ouverte=Exists(EvaluationCA.objects.filter(ca=OuterRef("pk"))),
        ecrites=Count(answer, filter=written, distinct=True),
    )
    finales: dict[int, list[EvaluationFinale]] = {}
    for row in (
        EvaluationFinale.objects.entieres().filter(ca__in=rows.order_by().values("pk")).order_by("validee_le", "pk")
    ):
        finales.setdefault(row.ca_id, []).append(row)
    told = []
    for ca in (
        found.select_related("departement").defer("departement__trace").order_by("departement__code", "reference")
    ):
        finale = _du_programme(finales.get(ca.pk, []), ca.depuis)
        if finale or (ca.statut == Statut.EN_COURS and ca.phase in EVALUABLES):
            state = VALIDEE if finale else EN_COURS if ca.ouverte else A_OUVRIR
            told.append(CaEvaluee(ca, state, finale, ca.ecrites))
    return told


def _du_programme(rows: list[EvaluationFinale], depuis: date | None) -> EvaluationFinale | None:
    """The last one recorded since the last convention took effect, as `queries.finale.derniere` reads one coopérative."""
    return next((row for row in reversed(rows) if depuis is None or row.validee_le >= depuis), None)


def _questions(kept: dict[int, Cooperative], *, argent: bool) -> list[QuestionRemontee]:
    """(3 statements)."""
    by_question: dict[int, dict[tuple, CritereLu]] = {}
    for row in _reponses(kept, argent=argent):
        critere = row.critere
        known = by_question.setdefault(critere.de_question, {})
        key = (0, critere.critere.ordre) if critere.critere_id else (1, critere.libelle)
        entry = known.setdefault(key, CritereLu(critere.libelle, critere.critere_id is None))
        told = row.indicateur
        words = "" if told is None else told.libelle_libre or libelle_courant(told.indicateur)
        entry.reponses.append(
            ReponseLue(kept[critere.evaluation.ca_id], row, critere.libelle, words, list(row.preuves.all()))
        )
    found = []
    for question in QuestionEvaluative.objects.order_by("numero"):
        criteres = [entry for _, entry in sorted(by_question.get(question.pk, {}).items())]
        spoken = {r.ca.pk for entry in criteres for r in entry.reponses}
        found.append(QuestionRemontee(question, criteres, [ca for pk, ca in kept.items() if pk not in spoken]))
    return found


def _reponses(kept: dict[int, Cooperative], *, argent: bool) -> list[ReponseReferentiel]:
    """Answers written, with their proofs; amounts for who reads them (2 statements)."""
    proofs = PreuveReponse.objects.select_related("piece").order_by("pk")
    if not argent:
        proofs = proofs.filter(montant=False)
    rows = ReponseReferentiel.objects.filter(critere__evaluation__ca__in=kept).exclude(constat="", jugement="")
    rows = rows.select_related("critere__critere", "critere__evaluation", "indicateur__indicateur")
    rows = rows.order_by(
        "critere__evaluation__ca__departement__code", "critere__evaluation__ca__reference", "critere", "pk"
    )
    return list(rows.prefetch_related(Prefetch("preuves", proofs)))
