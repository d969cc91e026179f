"""Budget and distribution: Σ = budget, equal shares justified, instrument by the threshold (R-FIN-02 to R-FIN-13)."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from conventions import coherence_financement
from conventions.enums_financement import Instrument, StatutBudget
from conventions.models import Budget, SeuilSubvention
from conventions.queries.financement import exercice
from conventions.rules_financement import coefficient_de_variation, instrument_attendu, parts_egales, seuil_le
from conventions.workflows import financement as verbs
from coop import horloge
from coop.accounts.predicates import Refused
from coop.gates import Blocked
from coop.versions import StaleVersion
from tests.factories import OrganisationFactory

D = Decimal
SEUIL = D("23000.00")


@pytest.fixture
def budget(s):
    s.action(etp=D("0.80"))
    s.action(promoteur=s.voisin, etp=D("0.20"))
    return verbs.fixer_budget(s.ca, actor=s.dd.actor, annee=2027, montant=D("10000.00"))


def lignes(s, *montants):
    rows = zip(s.programme.actions.order_by("numero"), montants, strict=False)
    return [
        {
            "beneficiaire": a.promoteur.organisation,
            "action": a,
            "montant": D(montant),
            "motif": "Part prise à l’action.",
        }
        for a, montant in rows
    ]


@pytest.mark.parametrize(
    ("cumul", "expected"),
    [
        ("0.01", Instrument.DECISION),
        ("22999.99", Instrument.DECISION),
        ("23000.00", Instrument.CONVENTION),
        ("23000.01", Instrument.CONVENTION),
        ("100000.00", Instrument.CONVENTION),
    ],
)
def test_instrument_by_the_threshold(cumul, expected):
    assert instrument_attendu(D(cumul), SEUIL) == expected


def test_threshold_is_dated(db):
    assert seuil_le(date(2027, 1, 1)) == SEUIL

    SeuilSubvention.objects.create(montant=D("30000.00"), debut=date(2028, 1, 1))

    assert [seuil_le(date(2027, 12, 31)), seuil_le(date(2028, 1, 1))] == [SEUIL, D("30000.00")]


@pytest.mark.parametrize(
    ("montants", "contributions", "flat"),
    [
        (["5000", "5000"], [(1, "0.8"), (1, "0.2")], True),
        (["5000", "5000"], [(1, "0.5"), (1, "0.5")], False),
        (["5000", "5100"], [(1, "0.8"), (1, "0.2")], False),
        (["5000", "5100", "5050"], [(1, "0.8"), (1, "0.2"), (2, "0.2")], True),
        (["5000", "9000", "5050"], [(1, "0.8"), (1, "0.2"), (2, "0.2")], False),
        (["5000"], [(1, "0.8")], False),
    ],
)
def test_equal_shares(montants, contributions, flat):
    given = {pk: D(m) for pk, m in enumerate(montants)}
    brought = {pk: (n, D(etp)) for pk, (n, etp) in enumerate(contributions)}
    assert parts_egales(given, brought) is flat


def test_variation_of_identical_shares_is_zero():
    assert coefficient_de_variation([D(5), D(5), D(5)]) == 0
    assert coefficient_de_variation([D(5)]) is None


def test_distribution_is_settled_when_its_sum_is_the_budget(s, budget):
    verbs.repartir(budget, actor=s.dd.actor, lignes=lignes(s, "7000.00", "2999.99"))
    with pytest.raises(Blocked, match="il reste 0,01"):
        verbs.valider(budget, actor=s.dd.actor)

    verbs.repartir(budget, actor=s.dd.actor, lignes=lignes(s, "7000.00", "3000.01"))
    with pytest.raises(Blocked, match="de trop"):
        verbs.valider(budget, actor=s.dd.actor)

    verbs.repartir(budget, actor=s.dd.actor, lignes=lignes(s, "7000.00", "3000.00"))
    with horloge.at(date(2027, 2, 1)):
        settled = verbs.valider(budget, actor=s.dd.actor)
    assert (settled.statut, settled.validee_le) == (StatutBudget.VALIDE, date(2027, 2, 1))


def test_equal_shares_ask_for_a_sentence(s, budget):
    verbs.repartir(budget, actor=s.dd.actor, lignes=lignes(s, "5000.00", "5000.00"))
    with pytest.raises(ValidationError, match="justifier la répartition"):
        verbs.valider(budget, actor=s.dd.actor)

    settled = verbs.valider(budget, actor=s.dd.actor, motif_egalite="Les deux actions démarrent ensemble.")
    assert settled.motif_egalite == "Les deux actions démarrent ensemble."


def test_settled_distribution_is_reopened_with_a_reason(s, budget):
    verbs.repartir(budget, actor=s.dd.actor, lignes=lignes(s, "7000.00", "3000.00"))
    verbs.valider(budget, actor=s.dd.actor)

    with pytest.raises(ValidationError, match="rouvrez-la"):
        verbs.repartir(budget, actor=s.dd.actor, lignes=[])
    with pytest.raises(ValidationError, match="rouvrez-la"):
        verbs.fixer_budget(s.ca, actor=s.dd.actor, annee=2027, montant=D(1))
    with pytest.raises(ValidationError, match="Dites pourquoi"):
        verbs.rouvrir(budget, actor=s.dd.actor, motif=" ")

    assert verbs.rouvrir(budget, actor=s.dd.actor, motif="Une action s’ajoute.").statut == StatutBudget.BROUILLON


def test_coordination_has_its_row(s, budget):
    row = {"beneficiaire": s.membre.organisation, "action": None, "montant": D("2500.00"), "motif": "Animation."}
    verbs.repartir(budget, actor=s.dd.actor, lignes=[*lignes(s, "7500.00"), row])

    assert exercice(s.ca, 2027).coordination == 25


def test_only_the_coordination_writes(s, budget):
    for actor in (s.partenaire.actor, s.autre.actor):
        with pytest.raises(Refused):
            verbs.fixer_budget(s.ca, actor=actor, annee=2028, montant=D(1))
        with pytest.raises(Refused):
            verbs.repartir(budget, actor=actor, lignes=[])
        with pytest.raises(Refused):
            verbs.noter_autre(s.ca, actor=actor, annee=2027, financeur="Ville", montant=D(1))


def test_two_people_do_not_overwrite_each_other(s, budget):
    verbs.repartir(budget, actor=s.dd.actor, lignes=[], version=budget.version)
    with pytest.raises(StaleVersion):
        verbs.repartir(budget, actor=s.dd.actor, lignes=lignes(s, "1.00"), version=budget.version)


def test_shares_of_euros_stand_beside_those_of_etp(s, budget):
    verbs.repartir(budget, actor=s.dd.actor, lignes=lignes(s, "5000.00", "5000.00"))
    found = exercice(s.ca, 2027)

    assert {p.organisation: (p.part_montant, p.part_etp) for p in found.parts} == {
        s.membre.organisation: (50, 80), s.voisin.organisation: (50, 20),
    }  # fmt: skip
    assert found.egales
    assert found.variation == 0


def test_other_funding_gives_the_leverage(s, budget):
    row = verbs.noter_autre(
        s.ca, actor=s.dd.actor, annee=2027, financeur="Ville", montant=D("4000.00"), origine="existant"
    )
    verbs.corriger_autre(row, actor=s.dd.actor, montant=D("5000.00"))
    found = exercice(s.ca, 2027)
    assert (found.levier, found.existants) == (D("0.5"), D("5000.00"))

    verbs.retirer_autre(row, actor=s.dd.actor)
    assert exercice(s.ca, 2027).levier == 0


def test_strangers_of_the_programme_are_refused(s, budget):
    action = s.action()
    action.programme.ca_id = 0
    with pytest.raises(ValidationError, match="pas dans le programme"):
        verbs.repartir(budget, actor=s.dd.actor, lignes=[{"beneficiaire": s.membre.organisation, "action": action,
                                                          "montant": D(1), "motif": "x"}])  # fmt: skip
    outsider = {"beneficiaire": OrganisationFactory(), "action": None, "montant": D(1), "motif": "x"}
    with pytest.raises(ValidationError, match="un membre de la coopérative"):
        verbs.repartir(budget, actor=s.dd.actor, lignes=[outsider])


def test_consistency_check_finds_a_wrong_sum(s, budget):
    Budget.objects.update(statut="valide", validee_le=date(2027, 2, 1))
    assert len(coherence_financement.repartitions()) == 1
