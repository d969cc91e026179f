"""The search: accents aside, inside what the person may see."""

from datetime import date, datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from coop.accounts.enums import RoleMandat
from coop.journal.actors import SYSTEM
from cooperatives.enums import TypeReunion
from cooperatives.workflows import reunions
from portail.queries.recherche import recherche
from tests.conventions.scene_convention import build
from tests.factories import CommuneFactory, OrganisationFactory, utilisateur
from tests.factories import cooperatives as fabrique

pytestmark = pytest.mark.django_db


def found(user, text) -> dict[str, list[str]]:
    return {group.titre: [result.titre for result in group.resultats] for group in recherche(user, text)}


@pytest.fixture
def ca():
    return fabrique.cooperative("78", intitule="Périnatalité et précarité", communes=[CommuneFactory(nom="Élancourt")])


@pytest.mark.parametrize("text", ["perinatalite", "PÉRINATALITÉ", "precarite perinat", "CA-78-01", "yvelines"])
def test_cooperative_is_found_whatever_the_accents(ca, text):
    assert found(fabrique.coordinatrice(), text)["Coopératives"] == ["Périnatalité et précarité"]


def test_commune_leads_to_the_cooperatives_that_cover_it(ca):
    assert found(fabrique.coordinatrice(), "elancourt") == {"Communes": ["Élancourt\u00a0: Périnatalité et précarité"]}


def test_organisation_says_its_cooperatives(ca):
    fabrique.membre(ca, organisation=OrganisationFactory(nom="Entraide Étoile"))
    OrganisationFactory(nom="Étoile isolée")

    group = next(g for g in recherche(fabrique.coordinatrice(), "etoile") if g.titre == "Organisations")

    assert [(r.titre, r.precision, bool(r.url)) for r in group.resultats] == [
        ("Entraide Étoile", "association · CA-78-01", True),
        ("Étoile isolée", "association · aucune coopérative de votre périmètre", False),
    ]


def test_action_and_validated_decision_are_found_by_the_people_of_the_cooperative(le_jour):
    le_jour("2027-03-10")
    scene = build()
    meeting = reunions.plan(
        scene.ca, actor=SYSTEM, type=TypeReunion.COTECH, prevue_le=timezone.make_aware(datetime(2027, 3, 9, 14))
    )
    reunions.hold(meeting, actor=SYSTEM, tenue_le=date(2027, 3, 9))
    reunions.decide(meeting, actor=SYSTEM, texte="Décaler les ateliers")
    assert "Décisions" not in found(scene.asso, "ateliers")
    reunions.write_minutes(meeting, actor=SYSTEM, compte_rendu="Fictif.")
    reunions.validate_minutes(meeting, actor=SYSTEM)

    results = found(scene.asso, "ateliers")

    assert results["Fiches-action"] == ["Action 1 – Ateliers du quartier 1", "Action 2 – Ateliers du quartier 2"]
    assert results["Décisions"] == ["D-2027-01 – Décaler les ateliers"]
    assert found(utilisateur(RoleMandat.LECTEUR), "ateliers") == {}
    assert found(utilisateur(RoleMandat.COORDINATEUR_DD, "93"), "ateliers") == {}


def test_cooperatives_of_others_are_not_found(ca):
    assert found(utilisateur(RoleMandat.COORDINATEUR_DD, "93"), "perinatalite") == {}
    assert "Coopératives" in found(utilisateur(RoleMandat.LECTEUR), "perinatalite")


@pytest.mark.parametrize("text", ["", " ", "a", "!?"])
def test_too_short_a_text_finds_nothing(ca, text):
    assert recherche(fabrique.coordinatrice(), text) == []


def test_no_more_than_ten_answers_a_group(ca):
    for number in range(12):
        OrganisationFactory(nom=f"Maison {number}")

    assert len(found(fabrique.coordinatrice(), "maison")["Organisations"]) == 10


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "Rechercher"),
        ("a", "Écrivez au moins deux lettres."),
        ("perinat", "1\u00a0réponse pour «\u00a0perinat\u00a0»"),
        ("introuvable", "Aucune réponse"),
        ("<script>", "Aucune réponse pour «\u00a0&lt;script&gt;"),
    ],
)
def test_page_says_what_it_found(connecte, ca, text, said):
    response = connecte(fabrique.coordinatrice()).get(reverse("portail:recherche"), {"q": text})

    assert response.status_code == 200
    assert said in response.content.decode().replace("&nbsp;", "\u00a0")


def test_header_leads_to_the_search(connecte, ca):
    html = connecte(fabrique.coordinatrice()).get(reverse("portail:aide")).content.decode()

    assert f'href="{reverse("portail:recherche")}"' in html


def test_search_costs_the_same_with_one_and_three_cooperatives(connecte, compte_a_1_et_3):
    client = connecte(fabrique.coordinatrice())

    def another() -> None:
        row = fabrique.cooperative("78", intitule="Alliance fictive", communes=[CommuneFactory(nom="Alliance")])
        fabrique.membre(row, organisation=OrganisationFactory(nom="Alliance"))

    compte_a_1_et_3(f"{reverse('portail:recherche')}?q=alliance", another, statements=16, get=client.get)
