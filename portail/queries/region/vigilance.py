"""F-28, F-29 and F-35 by département, as of today: the ten principles, the seven points, the diagnosis (domain.md §7.1)."""

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from conventions.chiffres_annuels import RIEN, Compte, Comptes, Definition
from coop.ui.typographie import avec_nombre, nombre, pourcentage
from cooperatives.enums import Appreciation, PointVigilance, Statut, StatutVigilance
from cooperatives.models import AppreciationPrincipe, Cooperative, Principe, VigilanceSuivi
from cooperatives.models.perimetre import parmi
from cooperatives.queries.faits_publics import Resume
from diagnostics.enums import CouvertureBesoin, Niveau, StatutDiagnostic
from diagnostics.models import Besoin, Diagnostic

PRINCIPES, POINTS, DIAGNOSTICS, BESOINS = "principes", "points-de-vigilance", "diagnostics", "besoins-retenus"
LUES = (Appreciation.SATISFAIT, Appreciation.PARTIEL, Appreciation.NON)
ANALYSES = len(Niveau)
DEP = "ca__departement__code"


def en_cours(rows: QuerySet[Cooperative]) -> QuerySet[Cooperative]:
    return rows.filter(statut=Statut.EN_COURS)


def compter(rows: QuerySet[Cooperative], annees: list[int], jour: date) -> Comptes:
    """What the figures are made of, of the running coopératives (5 statements); the year is that of the day."""
    by_dep: dict[str, Compte] = defaultdict(Compte)
    running = Q(ca__statut=Statut.EN_COURS) & parmi(rows)
    cas = en_cours(rows).order_by().values_list("departement__code").annotate(n=Count("pk"))
    for dep, count in cas:
        by_dep[dep].nombres.update(cooperatives=count, points=count * len(PointVigilance))
    read = AppreciationPrincipe.objects.filter(running).order_by()
    for dep, rank, word, n in read.values_list(DEP, "principe__ordre", "appreciation").annotate(n=Count("pk")):
        by_dep[dep].nombres.update({word: n, f"principe_{rank}_{word}": n, "lus": n if word in LUES else 0})
    points = VigilanceSuivi.objects.filter(running).order_by()
    for dep, point, word, n in points.values_list(DEP, "point", "statut").annotate(n=Count("pk")):
        by_dep[dep].nombres.update({f"vigilance_{word}": n, f"point_{point}_{word}": n})
    _diagnostics(by_dep, rows)
    return {(dep, jour.year): compte for dep, compte in by_dep.items()}


def diagnostics_de(rows: QuerySet[Cooperative]) -> QuerySet[Diagnostic]:
    """The diagnosis of each running coopérative that counts today: the one validated, else the one being written."""
    validated = Diagnostic.objects.filter(ca=OuterRef("ca"), statut=StatutDiagnostic.VALIDE)
    counts = Q(statut=StatutDiagnostic.VALIDE) | Q(statut=StatutDiagnostic.BROUILLON) & ~Exists(validated)
    return Diagnostic.objects.filter(counts, parmi(rows), ca__statut=Statut.EN_COURS)


def avec_analyses(rows: QuerySet[Diagnostic]) -> QuerySet[Diagnostic]:
    """Each with how many of its four analyses are filled, and how many concertations it notes."""
    return rows.annotate(
        remplies=Count("analyses", filter=~Q(analyses__constats=""), distinct=True),
        discussions=Count("concertations", distinct=True),
    )


def _diagnostics(by_dep: dict[str, Compte], rows: QuerySet[Cooperative]) -> None:
    known = avec_analyses(diagnostics_de(rows)).order_by()
    for dep, statut, filled, talks in known.values_list(DEP, "statut", "remplies", "discussions"):
        by_dep[dep].nombres.update(
            diagnostics=1, valides=int(statut == StatutDiagnostic.VALIDE), quatre=int(filled == ANALYSES),
            discutes=int(talks > 0),
        )  # fmt: skip
    needs = Besoin.objects.filter(diagnostic__in=diagnostics_de(rows).order_by().values("pk"), retenu=True).order_by()
    for dep, cover, n in needs.values_list(f"diagnostic__{DEP}", "couverture").annotate(n=Count("pk")):
        by_dep[dep].nombres.update(retenus=n, non_couverts=n if cover == CouvertureBesoin.NON_COUVERT else 0)


def _sur(part: str, whole: str, words: str):
    return lambda c: f"{nombre(c.nombres[part])} sur {avec_nombre(c.nombres[whole], words)}"


def _principes(c: Compte) -> str:
    return (
        f"{avec_nombre(c.nombres[Appreciation.SATISFAIT], 'satisfait,satisfaits')}, "
        f"{avec_nombre(c.nombres[Appreciation.PARTIEL], 'partiellement,partiellement')}, "
        f"{avec_nombre(c.nombres[Appreciation.NON], 'non satisfait,non satisfaits')}\u00a0; "
        f"{nombre(c.nombres[Appreciation.A_ETUDIER])} à étudier"
    )


def _points(c: Compte) -> str:
    return (
        f"{nombre(c.nombres['vigilance_traite'])} sur {nombre(c.nombres['points'])}\u00a0; "
        f"{nombre(c.nombres['vigilance_en_cours'])} en cours"
    )


