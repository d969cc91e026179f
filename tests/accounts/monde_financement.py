"""Financing of the access world: a budget, another funding and, for each member, a commitment of its own."""

from decimal import Decimal

from conventions.models import AutreFinancement, Budget, EngagementFinancier
from cooperatives.models import Cooperative, Membre
from tests.accounts.monde import Monde, Sample

ANNEE = 2026
OF_A_YEAR = ("budget", "repartition", "valider", "rouvrir", "xlsx")
OF_A_COMMITMENT = ("engagement", "engagement_modifier", "engagement_pdf", "engagement_acte")


def peupler(monde: Monde) -> None:
    own, foreign = _argent(monde.own), _argent(monde.foreign)
    mine = {code: _engagement(monde.own, membre) for code, membre in monde.membres.items()}
    theirs = _engagement(monde.foreign, monde.voisin)
    monde.samples |= {f"conventions:financement_{name}.annee": Sample(ANNEE, ANNEE) for name in OF_A_YEAR}
    monde.samples |= {f"conventions:{name}.pk": Sample(monde.of(mine), theirs) for name in OF_A_COMMITMENT}
    monde.samples["conventions:engagement_acte.acte"] = Sample("annuler", "annuler")
    for name in ("autre_financement", "autre_financement_retirer"):
        monde.samples[f"conventions:{name}.pk"] = Sample(own, foreign)


def _argent(ca: Cooperative) -> int:
    Budget.objects.create(ca=ca, annee=ANNEE, montant=Decimal("1000.00"))
    row = AutreFinancement.objects.create(ca=ca, annee=ANNEE, financeur="Financeur fictif", montant=Decimal("500.00"))
    return row.pk


def _engagement(ca: Cooperative, membre: Membre) -> int:
    montant = Decimal("1000.00")
    row = EngagementFinancier.objects.create(
        ca=ca, organisation=membre.organisation, annee=ANNEE, derniere_annee=ANNEE, montant=montant, cumul=montant,
        seuil=Decimal("23000.00"), instrument="decision",
    )  # fmt: skip
    return row.pk
