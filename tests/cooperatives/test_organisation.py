"""« Organisation de la CA » on screen: readable by all its people, and who has no seat said in words (R-GOUV-02)."""

import pytest

from coop.accounts.enums import RoleMandat
from cooperatives.queries.organisation import organisation
from cooperatives.workflows import elus, gouvernance
from tests.factories import ContactFactory, utilisateur
from tests.factories import cooperatives as fabrique


@pytest.fixture
def page(ca):
    return f"/cooperatives/{ca.reference}/gouvernance/organisation/"


def test_members_read_it_and_strangers_do_not(ca, dd78, connecte, page):
    partner, _ = fabrique.partenaire(ca)

    assert "comité de pilotage à créer" in connecte(partner).get(page).content.decode()
    assert connecte(utilisateur(RoleMandat.LECTEUR)).get(page).status_code == 404
    assert connecte(fabrique.coordinatrice("93")).get(page).status_code == 404


def test_members_without_seat_are_named(ca, dd78, connecte, page):
    gouvernance.create_copil(ca, actor=dd78.actor)
    late = fabrique.membre(ca, nom="Association arrivée après")
    elus.associate(ca, actor=dd78.actor, fonction="Maire fictif", collectivite="Ville fictive")

    assert organisation(ca)["sans_siege"] == [late]
    text = connecte(dd78).get(page).content.decode().replace("&nbsp;", " ").replace("\u00a0", " ")
    assert "1 membre n’a pas encore de représentant : Association arrivée après." in text
    assert "Aucun habitant n’y siège encore" in text
    assert "Maire fictif, Ville fictive" in text


@pytest.mark.parametrize("through", ["member", "person"])
def test_everybody_sits_and_inhabitants_too(ca, dd78, connecte, page, through):
    if through == "member":
        fabrique.membre(ca, type="groupe_habitants")
    copil = gouvernance.create_copil(ca, actor=dd78.actor)
    if through == "person":
        person = ContactFactory(organisation=None)
        gouvernance.seat(copil, actor=dd78.actor, contact=person, qualite="habitant")

    text = connecte(dd78).get(page).content.decode()

    assert "Chaque membre a un représentant" in text
    assert "Aucun habitant" not in text


def test_the_page_costs_the_same_for_one_and_three_instances(ca, dd78, client, compte_a_1_et_3, page):
    client.force_login(dd78)
    gouvernance.create_copil(ca, actor=dd78.actor)

    def add():
        row = gouvernance.create_instance(ca, actor=dd78.actor, type="groupe_travail")
        gouvernance.seat(row, actor=dd78.actor, contact=ContactFactory(), qualite="invite")

    compte_a_1_et_3(page, add, statements=12)
