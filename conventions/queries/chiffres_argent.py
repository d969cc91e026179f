"""F-19 to F-22 of some coopératives, by département and year, in a fixed number of statements (domain.md §7.1)."""

from collections import Counter, defaultdict
from datetime import date
from decimal import Decimal

from django.db import connection
from django.db.models import Case, Count, Exists, F, OuterRef, Q, QuerySet, Sum, Value, When

from conventions.chiffres_annuels import Compte, Comptes
from conventions.enums import StatutConvention, TypePartie
from conventions.enums_financement import Instrument, NatureLigne, StatutBudget
from conventions.models import (
    AutreFinancement,
    Convention,
    EngagementFinancier,
    FicheAction,
    LigneRepartition,
    Partie,
)
from conventions.rules_financement import COEFFICIENT_EGAL, PARTS_MIN, coefficient_de_variation
from coop.organisations.enums import TypeOrganisation
from cooperatives.models import Cooperative, TempsAnimation

DEP = "ca__departement__code"
CENTIME = Decimal("0.01")


def compter(rows: QuerySet[Cooperative], annees: list[int], jour: date) -> Comptes:
    """What the four figures are made of (5 statements)."""
    ids = rows.order_by().values("pk")
    found: dict[tuple[str, int], Compte] = defaultdict(Compte)
    for names in (
        _etp(ids, annees, jour), _jours(ids, annees), _engages(ids, annees), _repartis(ids, annees), _autres(ids, annees)
    ):  # fmt: skip
        for key, counted in names.items():
            found[key].nombres.update(counted)
    return found


def essentiel(rows: QuerySet[Cooperative], annee: int) -> Comptes:
    """The engaged and the other funding of one year alone (2 statements)."""
    ids = rows.order_by().values("pk")
    found: dict[tuple[str, int], Compte] = defaultdict(Compte)
    for names in (_engages(ids, [annee]), _autres(ids, [annee])):
        for key, counted in names.items():
            found[key].nombres.update(counted)
    return found


def actions_de(ids, annee: int, jour: date) -> QuerySet[FicheAction]:
    """Actions of a programme whose signed convention ran at least a day of the year, that were in it on one of these days.

    An action that an avenant brought in counts from the day it takes effect, one taken out until it was.
    """
    return FicheAction.objects.filter(programme__ca__in=ids).filter(_au_programme(annee, jour))


def _au_programme(annee: int, jour: date) -> Q:
    first, last = date(annee, 1, 1), min(date(annee, 12, 31), jour)
    runs = Q(resiliation_effet__isnull=True) | Q(resiliation_effet__gt=first)
    signed = Convention.objects.filter(
        runs, programme=OuterRef("programme"), date_effet__lte=last, date_echeance__gt=first,
        statut__in=[StatutConvention.EN_VIGUEUR, StatutConvention.CLOSE],
    )  # fmt: skip
    entered = Q(entree_le__isnull=True) | Q(entree_le__lte=last)
    return Q(Exists(signed)) & entered & (Q(retiree_le__isnull=True) | Q(retiree_le__gt=first))


PORTEUR_ARS = Q(promoteur__organisation__type=TypeOrganisation.ARS)


def porteur_financeur() -> Exists:
    """The promoteur is one of the « autres financeurs » that sign the convention of its programme (R-CONV-11)."""
    return Exists(
        Partie.objects.filter(
            convention__programme=OuterRef("programme"), organisation=OuterRef("promoteur__organisation"),
            type=TypePartie.FINANCEUR,
        )
    )  # fmt: skip


def _etp(ids, annees: list[int], jour: date) -> dict:
    """One branch a year: the programme of the year is looked for once an action, not once a sum."""
    of_each = [_etp_de(ids, year, jour) for year in annees]
    found: dict[tuple[str, int], Counter] = defaultdict(Counter)
    for dep, year, by_ars, by_financeur, etp, actions in of_each[0].union(*of_each[1:], all=True):
        counted = found[dep, year]
        counted.update(etp=_exact(etp or 0), actions=actions)
        counted["etp_ars"] += _exact(etp or 0) if by_ars else 0
        counted["etp_financeurs"] += _exact(etp or 0) if by_financeur else 0
    return found


def _etp_de(ids, annee: int, jour: date) -> QuerySet:
    rows = actions_de(ids, annee, jour).order_by().annotate(
        dep=F(f"programme__{DEP}"), exercice=Value(annee), de_financeur=porteur_financeur(),
        de_l_ars=Case(When(PORTEUR_ARS, then=True), default=False),
    )  # fmt: skip
    return rows.values_list("dep", "exercice", "de_l_ars", "de_financeur").annotate(Sum("etp"), Count("pk"))