CAS = "coopérative en cours,coopératives en cours"
F_28 = Definition(
    "F-28", "principes de choix satisfaits", "Principes satisfaits",
    "Principes lus «\u00a0satisfait\u00a0», rapportés à tous ceux que les coopératives en cours ont lus "
    "(satisfait, partiellement ou non)\u00a0; un principe à étudier ou sans objet n’est pas compté.",
    PRINCIPES, de=Appreciation.SATISFAIT, sur="lus", unite="%", note=_principes, vide="aucun principe lu",
)  # fmt: skip
F_29 = Definition(
    "F-29", "points de vigilance traités", "Vigilance traitée",
    "Points de vigilance dits «\u00a0traités\u00a0», rapportés aux sept points de chaque coopérative en cours.",
    POINTS, de="vigilance_traite", sur="points", unite="%", note=_points, vide="aucune coopérative en cours",
)  # fmt: skip
F_35 = Definition(
    "F-35", "diagnostics validés", "Diagnostics validés",
    "Coopératives en cours dont le diagnostic partagé a été validé par une instance.",
    DIAGNOSTICS, de="valides", sur="cooperatives", unite="%", note=_sur("valides", "cooperatives", CAS), vide="aucune coopérative en cours",
)  # fmt: skip
F_35_ANALYSES = Definition(
    "F-35", "diagnostics aux quatre analyses remplies", "Quatre analyses",
    "Diagnostics (le validé, sinon celui en cours d’écriture) dont les quatre analyses sont remplies\u00a0: besoins, demande, ressources, offre.",
    DIAGNOSTICS, de="quatre", sur="diagnostics", unite="%", note=_sur("quatre", "diagnostics", "diagnostic,diagnostics"), vide="aucun diagnostic",
)  # fmt: skip
F_35_CONCERTATIONS = Definition(
    "F-35", "diagnostics discutés en concertation", "Concertation",
    "Diagnostics (le validé, sinon celui en cours d’écriture) qui notent au moins une concertation.",
    DIAGNOSTICS, de="discutes", sur="diagnostics", unite="%", note=_sur("discutes", "diagnostics", "diagnostic,diagnostics"), vide="aucun diagnostic",
)  # fmt: skip
F_35_BESOINS = Definition(
    "F-35", "besoins retenus que rien ne couvrait", "Besoins non couverts",
    "Besoins que les coopératives ont retenus et disent «\u00a0non couverts\u00a0», rapportés à tous les besoins retenus.",
    BESOINS, de="non_couverts", sur="retenus", unite="%", note=_sur("non_couverts", "retenus", "besoin retenu,besoins retenus"), vide="aucun besoin retenu",
)  # fmt: skip
PRINCIPAUX = [F_28, F_29, F_35, F_35_BESOINS]
DEFINITIONS = [F_28, F_29, F_35, F_35_ANALYSES, F_35_CONCERTATIONS, F_35_BESOINS]


@dataclass(frozen=True, slots=True)
class LignePrincipe:
    """How the coopératives read one principle; `non` is the share of those that read it for whom it is unmet."""

    ordre: int
    nom: str
    comptes: list[tuple[str, int]]
    non: str

    @property
    def preuve(self) -> str:
        return f"principe-{self.ordre}"


def principes(whole: Compte) -> list[LignePrincipe]:
    """F-28, principle by principle (1 statement)."""
    found = []
    for rank, name in Principe.objects.order_by("ordre").values_list("ordre", "court"):
        counts = {word: whole.nombres[f"principe_{rank}_{word}"] for word in Appreciation.values}
        read = sum(counts[word] for word in LUES)
        share = pourcentage(100 * counts[Appreciation.NON] / read) if read else RIEN
        told = [(str(word.label).capitalize(), counts[word]) for word in Appreciation]
        found.append(LignePrincipe(rank, name, told, share))
    return found


@dataclass(frozen=True, slots=True)
class LigneVigilance:
    """The seven points of one coopérative, each with its state."""

    ca: Resume
    etats: list[tuple[PointVigilance, StatutVigilance]]


def points(cas: list[Resume]) -> list[LigneVigilance]:
    """F-29, for the coopératives of one page (1 statement); a point nobody wrote about is not treated."""
    known = {}
    rows = VigilanceSuivi.objects.filter(ca__in=[ca.pk for ca in cas]).order_by()
    for ca, point, statut in rows.values_list("ca", "point", "statut"):
        known[ca, point] = StatutVigilance(statut)
    return [
        LigneVigilance(ca, [(p, known.get((ca.pk, p.value), StatutVigilance.NON_TRAITE)) for p in PointVigilance])
        for ca in cas
    ]


def totaux_des_points(whole: Compte) -> list[tuple[PointVigilance, str, Counter]]:
    """For each point, its list of proofs and how many coopératives are at each state."""
    cas, found = whole.nombres["cooperatives"], []
    for point in PointVigilance:
        counts = Counter({s: whole.nombres[f"point_{point.value}_{s}"] for s in StatutVigilance.values})
        counts[StatutVigilance.NON_TRAITE] = cas - counts[StatutVigilance.TRAITE] - counts[StatutVigilance.EN_COURS]
        found.append((point, f"point-{point.value}", counts))
    return found
