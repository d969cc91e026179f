"""The year's money of a coopérative, read for its page, its workbook and its alerts: a fixed number of statements."""

from collections import defaultdict
from dataclasses import dataclass, field
from decimal import Decimal

from django.db.models import F

from conventions.enums_financement import Instrument, NatureLigne, OrigineFinancement, StatutBudget
from conventions.models import AutreFinancement, Budget, EngagementFinancier, FicheAction, LigneRepartition
from conventions.rules_financement import coefficient_de_variation, parts_egales
from coop import horloge
from coop.organisations.models import Organisation
from cooperatives.models import Cooperative

ZERO = Decimal(0)


@dataclass(slots=True)
class Part:
    """What one organisation receives and what it brings: amounts in euros, shares out of one hundred."""

    organisation: Organisation
    montant: Decimal = ZERO
    lignes: list[LigneRepartition] = field(default_factory=list)
    actions: int = 0
    etp: Decimal = ZERO
    part_montant: Decimal | None = None
    part_etp: Decimal | None = None


@dataclass(slots=True)
class Exercice:
    """One calendar year: budget, distribution, other funding, commitments."""

    annee: int
    budget: Budget | None
    lignes: list[LigneRepartition]
    parts: list[Part]
    autres: list[AutreFinancement]
    engagements: list[EngagementFinancier]
    egales: bool

    @property
    def reparti(self) -> Decimal:
        return sum((row.montant for row in self.lignes), ZERO)

    @property
    def coordination(self) -> Decimal | None:
        """Share of the coordination and ingénierie in what is distributed (R-FIN-13, F-20)."""
        paid = sum((row.montant for row in self.lignes if row.nature == NatureLigne.COORDINATION), ZERO)
        return pour_cent(paid, self.reparti)

    @property
    def total_autres(self) -> Decimal:
        return sum((row.montant for row in self.autres), ZERO)

    @property
    def existants(self) -> Decimal:
        return sum((row.montant for row in self.autres if row.origine == OrigineFinancement.EXISTANT), ZERO)

    @property
    def levier(self) -> Decimal | None:
        """Euros of others for one euro of the ARS (F-22)."""
        return self.total_autres / self.budget.montant if self.budget else None

    @property
    def variation(self) -> float | None:
        """Coefficient of variation of the shares, 0 when they are identical (F-21)."""
        return coefficient_de_variation(part.montant for part in self.parts if part.montant)

    @property
    def variation_pour_cent(self) -> float | None:
        return None if self.variation is None else self.variation * 100


@dataclass(slots=True)
class Essentiel:
    """The year in four lines: what is given, what signed acts carry (F-19), of which kind (R-FIN-02), what is left."""

    annee: int
    budget: Budget | None
    engage: Decimal
    decisions: int
    conventions: int

    @property
    def reste(self) -> Decimal | None:
        return self.budget.montant - self.engage if self.budget else None

    @property
    def depasse(self) -> Decimal:
        """What signed acts carry beyond the budget."""
        return max(-self.reste, ZERO) if self.budget else ZERO


def essentiel(ca: Cooperative, annee: int) -> Essentiel:
    """The summary of the overview (2 statements)."""
    acts = list(EngagementFinancier.objects.decides().de_l_annee(annee).filter(ca=ca))
    decisions = sum(row.instrument == Instrument.DECISION for row in acts)
    budget = Budget.objects.filter(ca=ca, annee=annee).first()
    return Essentiel(annee, budget, sum((row.montant for row in acts), ZERO), decisions, len(acts) - decisions)


def pour_cent(value: Decimal, whole: Decimal) -> Decimal | None:
    """`value` out of one hundred of `whole`; None without whole."""
    return value * 100 / whole if whole else None


def parts(budget: Budget) -> dict[int, Decimal]:
    """Amount of each organisation, by its id."""
    found: dict[int, Decimal] = defaultdict(Decimal)
    for row in budget.lignes.all():
        found[row.beneficiaire_id] += row.montant
    return dict(found)


def contributions(ca: Cooperative) -> dict[int, tuple[int, Decimal]]:
    """(number of actions, ETP) carried by each organisation, by its id."""
    return _contributions(FicheAction.objects.en_cours().filter(programme__ca=ca).select_related("promoteur"))


def _contributions(actions) -> dict[int, tuple[int, Decimal]]:
    found: dict[int, tuple[int, Decimal]] = {}
    for action in actions:
        key = action.promoteur.organisation_id
        number, etp = found.get(key, (0, ZERO))
        found[key] = (number + 1, etp + (action.etp or ZERO))
    return found


def exercice(ca: Cooperative, annee: int, *, projet: bool = True) -> Exercice:
    """Everything of one year (5 statements); without `projet`, a budget counts once its distribution is validated."""
    budget = Budget.objects.filter(ca=ca, annee=annee).first()
    if budget is not None and budget.statut != StatutBudget.VALIDE and not projet:
        budget = None
    lignes = []
    if budget is not None:
        lignes = list(budget.lignes.select_related("beneficiaire", "action", "budget"))
    actions = list(FicheAction.objects.en_cours().filter(programme__ca=ca).select_related("promoteur__organisation"))
    autres = AutreFinancement.objects.filter(ca=ca, annee=annee).select_related("beneficiaire", "action")
    engagements = EngagementFinancier.objects.filter(ca=ca).de_l_annee(annee)
    brought = _contributions(actions)
    shares = _parts(lignes, actions, brought)
    given = {part.organisation.pk: part.montant for part in shares if part.montant}
    return Exercice(
        annee, budget, lignes, shares, list(autres),
        list(engagements.select_related("organisation", "convention")),
        parts_egales(given, brought),
    )  # fmt: skip


def _parts(lignes: list[LigneRepartition], actions: list[FicheAction], brought: dict) -> list[Part]:
    """Those who receive or carry an action, each with its share of the euros beside its share of the ETP."""
    found = {row.beneficiaire_id: Part(row.beneficiaire) for row in lignes}
    for action in actions:
        found.setdefault(action.promoteur.organisation_id, Part(action.promoteur.organisation))
    for row in lignes:
        part = found[row.beneficiaire_id]
        part.montant += row.montant
        part.lignes.append(row)
    for key, part in found.items():
        part.actions, part.etp = brought.get(key, (0, ZERO))
    money, etp = sum((p.montant for p in found.values()), ZERO), sum((p.etp for p in found.values()), ZERO)
    for part in found.values():
        part.part_montant, part.part_etp = pour_cent(part.montant, money), pour_cent(part.etp, etp)
    return sorted(found.values(), key=lambda part: (-part.montant, part.organisation.recherche))


def annees(ca: Cooperative) -> list[int]:
    """The years to choose from: those with a budget, a commitment or another funding, this one and the next."""
    today = horloge.today().year
    found = {today, today + 1}
    found |= set(Budget.objects.filter(ca=ca).values_list("annee", flat=True))
    found |= set(AutreFinancement.objects.filter(ca=ca).values_list("annee", flat=True))
    for first, last in EngagementFinancier.objects.filter(ca=ca).values_list("annee", "derniere_annee"):
        found |= set(range(first, last + 1))
    return sorted(found)


def pluriannuels(ca: Cooperative) -> list[EngagementFinancier]:
    """Commitments over several years, by partner (R-FIN-10)."""
    rows = EngagementFinancier.objects.filter(ca=ca).vivants().filter(derniere_annee__gt=F("annee"))
    return list(rows.select_related("organisation").order_by("organisation__recherche", "annee"))
