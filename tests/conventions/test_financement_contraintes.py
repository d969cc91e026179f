"""Each constraint of the financing, by its name."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from conventions.models import (
    AutreFinancement,
    Budget,
    CompteRenduFinancier,
    EngagementFinancier,
    LigneRepartition,
    SeuilSubvention,
)

D = Decimal
DECIDE = {"statut": "decide", "decide_le": date(2027, 2, 1)}


@pytest.fixture
def rows(s):
    """What each case starts from: a budget, an action, a convention and a commitment."""
    return {
        "s": s,
        "budget": Budget.objects.create(ca=s.ca, annee=2027, montant=D(100)),
        "action": s.action(),
        "convention": s.convention("en_vigueur"),
        "engagement": engagement({"s": s}),
    }


def engagement(rows, **fields):
    s = rows["s"]
    values = {"annee": 2027, "derniere_annee": 2027, "montant": D(100), "cumul": D(100), "seuil": D(23000),
              "instrument": "decision"} | fields  # fmt: skip
    return EngagementFinancier.objects.create(ca=s.ca, organisation=s.membre.organisation, **values)


def signed(rows, **fields):
    return engagement(rows, convention=rows["convention"], **DECIDE | fields)


def ligne(rows, **fields):
    values = {"budget": rows["budget"], "beneficiaire": rows["s"].membre.organisation, "montant": D(1), "motif": "Part.",
              "action": rows["action"]} | fields  # fmt: skip
    return LigneRepartition.objects.create(**values)


def coordination(rows):
    return ligne(rows, action=None, nature="coordination")


def budget(rows, **fields):
    return Budget.objects.create(ca=rows["s"].ca, **{"annee": 2028, "montant": D(1)} | fields)


CASES = {
    "seuil_subvention_positif": lambda r: SeuilSubvention.objects.create(montant=0, debut=date(2027, 1, 1)),
    "budget_un_par_annee": lambda r: budget(r, annee=2027),
    "budget_montant_positif": lambda r: budget(r, montant=0),
    "budget_valide_a_une_date": lambda r: budget(r, statut="valide"),
    "ligne_repartition_positive": lambda r: ligne(r, montant=0),
    "ligne_repartition_action": lambda r: ligne(r, action=None),
    "ligne_repartition_unique": lambda r: [ligne(r), ligne(r)],
    "ligne_repartition_coordination_unique": lambda r: [coordination(r), coordination(r)],
    "ligne_repartition_a_une_raison": lambda r: ligne(r, motif=""),
    "engagement_montant_positif": lambda r: engagement(r, montant=0),
    "engagement_annees_ordonnees": lambda r: engagement(r, derniere_annee=2026, instrument="convention"),
    "engagement_cumul_comprend_le_montant": lambda r: engagement(r, cumul=D(99)),
    "engagement_decision_sous_le_seuil": lambda r: engagement(r, cumul=D(23000)),
    "engagement_decision_d_une_annee": lambda r: engagement(r, derniere_annee=2028),
    "engagement_vise_un_texte": lambda r: engagement(r, **DECIDE),
    "engagement_decide_a_une_date": lambda r: signed(r, decide_le=None),
    "engagement_notifie_apres_decision": lambda r: signed(r, statut="notifie", notifie_le=date(2027, 1, 31)),
    "engagement_solde_apres_notification": lambda r: signed(
        r, statut="solde", notifie_le=date(2027, 2, 2), solde_le=date(2027, 2, 1)
    ),
    "engagement_annule_a_un_motif": lambda r: engagement(r, statut="annule"),
    "compte_rendu_financier_unique": lambda r: [
        CompteRenduFinancier.objects.create(engagement=r["engagement"], annee=2027, recu_le=date(2028, 1, 1))
        for _ in "12"
    ],
    "autre_financement_positif": lambda r: AutreFinancement.objects.create(
        ca=r["s"].ca, annee=2027, financeur="Ville", montant=0
    ),
}
ON_COLUMNS = {"budget_un_par_annee", "ligne_repartition_unique", "ligne_repartition_coordination_unique",
              "compte_rendu_financier_unique"}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_constraint(rows, name):
    with pytest.raises(IntegrityError) as caught, transaction.atomic():
        CASES[name](rows)
    assert name in str(caught.value) or (name in ON_COLUMNS and "UNIQUE" in str(caught.value))
