"""The rules of money: the instrument by the threshold of the year, equal shares, who reads amounts (§2.15)."""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from statistics import fmean, pstdev

from django.conf import settings
from django.db.models import Case, CharField, DecimalField, F, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Cast, Coalesce, Concat, Left

from conventions.enums_financement import Instrument
from conventions.models import EngagementFinancier, SeuilSubvention
from coop.organisations.enums import TypeOrganisation
from coop.organisations.models import Organisation
from coop.ui.typographie import euros
from cooperatives.enums import Role
from cooperatives.roles import ARS, INTERNES

# Amounts are read by all the members (R-FIN-07), not by inhabitants (ADR 0010); a distribution not validated yet, by
# those who make it, not by an evaluator (decisions.md 3); an act of funding, by the ARS and its beneficiary.
MONTANTS = INTERNES - {Role.HABITANT}
PROJETS = MONTANTS - {Role.EVALUATEUR}
TOUS_LES_ENGAGEMENTS = ARS | {Role.COPILOTE}
ENGAGEMENTS = TOUS_LES_ENGAGEMENTS | {Role.PARTENAIRE}
COEFFICIENT_EGAL, PARTS_MIN = 0.05, 3
SIREN = 9
# Who signs the contrat d’engagement républicain: associations and foundations (loi n° 2000-321, art. 10-1).
PUBLICS = frozenset(
    {TypeOrganisation.COMMUNE, TypeOrganisation.EPCI, TypeOrganisation.SERVICE_ETAT, TypeOrganisation.ARS}
)

# The legal person of a commitment, as text: its SIREN, else its own row once reunited.
PERSONNE = Case(
    When(
        organisation__siret="",
        then=Concat(Value("n°"), Cast(Coalesce("organisation__fusionnee_dans", F("organisation")), CharField())),
    ),
    default=Left("organisation__siret", SIREN),
)


def seuil_le(jour: date) -> Decimal:
    """The threshold of subsidies that applies on a day, in euros a year and an organisation (R-FIN-03)."""
    row = SeuilSubvention.objects.filter(debut__lte=jour).order_by("-debut").first()
    return row.montant if row else Decimal(settings.COOP_SUBVENTION_THRESHOLD)


def seuil_lu(jour: date) -> Coalesce:
    """The same as a part of a statement."""
    rows = SeuilSubvention.objects.filter(debut__lte=jour).order_by("-debut").values("montant")
    default = Value(Decimal(settings.COOP_SUBVENTION_THRESHOLD))
    return Coalesce(Subquery(rows[:1]), default, output_field=DecimalField(max_digits=12, decimal_places=2))


def instrument_attendu(cumul: Decimal, seuil: Decimal) -> Instrument:
    """Below the threshold a décision; exactly at it and above, a convention « classique » (R-FIN-02, R-FIN-03)."""
    return Instrument.DECISION if cumul < seuil else Instrument.CONVENTION


def memes_organismes(organisation: Organisation) -> QuerySet[Organisation]:
    """The rows of the same legal person: those reunited with it, and its other establishments (same SIREN)."""
    root = organisation.fusionnee_dans or organisation
    same = Q(pk=root.pk) | Q(fusionnee_dans=root)
    if root.siret:
        siren = root.siret[:SIREN]
        same |= Q(siret__startswith=siren) | Q(fusionnee_dans__siret__startswith=siren)
    return Organisation.objects.filter(same).order_by("pk")


def cumul_annuel(engagement: EngagementFinancier, *, decides: bool = False) -> Decimal:
    """What the ARS gives its organisation in the heaviest of its years, itself included, all coopératives together.

    Every engagement that is not cancelled counts; with `decides`, those an act already carries (decisions.md 23).
    """
    rows = EngagementFinancier.objects.filter(organisation__in=memes_organismes(engagement.organisation).order_by())
    rows = rows.exclude(pk=engagement.pk)
    rows = rows.decides() if decides else rows.vivants()
    # Summed here: one of the two databases adds decimals as floats, and a cent decides of the instrument.
    known = list(rows.values_list("annee", "derniere_annee", "montant"))
    others = [sum((m for first, last, m in known if first <= year <= last), Decimal(0)) for year in engagement.annees]
    return max(others) + engagement.montant


def doit_souscrire(organisation: Organisation) -> bool | None:
    """The contrat d’engagement républicain: True for an association, False for a public body, None when it depends."""
    if organisation.type == TypeOrganisation.ASSOCIATION:
        return True
    return False if organisation.type in PUBLICS else None


def franchit(engagement: EngagementFinancier) -> str:
    """Why a décision is not enough, as the sentence people read: the guard against splitting (AL-30)."""
    if engagement.pluriannuel:
        return "Une décision porte sur une année\u00a0: pour plusieurs années, il faut une convention «\u00a0classique\u00a0»."
    return (
        f"Cet engagement porte à {euros(engagement.cumul)} ce que l’ARS attribue à {engagement.organisation} en "
        f"{engagement.annee}, toutes coopératives confondues\u00a0: à partir de {euros(engagement.seuil)} par an, il faut "
        "une convention «\u00a0classique\u00a0»."
    )


def explication(engagement: EngagementFinancier) -> str:
    """Why this instrument, with the figures that were compared."""
    told = f"Cumul de l’année\u00a0: {euros(engagement.cumul)}"
    expected = instrument_attendu(engagement.cumul, engagement.seuil)
    if expected == Instrument.CONVENTION:
        return f"{told}, à partir du seuil de {euros(engagement.seuil)} par an et par organisme."
    under = f"{told}, sous le seuil de {euros(engagement.seuil)} par an et par organisme"
    if engagement.instrument == Instrument.DECISION:
        return f"{under}."
    return f"{under}\u00a0: une convention «\u00a0classique\u00a0» reste possible."


def coefficient_de_variation(montants: Iterable[Decimal]) -> float | None:
    """Standard deviation over mean, 0 when all are equal; None under two amounts (F-21)."""
    values = [float(value) for value in montants]
    return pstdev(values) / fmean(values) if len(values) > 1 and fmean(values) else None


def parts_egales(montants: Mapping[int, Decimal], contributions: Mapping[int, tuple]) -> bool:
    """Shares all equal, or nearly so among three and more, while the contributions differ (R-FIN-06, AL-29, F-21).

    `montants` and `contributions` (number of actions, ETP) by organisation.
    """
    variation = coefficient_de_variation(montants.values())
    if variation is None:
        return False
    same = len(set(montants.values())) == 1
    near = len(montants) >= PARTS_MIN and variation < COEFFICIENT_EGAL
    return (same or near) and len({contributions.get(pk, (0, Decimal(0))) for pk in montants}) > 1
