"""What is missing before the signature (domain.md §3.2, A-54), and what is advised (AL-34, R-FA-09)."""

from datetime import date

import pytest

from conventions import gates
from cooperatives import phases
from cooperatives.enums import StatutMembre
from cooperatives.models import Cooperative
from tests.conventions.scene_programme import SEPT

NAMES = [
    "objectifs_ecrits",
    "fiches_completes",
    "membres_ont_une_action",
    "indicateurs_poses",
    "trois_types_par_action",
]


def codes(manques) -> list[str]:
    return [manque.code for manque in manques]


@pytest.mark.parametrize("name", NAMES)
def test_gate_is_registered(name):
    assert name not in phases.unregistered()


@pytest.mark.parametrize(
    ("levels", "missing"),
    [
        ([], ["objectif_general", "objectif_specifique"]),
        (["general"], ["objectif_specifique"]),
        (["specifique"], ["objectif_general"]),
        (["general", "specifique"], []),
        (["general", "operationnel"], []),
    ],
)
def test_objectifs_ecrits_truth_table(s, levels, missing):
    for level in levels:
        s.objectif(level)

    assert codes(gates.objectifs_ecrits(s.ca)) == missing


def test_objectifs_ecrits_without_programme_misses_both(s):
    s.programme.delete()

    assert len(gates.objectifs_ecrits(Cooperative.objects.get(pk=s.ca.pk))) == 2


@pytest.mark.parametrize(
    ("emptied", "named"),
    [
        ({"contenu": "  "}, "contenu de l’action"),
        ({"calendrier": ""}, "calendrier prévisionnel"),
        ({"modes_intervention": ""}, "modes d’intervention"),
        ({"public_cible": ""}, "public cible"),
        ({"lieux": []}, "lieux précis"),
        ({"etp": None}, "moyens humains (ETP)"),
        ({"objectif": None}, "objectif opérationnel"),
    ],
)
def test_missing_fields_names_what_is_empty(s, emptied, named):
    values = {"objectif": s.objectif("operationnel"), "lieux": [("Gare", None)]} | emptied

    assert gates.missing_fields(s.action(**(SEPT | values))) == [named]


def test_an_etp_of_zero_is_not_missing(s):
    assert gates.missing_fields(s.complete(etp=0)) == []


@pytest.mark.parametrize(
    ("statut", "complete"),
    [
        (StatutMembre.PARTANT, False),
        (StatutMembre.MEMBRE, True),
        (StatutMembre.SIGNATAIRE, True),
        (StatutMembre.SORTI, False),
    ],
)
def test_promoteur_must_be_a_member_to_sign(s, statut, complete):
    action = s.complete()
    action.promoteur.statut = statut

    assert (gates.missing_fields(action) == []) is complete


def test_fiches_completes_tells_each_fiche_in_a_sentence(s):
    s.complete()
    s.complete(contenu="", etp=None)

    (manque,) = gates.fiches_completes(s.ca)
    assert manque.phrase == "La fiche-action 2 n’est pas complète."
    assert manque.precision == "Il manque\u00a0: contenu de l’action, moyens humains (ETP)."
    assert manque.url == f"/cooperatives/{s.ca.reference}/programme/action/2/"
    assert manque.obligation


def test_fiches_completes_asks_for_one_fiche(s):
    assert codes(gates.fiches_completes(s.ca)) == ["actions"]


@pytest.mark.parametrize(
    ("carries", "shares", "idle"),
    [(False, False, True), (True, False, False), (False, True, False)],
)
def test_membres_ont_une_action_counts_promoteurs_and_associates(s, carries, shares, idle):
    s.action(promoteur=s.voisin if carries else s.membre, partenaires=[s.voisin] if shares else [])
    found = codes(gates.membres_ont_une_action(s.ca))

    assert (f"sans_action_{s.voisin.pk}" in found) is idle


def test_membres_ont_une_action_exempts_the_ars_and_those_who_left(s):
    s.action()
    s.voisin.statut = StatutMembre.SORTI
    s.voisin.save()

    assert gates.membres_ont_une_action(s.ca) == []


@pytest.mark.parametrize(
    ("kinds", "missing"),
    [
        ([], ["type_ip", "type_ia", "type_ir", "indicateur_1"]),
        (["ip"], ["type_ia", "type_ir"]),
        (["ip", "ia"], ["type_ir"]),
        (["ip", "ia", "ir"], []),
    ],
)
def test_indicateurs_poses_truth_table(s, kinds, missing):
    action = s.action()
    for kind in kinds:
        s.indicateur(action, kind)

    assert codes(gates.indicateurs_poses(s.ca)) == missing


def test_indicateurs_poses_asks_one_for_each_action(s):
    for kind in ("ip", "ia", "ir"):
        s.indicateur(s.programme.actions.first() or s.action(), kind)
    s.action()

    (manque,) = gates.indicateurs_poses(s.ca)
    assert manque.phrase == "L’action 2 n’a pas d’indicateur\u00a0: à déterminer avant le démarrage du programme."


@pytest.mark.parametrize(
    ("kinds", "sentence"),
    [
        ([], None),
        (["ia"], "L’action 1 n’a pas d’indicateur de processus ni d’indicateur de résultats."),
        (["ip", "ia"], "L’action 1 n’a pas d’indicateur de résultats."),
        (["ip", "ia", "ir"], None),
    ],
)
def test_three_types_by_action_is_advice(s, kinds, sentence):
    action = s.action()
    for kind in kinds:
        s.indicateur(action, kind)
    found = gates.trois_types_par_action(s.ca)

    assert [m.phrase for m in found] == ([sentence] if sentence else [])
    assert not any(m.obligation for m in found)


@pytest.mark.parametrize(
    ("niveau", "nature", "advised"),
    [
        ("allege", "quantitatif", False),
        ("approfondi", "quantitatif", True),
        ("approfondi", "qualitatif", False),
    ],
)
def test_a_close_follow_up_asks_for_a_qualitative_indicator(s, niveau, nature, advised):
    s.indicateur(s.action(niveau_exigence=niveau), "ip", nature=nature)
    found = gates.recueil_qualitatif_of(s.ca, gates.actions_of(s.ca))

    assert codes(found) == (["qualitatif_1"] if advised else [])
    assert all("recueil plus soutenu et plus qualitatif indispensable" in m.phrase for m in found)


@pytest.mark.parametrize(
    ("fin", "pluriannuelle", "advised"),
    [
        (date(2027, 12, 31), False, False),
        (date(2028, 1, 1), False, True),
        (date(2028, 1, 1), True, False),
        (None, False, False),
    ],
)
def test_an_action_longer_than_the_convention_says_so(s, fin, pluriannuelle, advised):
    s.action(debut=date(2027, 1, 1), fin=fin, pluriannuelle=pluriannuelle)

    assert codes(gates.duree_annoncee_of(s.ca, gates.actions_of(s.ca))) == (["duree_1"] if advised else [])
