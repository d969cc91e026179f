"""Alerts of the financing: AL-29, AL-30, AL-31, AL-43 and the compte rendu financier, over played dates."""

from datetime import date
from decimal import Decimal

import pytest

from conventions import devoirs_financement as regles
from conventions.models import AutreFinancement, Budget, CompteRenduFinancier, EngagementFinancier
from conventions.workflows import financement
from coop.notifications.enums import Urgence
from cooperatives.models import Articulation, Cooperative, DispositifLocal
from tests.factories import CommuneFactory
from tests.factories import cooperatives as fabrique

D = Decimal


def found(regle, jour=date(2027, 3, 1)):
    return list(regle.trouver(Cooperative.objects.all(), jour))


def engagement(s, montant="10000.00", membre=None, ca=None, **fields):
    values = {"annee": 2027, "derniere_annee": 2027, "montant": D(montant), "cumul": D(montant), "seuil": D(23000),
              "instrument": "decision"} | fields  # fmt: skip
    organisation = (membre or s.membre).organisation
    return EngagementFinancier.objects.create(ca=ca or s.ca, organisation=organisation, **values)


def decide(s, **fields):
    return engagement(s, convention=s.convention("en_vigueur"), statut="decide", decide_le=date(2027, 1, 5), **fields)


@pytest.mark.parametrize(
    ("shares", "reason", "expected"),
    [(("500", "500"), "", 1), (("500", "500"), "Elles démarrent ensemble.", 0), (("600", "400"), "", 0)],
)
def test_equal_shares_without_reason(s, shares, reason, expected):
    actions = [s.action(etp=D("0.80")), s.action(promoteur=s.voisin, etp=D("0.20"))]
    budget = financement.fixer_budget(s.ca, actor=s.dd.actor, annee=2027, montant=D(1000))
    rows = [
        {"beneficiaire": a.promoteur.organisation, "action": a, "montant": D(m), "motif": "Part."}
        for a, m in zip(actions, shares, strict=True)
    ]
    financement.repartir(budget, actor=s.dd.actor, lignes=rows)
    Budget.objects.update(motif_egalite=reason)
    assert len(found(regles.AL_29)) == expected
    assert found(regles.AL_29, date(2028, 1, 1)) == []


@pytest.mark.parametrize(("second", "expected"), [("12999.99", 0), ("13000.00", 1), ("13000.01", 1)])
def test_decisions_that_reach_the_threshold_together(s, second, expected):
    other = fabrique.cooperative("78", coordinateur=s.dd)
    engagement(s)
    engagement(s, second, ca=other)
    facts = found(regles.AL_30)
    assert [fact.ca_id for fact in facts] == [other.pk, s.ca.pk][: expected * 2]
    assert all("convention" in fact.text and fact.urgency == Urgence.URGENT for fact in facts)


def test_establishments_of_one_siren_are_added(s):
    """The guard against splitting reads the legal person, and tells one coopérative once."""
    engagement(s)
    engagement(s, "13000.00", membre=s.voisin)
    assert found(regles.AL_30) == []
    for membre, siret in ((s.membre, "73282932000074"), (s.voisin, "73282932000082")):
        type(membre.organisation).objects.filter(pk=membre.organisation_id).update(siret=siret)
    assert [fact.ca_id for fact in found(regles.AL_30)] == [s.ca.pk]


@pytest.mark.parametrize(
    ("kind", "fields", "expected"),
    [
        ("association", {}, 1),
        ("association", {"republicain_le": date(2027, 1, 4)}, 0),
        ("association", {"statut": "annule", "motif_annulation": "Reporté."}, 0),
        ("association", {"annee": 2026, "derniere_annee": 2026}, 0),
        ("commune", {}, 0),
        ("medico_social", {}, 0),
    ],
)
def test_association_signs_the_contrat_republicain(s, kind, fields, expected):
    s.membre.organisation.type = kind
    s.membre.organisation.save()
    engagement(s, **fields)
    assert len(found(regles.REPUBLICAIN)) == expected


