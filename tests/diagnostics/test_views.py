"""The pages of the diagnosis: who reads, who writes, what a wrong value answers."""

import pytest
from django.urls import reverse

from coop.accounts.enums import RoleMandat
from diagnostics import workflows
from diagnostics.enums import CouvertureBesoin, Niveau
from tests.factories import cooperatives as fabrique
from tests.factories.accounts import utilisateur


def url(name, ca, **kwargs):
    return reverse(f"diagnostics:{name}", kwargs={"ca_ref": ca.reference, **kwargs})


def test_page_before_opening_offers_the_first_step(client, ca, dd78):
    client.force_login(dd78)

    response = client.get(url("diagnostic", ca))

    assert "Ouvrir le diagnostic" in response.content.decode()
    assert client.post(url("ouvrir", ca)).status_code == 302
    assert ca.diagnostics.count() == 1


def test_page_of_a_stranger_is_a_404(client, diagnostic, ca):
    client.force_login(fabrique.coordinatrice("91"))

    assert client.get(url("diagnostic", ca)).status_code == 404


def test_lecteur_does_not_read_the_diagnosis(client, diagnostic, ca):
    client.force_login(utilisateur(RoleMandat.LECTEUR))

    assert client.get(url("diagnostic", ca)).status_code == 404


def test_siege_reads_and_does_not_write(client, diagnostic, ca):
    client.force_login(utilisateur(RoleMandat.SIEGE))

    page = client.get(url("diagnostic", ca)).content.decode()

    assert "État des lieux" in page
    assert "Compléter" not in page
    assert client.post(url("analyse", ca, niveau="offre"), {"constats": "x", "version": 1}).status_code == 404


def test_partner_completes_an_analysis_and_cannot_validate(client, diagnostic, ca):
    user, _ = fabrique.partenaire(ca)
    client.force_login(user)

    response = client.post(
        url("analyse", ca, niveau="offre"), {"constats": "Peu d’offre.", "methode": "", "version": 1}
    )

    assert response.status_code == 302
    assert diagnostic.analyses.get(niveau="offre").constats == "Peu d’offre."
    assert client.get(url("valider", ca)).status_code == 404


def test_two_people_writing_the_same_analysis_see_both_texts(client, diagnostic, ca, dd78):
    client.force_login(dd78)
    analyse = diagnostic.analyses.get(niveau="offre")
    workflows.write_analysis(analyse, actor=dd78.actor, constats="Le texte de l’autre")

    response = client.post(url("analyse", ca, niveau="offre"), {"constats": "Mon texte", "methode": "", "version": 1})

    assert response.status_code == 409
    page = response.content.decode()
    assert "Mon texte" in page
    assert "Le texte de l’autre" in page


@pytest.mark.parametrize(
    ("valeur", "raison", "attendu"),
    [("1 200", "", 1200), ("12,5", "", 12.5), ("", "secret", None)],
)
def test_a_typed_figure_is_a_number_or_a_reason(client, diagnostic, ca, dd78, valeur, raison, attendu):
    client.force_login(dd78)
    data = {"libelle": "Taux", "valeur": valeur, "raison_absence": raison, "territoire": "Trappes", "annee": "2021"}

    response = client.post(url("donnee", ca), data | {"source": "Enquête", "niveau": Niveau.BESOINS, "unite": "%"})

    assert response.status_code == 302
    row = diagnostic.donnees.get()
    assert row.valeur == attendu if attendu is not None else row.valeur is None


@pytest.mark.parametrize("valeur", ["env. 30", "N/A", "12/05/2021"])
def test_a_figure_that_is_not_a_number_is_refused_in_words(client, diagnostic, ca, dd78, valeur):
    client.force_login(dd78)
    data = {
        "libelle": "Taux",
        "valeur": valeur,
        "territoire": "Trappes",
        "annee": "2021",
        "source": "X",
        "niveau": "besoins",
    }

    response = client.post(url("donnee", ca), data)

    page = response.content.decode()
    assert response.status_code == 200
    assert 'role="alert"' in page
    assert valeur in page
    assert not diagnostic.donnees.exists()


def test_validation_page_lists_what_is_missing(client, diagnostic, ca, dd78):
    client.force_login(dd78)

    response = client.post(url("valider", ca), {"on": "2026-03-09", "instance": "COPIL"})

    assert "La problématique n’est pas formulée." in response.content.decode()
    diagnostic.refresh_from_db()
    assert diagnostic.statut == "brouillon"


def test_validation_in_the_browser(client, complet, ca, dd78):
    client.force_login(dd78)

    response = client.post(url("valider", ca), {"on": "2026-03-09", "instance": "Comité de pilotage"})

    assert response.status_code == 302
    assert "validée le 9 mars 2026" in client.get(url("diagnostic", ca)).content.decode().replace("\xa0", " ")


def test_page_costs_the_same_with_one_or_three_needs(client, diagnostic, ca, dd78, compte_a_1_et_3):
    client.force_login(dd78)

    def add():
        workflows.add_besoin(
            diagnostic, actor=dd78.actor, libelle="Besoin", niveau=Niveau.OFFRE, couverture=CouvertureBesoin.PARTIEL
        )

    compte_a_1_et_3(url("diagnostic", ca), add, statements=24)
