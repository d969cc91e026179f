"""The bilans due in a civil quarter in many coopératives at once (A-39, section 10 of DOC-BTC): never one coopérative after another."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Protocol

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Sum
from django.db.models.functions import ExtractQuarter, ExtractYear

from coop.calendrier import add_months, civil_quarter
from coop.ui.typographie import MOIS
from cooperatives.models import Cooperative
from cooperatives.models.perimetre import parmi
from evaluation.enums import LevierISTS, Reponse
from evaluation.etats import EN_ATTENTE, TRANSMIS
from evaluation.models import Bilan, LevierActive, LigneBilan, SyntheseCooperative, VersionBilan
from evaluation.queries.chiffres import Chiffres, Part
from evaluation.queries.origine import Distribution, repondu
from evaluation.questions import CONFORMITE, CONTRIBUTION, QUESTIONS, Question

COMPARES = 6  # quarters beside one another
SOMMES = (
    "bilans_transmis", "bilans_a_temps", "reponses_oui", "reponses_partiel", "reponses_non", "beneficiaires",
    "beneficiaires_cibles", "indicateurs_ia", "somme_taux_ia",
)  # fmt: skip


@dataclass(frozen=True, slots=True, order=True)
class TrimestreCivil:
    """A civil quarter, that of the due dates."""

    annee: int
    trimestre: int

    @property
    def code(self) -> str:
        return f"{self.annee}-{self.trimestre}"

    @property
    def debut(self) -> date:
        return date(self.annee, 3 * self.trimestre - 2, 1)

    @property
    def fin(self) -> date:
        """Its last day."""
        return add_months(self.debut, 3) - timedelta(days=1)

    @property
    def nom(self) -> str:
        """« juillet à septembre 2026 »."""
        return f"{MOIS[self.debut.month - 1]} à {MOIS[self.fin.month - 1]} {self.annee}"

    @property
    def libelle(self) -> str:
        """« de juillet à septembre 2026 »."""
        return f"d’{self.nom}" if self.nom[0] in "ao" else f"de {self.nom}"

    def avant(self, nombre: int = 1) -> "TrimestreCivil":
        return TrimestreCivil(*civil_quarter(add_months(self.debut, -3 * nombre)))


class Periode(Protocol):
    """A first and a last day: a quarter, a year."""

    @property
    def debut(self) -> date: ...

    @property
    def fin(self) -> date: ...


def bilans_dus(cas: QuerySet[Cooperative], debut: date, fin: date) -> QuerySet[Bilan]:
    """The bilans whose échéance falls between two days."""
    return Bilan.objects.filter(parmi(cas), echeance__range=(debut, fin))


@dataclass(frozen=True, slots=True)
class Comptes:
    """Bilans due, and what the summaries of those transmitted add up to; nothing is divided by nothing."""

    attendus: int = 0
    dus: int = 0
    recus: int = 0
    en_retard: int = 0
    sommes: dict | None = None

    def __add__(self, other: "Comptes") -> "Comptes":
        """Several quarters together."""
        sums = {name: self._somme(name) + other._somme(name) for name in SOMMES}
        counts = (self.attendus + other.attendus, self.dus + other.dus, self.recus + other.recus)
        return Comptes(*counts, self.en_retard + other.en_retard, sums)

    def _somme(self, name: str):
        return (self.sommes or {}).get(name) or 0

    @property
    def a_temps(self) -> Part:
        """F-09, of those whose day has come."""
        return Part(self._somme("bilans_a_temps"), self.dus)

    @property
    def chiffres(self) -> Chiffres:
        """F-10 and F-12."""
        told = self._somme("indicateurs_ia")
        mean = Decimal(self._somme("somme_taux_ia")) / told if told else None
        return Chiffres(mean, told, told, Part(self._somme("beneficiaires"), self._somme("beneficiaires_cibles")))

    @property
    def conformite(self) -> dict[str, int]:
        """F-13, the four questions together."""
        return {code.value: self._somme(f"reponses_{code.value}") for code in Reponse}

    @property
    def oui(self) -> Part:
        return Part(self.conformite[Reponse.OUI], sum(self.conformite.values()))


@dataclass(frozen=True, slots=True)
class Ensemble:
    """All these coopératives together: sections 1, 3, 4, 5 and 6."""

    trimestre: TrimestreCivil
    comptes: Comptes
    conformite: list[Distribution]
    contribution: list[Distribution]
    leviers: list[tuple[str, int]]
    trimestres: list[tuple[TrimestreCivil, Comptes]]

    @property
    def contribue(self) -> bool:
        """Whether somebody answered what the actions changed."""
        return repondu(self.contribution)


def lire(cas: QuerySet[Cooperative], trimestre: TrimestreCivil, today: date) -> Ensemble:
    """The quarter and those before it (4 statements)."""
    quarters = [trimestre.avant(n) for n in reversed(range(COMPARES))]
    counted = comptes_par_trimestre(cas, quarters[0], trimestre, today)
    conformity, contribution = reponses(cas, trimestre)
    told = [(quarter, counted[quarter]) for quarter in quarters if counted[quarter].attendus]
    return Ensemble(trimestre, counted[trimestre], conformity, contribution, leviers(cas, trimestre), told)


def _saisi() -> Exists:
    """Typed for its party, which has still to send it: told apart from what is late."""
    drafts = VersionBilan.objects.filter(bilan=OuterRef("pk"), transmise_le__isnull=True)
    return Exists(drafts.filter(pour_compte__isnull=False, pour_compte__reprise_le__isnull=True))


def _compter(today: date) -> dict:
    return {
        "attendus": Count("pk"),
        "recus": Count("pk", filter=Q(statut__in=TRANSMIS)),
        "dus": Count("pk", filter=Q(echeance__lte=today) | Q(transmis_le__isnull=False)),
        "en_retard": Count("pk", filter=Q(statut__in=EN_ATTENTE, echeance__lt=today) & ~_saisi()),
    }


def comptes_par_trimestre(
    cas: QuerySet, first: TrimestreCivil, last: TrimestreCivil, today: date
) -> dict[TrimestreCivil, Comptes]:
    """2 statements: the bilans due are counted, those transmitted are read from the summaries (decisions.md 30)."""
    due = bilans_dus(cas, first.debut, last.fin).annotate(
        annee=ExtractYear("echeance"), quart=ExtractQuarter("echeance")
    )
    rows = due.order_by().values("annee", "quart").annotate(**_compter(today))
    numbers = {TrimestreCivil(row.pop("annee"), row.pop("quart")): row for row in rows}
    sums = SyntheseCooperative.objects.filter(parmi(cas), annee__range=(first.annee, last.annee)).order_by()
    added = {
        TrimestreCivil(row["annee"], row["trimestre"]): row
        for row in sums.values("annee", "trimestre").annotate(**{f"s_{n}": Sum(n) for n in SOMMES})
    }  # fmt: skip
    found: dict[TrimestreCivil, Comptes] = defaultdict(Comptes)
    for quarter, row in numbers.items():
        known = added.get(quarter, {})
        found[quarter] = Comptes(**row, sommes={name: known.get(f"s_{name}") for name in SOMMES})
    return found


def concernees(cas: QuerySet[Cooperative], quarter: TrimestreCivil) -> set[int]:
    """The coopératives that owe a bilan in the quarter (1 statement)."""
    return set(bilans_dus(cas, quarter.debut, quarter.fin).order_by().values_list("ca", flat=True).distinct())


def par_cooperative(ids: Iterable[int], trimestre: TrimestreCivil, today: date) -> dict[int, Comptes]:
    """The same of each coopérative (2 statements); one without bilan due is absent."""
    wanted = list(ids)
    due = Bilan.objects.filter(ca__in=wanted, echeance__range=(trimestre.debut, trimestre.fin)).order_by()
    key = {"annee": trimestre.annee, "trimestre": trimestre.trimestre}
    added = {row["ca"]: row for row in SyntheseCooperative.objects.filter(ca__in=wanted, **key).values("ca", *SOMMES)}
    counted = {row.pop("ca"): row for row in due.values("ca").annotate(**_compter(today))}
    return {pk: Comptes(**row, sommes=added.get(pk)) for pk, row in counted.items()}


def _versions(cas: QuerySet, trimestre: Periode) -> QuerySet:
    due = bilans_dus(cas, trimestre.debut, trimestre.fin).order_by()
    return VersionBilan.objects.dernieres().filter(bilan__in=due.values("pk")).order_by().values("pk")


def reponses(cas: QuerySet, trimestre: Periode) -> tuple[list[Distribution], list[Distribution]]:
    """F-13 and F-14, question by question (1 statement)."""
    counted = {
        f"{question.code}_{code}": Count("pk", filter=Q(**{question.code: code}))
        for question in QUESTIONS
        for code in Reponse.values
    }
    row = LigneBilan.objects.filter(version__in=_versions(cas, trimestre)).aggregate(**counted)
    return tuple([_distribution(question, row) for question in asked] for asked in (CONFORMITE, CONTRIBUTION))


def _distribution(question: Question, row: dict[str, int]) -> Distribution:
    given = sum(row[f"{question.code}_{code}"] for code in Reponse.values)
    parts = [(word, Part(row[f"{question.code}_{code}"], given)) for code, word in question.choix]
    return Distribution(question, parts, [])


def leviers(cas: QuerySet, trimestre: Periode) -> list[tuple[str, int]]:
    """F-15 (1 statement)."""
    ticked = LevierActive.objects.filter(ligne__version__in=_versions(cas, trimestre)).order_by()
    counts = dict(ticked.values("levier").annotate(n=Count("pk")).values_list("levier", "n"))
    return [(str(lever.label), counts.get(lever.value, 0)) for lever in LevierISTS]
