"""The money of a synthetic région: an action, a settled budget, two commitments and another funding a convention.

Seeded by rank, like the rest: three coopératives in four share unequally, one association in ten owes a file.
"""

from datetime import date
from decimal import Decimal

from conventions.enums import ChoixReconduction
from conventions.enums_financement import Instrument, NatureLigne, StatutBudget, StatutEngagement
from conventions.models import (
    AutreFinancement,
    Budget,
    Convention,
    DecisionReconduction,
    EngagementFinancier,
    FicheAction,
    LigneRepartition,
    Periode,
)
from cooperatives.models import Cooperative, Membre

PARTS = (Decimal("9000.00"), Decimal("6000.00"), Decimal("4000.00"), Decimal("3000.00"))
EGALES = (Decimal("5500.00"),) * 4
SEUIL = Decimal("23000.00")


def completer(cas: list[Cooperative], membres: dict[int, list[Membre]], jour: date) -> None:
    """Rows of this year and of the year before for each coopérative under a convention."""
    rows = Convention.objects.filter(ca__in=[ca.pk for ca in cas]).select_related("programme").order_by("pk")
    conventions = list(rows)
    actions = [_action(n, c, membres[c.ca_id][0]) for n, c in enumerate(conventions)]
    _decisions(conventions, actions)
    for annee in (jour.year - 1, jour.year):
        _budgets(conventions, membres, annee, jour)
    _engagements(conventions, membres, jour)


def _action(rank: int, convention: Convention, promoteur: Membre) -> FicheAction:
    """Saved one by one: a fiche keeps its history."""
    return FicheAction.objects.create(
        programme=convention.programme, numero=1, intitule="Action synthétique", promoteur=promoteur,
        etp=Decimal(rank % 7 + 1) / 4,
    )  # fmt: skip


def _decisions(conventions: list[Convention], actions: list[FicheAction]) -> None:
    periodes = {
        p.convention_id: p for p in Periode.objects.filter(convention__in=[c.pk for c in conventions], numero=1)
    }
    choices = list(ChoixReconduction)
    DecisionReconduction.objects.bulk_create(
        DecisionReconduction(
            periode=periodes[c.pk], action=action, decision=choices[n % len(choices)], motif="Raison synthétique."
        )
        for n, (c, action) in enumerate(zip(conventions, actions, strict=True))
    )


def _budgets(conventions: list[Convention], membres: dict[int, list[Membre]], annee: int, jour: date) -> None:
    budgets = Budget.objects.bulk_create(
        Budget(ca_id=c.ca_id, annee=annee, montant=sum(PARTS), statut=StatutBudget.VALIDE, validee_le=jour)
        for c in conventions
    )
    LigneRepartition.objects.bulk_create(
        [
            LigneRepartition(
                budget=budget, beneficiaire_id=membre.organisation_id, montant=montant, motif="Part synthétique.",
                nature=NatureLigne.COORDINATION,
            )
            for n, budget in enumerate(budgets)
            for membre, montant in zip(membres[budget.ca_id], EGALES if n % 4 == 0 else PARTS, strict=False)
        ],
        batch_size=1000,
    )  # fmt: skip
    AutreFinancement.objects.bulk_create(
        AutreFinancement(ca_id=c.ca_id, annee=annee, financeur="Commune synthétique", montant=Decimal("4000.00"))
        for c in conventions
    )


def _engagements(conventions: list[Convention], membres: dict[int, list[Membre]], jour: date) -> None:
    """A décision of the year, and a convention « classique » that began the year before and pays the next one too."""
    EngagementFinancier.objects.bulk_create(
        [
            EngagementFinancier(
                ca_id=c.ca_id, organisation_id=membres[c.ca_id][rank].organisation_id, annee=first, derniere_annee=last,
                montant=montant, cumul=montant, seuil=SEUIL, instrument=instrument, convention=c,
                statut=StatutEngagement.DECIDE, decide_le=jour, republicain_le=None if n % 10 == 0 else jour,
            )
            for n, c in enumerate(conventions)
            for rank, first, last, montant, instrument in (
                (0, jour.year, jour.year, Decimal("9000.00"), Instrument.DECISION),
                (1, jour.year - 1, jour.year + 1, Decimal("30000.00"), Instrument.CONVENTION),
            )
        ],
        batch_size=500,
    )  # fmt: skip