def _jours(ids, annees: list[int]) -> dict:
    """Days of animation of the délégation, in the year their period ends."""
    rows = TempsAnimation.objects.filter(ca__in=ids, fin__year__in=annees).order_by()
    grouped = rows.values_list(DEP, "fin__year").annotate(total=Sum("jours"))
    return {(dep, year): Counter(jours=total) for dep, year, total in grouped}


def engagements_de(ids, annee: int) -> QuerySet[EngagementFinancier]:
    """Those decided that pay the year."""
    return EngagementFinancier.objects.decides().de_l_annee(annee).filter(ca__in=ids)


def _engages(ids, annees: list[int]) -> dict:
    sums = {}
    for year in annees:
        paid = Q(annee__lte=year, derniere_annee__gte=year)
        decision = paid & Q(instrument=Instrument.DECISION)
        sums |= {
            f"engage_{year}": Sum("montant", filter=paid), f"engagements_{year}": Count("pk", filter=paid),
            f"decisions_{year}": Count("pk", filter=decision),
            f"payees_{year}": Count("ca", filter=paid, distinct=True),
        }  # fmt: skip
    rows = EngagementFinancier.objects.decides().filter(ca__in=ids).order_by()
    return _par_annee(rows.values(dep=F(DEP)).annotate(**sums), annees)


def lignes_de(ids, annees: list[int]) -> QuerySet[LigneRepartition]:
    """Rows of the settled distributions."""
    return LigneRepartition.objects.filter(
        budget__ca__in=ids, budget__annee__in=annees, budget__statut=StatutBudget.VALIDE
    )


# By département and year: distributions, those of three shares or more, those of equal shares, amounts (F-21, F-20).
REPARTIS = """
    SELECT dep, annee, COUNT(*), SUM(CASE WHEN parts >= %s THEN 1 ELSE 0 END),
        SUM(CASE WHEN parts >= %s AND parts * carres < %s * reparti * reparti THEN 1 ELSE 0 END),
        SUM(reparti), SUM(coordination)
    FROM (
        SELECT dep, annee, budget, COUNT(*) AS parts, SUM(part) AS reparti, SUM(part * part) AS carres,
            SUM(coordination) AS coordination
        FROM ({parts}) AS parts GROUP BY dep, annee, budget
    ) AS repartitions GROUP BY dep, annee"""
NOMS = ("repartitions", "mesurees", "egales", "reparti", "coordination")


def _repartis(ids, annees: list[int]) -> dict:
    """Counted by the database: shares of one organisation together, then distributions, then territories."""
    rows = lignes_de(ids, annees).order_by()
    rows = rows.values("budget", "beneficiaire", dep=F(f"budget__{DEP}"), annee=F("budget__annee"))
    coordination = Sum("montant", filter=Q(nature=NatureLigne.COORDINATION), default=Decimal(0))
    parts, values = rows.annotate(part=Sum("montant"), coordination=coordination).query.sql_with_params()
    # n × Σx² / (Σx)² is one more than the square of the coefficient of variation.
    bound = Decimal(str(1 + COEFFICIENT_EGAL**2))
    with connection.cursor() as cursor:
        cursor.execute(REPARTIS.format(parts=parts), [PARTS_MIN, PARTS_MIN, bound, *values])
        found = cursor.fetchall()
    return {(dep, year): Counter(dict(zip(NOMS, map(_exact, counted), strict=True))) for dep, year, *counted in found}


def egalitaire(montants) -> bool:
    """F-21: a coefficient of variation under 0.05 among three organisations or more."""
    values = list(montants)
    variation = coefficient_de_variation(values)
    return len(values) >= PARTS_MIN and variation is not None and variation < COEFFICIENT_EGAL


def autres_de(ids, annees: list[int]) -> QuerySet[AutreFinancement]:
    return AutreFinancement.objects.filter(ca__in=ids, annee__in=annees)


def _autres(ids, annees: list[int]) -> dict:
    grouped = autres_de(ids, annees).order_by().values_list(DEP, "annee").annotate(total=Sum("montant"))
    return {(dep, year): Counter(autres=_exact(total)) for dep, year, total in grouped}


def _par_annee(rows, annees: list[int]) -> dict:
    """Columns « name_year » of each département, as one counter a year."""
    found = {}
    for row in rows:
        for year in annees:
            names = {key.rsplit("_", 1)[0]: value for key, value in row.items() if key.endswith(f"_{year}") and value}
            found[row["dep"], year] = Counter({name: _exact(v) for name, v in names.items()})
    return found


def _exact(value):
    """One of the two databases adds decimals as floats: an amount is a number of cents again."""
    if isinstance(value, float):
        value = Decimal(str(value))
    return value.quantize(CENTIME) if isinstance(value, Decimal) else value
