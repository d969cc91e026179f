"""AL-26, AL-37, AL-40, AL-41: each rule over played dates, for many coopératives in a fixed number of statements."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from coop import horloge
from coop.accounts.enums import RoleMandat
from coop.notifications.duties import duties_for
from coop.notifications.enums import Public, Urgence
from cooperatives import devoirs_vie as alertes
from cooperatives.models import (
    Cooperative,
    Coordinateur,
    EchangePratiques,
    Instance,
    LevierFrein,
    MembreInstance,
    PointEtape,
    StrategieParticipation,
    TransitionPhase,
)
from tests.factories import ContactFactory, utilisateur
from tests.factories import cooperatives as fabrique

JOUR = date(2026, 11, 20)
STRATEGIE = {"objectifs": "x", "niveau_attendu": 3, "modalites_mobilisation": "y", "suivi_evaluation": "z"}


def faits(regle, jour=JOUR):
    with horloge.at(jour):
        return list(regle.trouver(Cooperative.objects.all(), jour))


@pytest.mark.parametrize(
    ("phase", "copil", "habitant", "strategie", "said"),
    [
        ("prefiguration", True, False, False, []),
        ("diagnostic", False, False, False, ["stratégie à définir"]),
        ("elaboration", True, False, False, ["aucun représentant au copil", "stratégie à définir"]),
        ("elaboration", True, True, False, ["stratégie à définir"]),
        ("mise_en_oeuvre", True, False, True, ["aucun représentant au copil"]),
        ("mise_en_oeuvre", True, True, True, []),
        ("mise_en_oeuvre", False, False, True, []),
        ("evaluation_ca", True, False, False, []),
    ],
)
def test_al26_asks_for_inhabitants_and_a_strategy(ca, phase, copil, habitant, strategie, said):
    Cooperative.objects.update(phase=phase)
    if copil:
        row = Instance.objects.create(ca=ca, type="copil", nom="Comité")
        quality = "habitant" if habitant else "elu"
        MembreInstance.objects.create(instance=row, contact=ContactFactory(), qualite=quality)
    if strategie:
        StrategieParticipation.objects.create(ca=ca, **STRATEGIE)

    rows = faits(alertes.AL_26)

    assert len(rows) == bool(said)
    assert all(words in rows[0].text for words in said)
    assert all(row.publics == {Public.COORDINATION, Public.COPILOTES} for row in rows)


def test_al26_reads_a_group_of_inhabitants_as_inhabitants(ca):
    Cooperative.objects.update(phase="mise_en_oeuvre")
    StrategieParticipation.objects.create(ca=ca, **STRATEGIE)
    membre = fabrique.membre(ca, type="groupe_habitants")
    copil = Instance.objects.create(ca=ca, type="copil", nom="Comité")
    MembreInstance.objects.create(instance=copil, contact=ContactFactory(), membre=membre)

    assert faits(alertes.AL_26) == []


@pytest.mark.parametrize(
    ("kind", "signale", "statut", "found"),
    [
        ("frein", date(2026, 5, 19), "ouvert", True),
        ("frein", date(2026, 5, 19), "en_cours", True),
        ("frein", date(2026, 5, 20), "ouvert", False),
        ("frein", date(2026, 5, 19), "leve", False),
        ("levier", date(2025, 5, 19), "ouvert", False),
    ],
)
def test_al37_tells_an_old_frein(ca, kind, signale, statut, found):
    row = LevierFrein.objects.create(
        ca=ca, type=kind, axe="ars", libelle="Travail dans l’urgence", signale_le=signale, statut=statut,
        leve_le=JOUR if statut == "leve" else None,
    )  # fmt: skip

    rows = faits(alertes.AL_37)

    assert [fact.objet for fact in rows] == ([f"frein:{row.pk}"] if found else [])
    assert all("Travail dans l’urgence" in fact.title for fact in rows)
    assert all("Travail dans l’urgence" in fact.text and "toujours ouvert" in fact.text for fact in rows)


def transition(ca, de, vers, **fields):
    return TransitionPhase.objects.create(ca=ca, de=de, vers=vers, auteur="x", **fields)


@pytest.mark.parametrize(
    ("moves", "found"),
    [
        ([], False),
        ([("prefiguration", "diagnostic")], True),
        ([("diagnostic", "prefiguration")], False),
        ([("prefiguration", "diagnostic"), ("diagnostic", "diagnostic")], True),
        ([("prefiguration", "diagnostic"), ("diagnostic", "prefiguration")], False),
    ],
)
def test_al40_asks_for_the_point_of_the_last_phase_closed(ca, moves, found):
    for rank, (de, vers) in enumerate(moves):
        with horloge.at(date(2026, 11, 2 + rank)):
            transition(ca, de, vers)

    assert len(faits(alertes.AL_40)) == found


def test_al40_is_silent_once_the_point_is_made_and_asks_once_for_the_last_phase(ca):
    with horloge.at(date(2026, 11, 2)):
        transition(ca, "prefiguration", "diagnostic")
    with horloge.at(date(2026, 11, 9)):
        last = transition(ca, "diagnostic", "elaboration")
    assert [fact.objet for fact in faits(alertes.AL_40)] == [f"transition:{last.pk}"]

    PointEtape.objects.create(ca=ca, phase="diagnostic", transition=last, chemin_parcouru="x", suite="y")

    assert faits(alertes.AL_40) == []


@pytest.mark.parametrize(
    ("ouverte", "echange", "kind", "found"),
    [
        (date(2026, 1, 5), None, "inter_dd", True),
        (date(2026, 9, 5), None, "inter_dd", False),
        (date(2026, 1, 5), date(2026, 5, 20), "inter_dd", False),
        (date(2026, 1, 5), date(2026, 5, 19), "inter_dd", True),
        (date(2026, 1, 5), date(2026, 11, 1), "inter_acteurs", True),
        (date(2026, 1, 5), date(2026, 12, 1), "inter_dd", True),
    ],
)
def test_al41_asks_a_delegation_for_an_exchange(ca, ouverte, echange, kind, found):
    Cooperative.objects.update(creee_le=ouverte)
    if echange:
        row = EchangePratiques.objects.create(le=echange, type=kind, theme="x")
        row.departements.add(ca.departement)

    rows = faits(alertes.AL_41)

    assert len(rows) == found
    assert all(fact.urgency == Urgence.INFORMATION and Public.SIEGE in fact.publics for fact in rows)


def test_al41_speaks_once_for_a_departement(ca):
    fabrique.cooperative("78")
    Cooperative.objects.update(creee_le=date(2026, 1, 5))

    assert [fact.ca_id for fact in faits(alertes.AL_41)] == [ca.pk]


def test_al41_is_told_to_each_coordinator_of_the_departement_and_once_to_the_siege(ca):
    """Somebody who coordinates the second coopérative of the département alone is told too."""
    colleague = utilisateur(RoleMandat.COORDINATEUR_DD, "78")
    second, third = (fabrique.cooperative("78", coordinateur=colleague) for _ in range(2))
    Coordinateur.objects.update(debut=date(2026, 1, 5))
    Cooperative.objects.update(creee_le=date(2026, 1, 5))

    told = {fact.ca_id: fact.publics for fact in faits(alertes.AL_41)}

    assert told == {ca.pk: alertes.C_S, second.pk: alertes.C}, "not twice to the one who coordinates two"
    with horloge.at(JOUR):
        assert [duty.ca_id for duty in duties_for(colleague) if duty.code == "AL-41"] == [second.pk]
        assert [duty.ca_id for duty in duties_for(utilisateur(RoleMandat.SIEGE)) if duty.code == "AL-41"] == [ca.pk]
    Cooperative.objects.filter(pk=ca.pk).update(statut="suspendue")
    assert {fact.ca_id: fact.publics for fact in faits(alertes.AL_41)} == {second.pk: alertes.C_S}
    assert third.pk not in told


@pytest.mark.parametrize("regle", alertes.REGLES, ids=lambda regle: regle.code)
def test_a_rule_costs_one_statement_for_one_or_three(ca, regle):
    def many():
        found = Cooperative.objects.order_by("pk").last()
        LevierFrein.objects.create(ca=found, type="frein", axe="ars", libelle="x", signale_le=date(2025, 1, 1))
        transition(found, "prefiguration", "diagnostic")
        Cooperative.objects.update(phase="diagnostic", creee_le=date(2025, 1, 5))

    many()
    for _ in range(2):
        with horloge.at(JOUR):
            fabrique.cooperative("78")
        many()
    with CaptureQueriesContext(connection) as captured:
        rows = faits(regle)
    assert rows
    assert len(captured) == 1