def test_contrats_republicains_of_a_cooperative_are_one_duty(s):
    for membre in (s.membre, s.voisin):
        membre.organisation.type = "association"
        membre.organisation.save()
        engagement(s, membre=membre)
    (fact,) = found(regles.REPUBLICAIN)
    assert fact.title == "Recevoir le contrat d’engagement républicain de 2 associations"
    assert all(membre.organisation.nom in fact.text for membre in (s.membre, s.voisin))
    assert fact.url.endswith("/financement/#engagements-t")


def test_two_years_are_not_added(s):
    engagement(s, "20000.00")
    engagement(s, "20000.00", annee=2028, derniere_annee=2028)
    assert found(regles.AL_30) == []


def test_commitment_without_visa(s):
    row = engagement(s)
    assert [fact.objet for fact in found(regles.AL_31)] == [f"engagement:{row.pk}"]
    EngagementFinancier.objects.update(statut="annule", motif_annulation="Reporté.")
    assert found(regles.AL_31) == []


@pytest.mark.parametrize(
    ("jour", "urgency"),
    [
        (date(2027, 12, 31), None),
        (date(2028, 1, 1), Urgence.VIGILANCE),
        (date(2028, 6, 30), Urgence.VIGILANCE),
        (date(2028, 7, 1), Urgence.URGENT),
    ],
)
def test_compte_rendu_is_due_six_months_after_the_exercise(s, jour, urgency):
    row = decide(s)
    facts = found(regles.COMPTE_RENDU, jour)
    assert [fact.urgency for fact in facts] == ([urgency] if urgency else [])
    assert all(fact.due == date(2028, 6, 30) for fact in facts)
    CompteRenduFinancier.objects.create(engagement=row, annee=2027, recu_le=date(2028, 5, 1))
    assert found(regles.COMPTE_RENDU, jour) == []


def test_each_exercise_has_its_compte_rendu(s):
    decide(s, derniere_annee=2029, instrument="convention")
    assert [fact.due.year for fact in found(regles.COMPTE_RENDU, date(2029, 2, 1))] == [2028, 2029]


def test_single_funder_on_a_cls_territory(s):
    Budget.objects.create(ca=s.ca, annee=2027, montant=D(1000))
    assert found(regles.AL_43) == []
    Articulation.objects.update_or_create(
        ca=s.ca, type="cls", defaults={"presence": "present", "description": "Objectifs présentés au comité."}
    )
    assert [fact.urgency for fact in found(regles.AL_43)] == [Urgence.INFORMATION]
    AutreFinancement.objects.create(ca=s.ca, annee=2027, financeur="Ville", montant=D(1))
    assert found(regles.AL_43) == []


def test_cls_of_the_register_covers_its_territory_while_it_runs(s):
    Budget.objects.create(ca=s.ca, annee=2027, montant=D(1000))
    cls = DispositifLocal.objects.create(type="cls", nom="CLS de la ville", departement=s.ca.departement)
    cls.communes.set([CommuneFactory()])
    assert found(regles.AL_43) == []
    cls.communes.add(s.ca.communes.first())
    assert len(found(regles.AL_43)) == 1
    DispositifLocal.objects.update(debut=date(2020, 1, 1), fin=date(2026, 12, 31))
    assert found(regles.AL_43) == []


def test_fiche_that_keeps_a_funding_is_not_paid_by_the_cooperative_alone(s):
    Budget.objects.create(ca=s.ca, annee=2027, montant=D(1000))
    Articulation.objects.update_or_create(
        ca=s.ca, type="cls", defaults={"presence": "present", "description": "Objectifs présentés au comité."}
    )
    action = s.action()
    assert len(found(regles.AL_43)) == 1
    action.financement_existant = "Subvention de la ville"
    action.save_version()
    assert found(regles.AL_43) == []


def test_alerts_read_any_number_of_cooperatives_at_the_same_cost(s, django_assert_max_num_queries):
    for _ in range(3):
        other = fabrique.cooperative("78", coordinateur=s.dd)
        engagement(s, ca=other)
        Budget.objects.create(ca=other, annee=2027, montant=D(1000))
    for regle in regles.REGLES:
        with django_assert_max_num_queries(4):
            found(regle)
