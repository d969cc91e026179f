"""Pages of the life of a coopérative: each opens, writes, says what is wrong, and costs the same with more rows."""

import re
from datetime import date

import pytest

from coop.accounts.enums import RoleMandat
from cooperatives import reference_vie
from cooperatives.models import (
    ActiviteParticipation,
    EchangePratiques,
    EntreeLevierFrein,
    Formation,
    LevierFrein,
    PointEtape,
    RetourExperience,
    SuiviRecommandation,
    TransitionPhase,
)
from tests.factories import cooperatives as fabrique
from tests.factories import utilisateur

JOUR = date(2026, 4, 2)
PAGES = (
    "", "points-d-etape/", "freins/", "retours/", "participation/", "formations/", "recommandations/",
)  # fmt: skip
FORMULAIRES = (
    "points-d-etape/ajouter/", "freins/cocher/", "freins/signaler/", "retours/raconter/", "participation/strategie/",
    "participation/activites/ajouter/", "formations/ajouter/", "recommandations/10/",
)  # fmt: skip
STRATEGIE = {"objectifs": "x", "niveau_attendu": "3", "modalites_mobilisation": "y", "suivi_evaluation": "z"}


@pytest.fixture
def url(ca):
    return lambda path="": f"/cooperatives/{ca.reference}/vie/{path}"


@pytest.fixture
def dd(connecte, dd78):
    reference_vie.load()
    return connecte(dd78)


@pytest.mark.parametrize("path", PAGES + FORMULAIRES)
def test_each_page_opens_for_the_coordination(dd, url, path):
    assert "<h1>" in dd.get(url(path)).content.decode()


def test_a_member_reads_and_does_not_keep(connecte, ca, url):
    client = connecte(fabrique.partenaire(ca)[0])

    assert {client.get(url(path)).status_code for path in PAGES} == {200}
    assert client.get(url("participation/strategie/")).status_code == 404
    assert client.post(url("formations/ajouter/")).status_code == 404
    assert connecte(utilisateur(RoleMandat.LECTEUR)).get(url("freins/")).status_code == 404


def test_a_phase_closed_proposes_its_facts_and_is_written_once(dd, ca, url):
    type(ca).objects.update(creee_le=date(2026, 1, 5))
    row = TransitionPhase.objects.create(ca=ca, de="prefiguration", vers="diagnostic", auteur="x")
    path = url(f"points-d-etape/phase/{row.pk}/")
    assert "Préfiguration du projet, du" in dd.get(path).content.decode()

    dd.post(path, {"chemin_parcouru": "Fait", "suite": "", "le": "2026-04-01"})
    assert not PointEtape.objects.exists()
    data = {"chemin_parcouru": "Fait", "suite": "Suite", "le": "2026-04-01", "element_2": "oui"}
    assert dd.post(path, data).status_code == 302

    point = PointEtape.objects.get()
    assert (point.transition, point.elements.get().tenue) == (row, "oui")
    assert dd.get(path).url.endswith(f"/points-d-etape/{point.pk}/")
    page = url(f"points-d-etape/{point.pk}/")
    assert dd.post(page, data | {"version": 1, "suite": "Autre"}).status_code == 302
    assert dd.post(page, data | {"version": 1}).status_code == 409
    assert dd.get(url("points-d-etape/phase/999999/")).status_code == 404


def test_the_table_is_ticked_followed_and_lifted(dd, ca, url):
    assert "Rien n’est coché" in dd.post(url("freins/cocher/"), {"entrees": ["x"]}).content.decode()
    dd.post(url("freins/cocher/"), {"entrees": [row.pk for row in reference_entries()]})
    row = LevierFrein.objects.get(type="frein")

    dd.post(url(f"freins/{row.pk}/"), {"version": 1, "statut": "en_cours", "action_corrective": "Un essai"})
    assert "Un essai" in dd.get(url("freins/")).content.decode()
    lift = url(f"freins/{row.pk}/lever/")
    assert "Renseignez ce champ" in dd.post(lift, {"version": 2, "leve_le": ""}).content.decode()
    dd.post(lift, {"version": 2, "leve_le": row.signale_le, "comment_leve": "Un texte commun", "partage": "on"})

    row.refresh_from_db()
    assert (row.statut, row.partage) == ("leve", True)
    assert "Un texte commun" in dd.get("/cooperatives/reseau/").content.decode()
    dd.post(url(f"freins/{row.pk}/retirer/"))
    assert not LevierFrein.objects.filter(pk=row.pk).exists()


def reference_entries():
    return EntreeLevierFrein.objects.filter(ordre__in=[1, 21])


def test_a_member_tells_and_the_coordination_shares(connecte, dd, ca, url):
    member = connecte(fabrique.partenaire(ca)[0])
    told = member.post(url("retours/raconter/"), {"titre": "Le camion", "tatonnement": "Trop tard"}, follow=True)
    assert "C’est enregistré." in told.content.decode()
    row = RetourExperience.objects.get()
    share = url(f"retours/{row.pk}/partager/")

    assert "Écrivez la solution" in dd.post(share, {"visible": "1"}, follow=True).content.decode()
    dd.post(url(f"retours/{row.pk}/"), {"version": 1, "titre": "Le camion", "tatonnement": "x", "solution": "À 17 h"})
    dd.post(share, {"visible": "1"})

    assert "À 17 h" in member.get("/cooperatives/reseau/").content.decode()
    assert member.post(share, {"visible": "0"}).status_code == 403
    member.post(url(f"retours/{row.pk}/retirer/"))
    assert not RetourExperience.objects.exists()


def test_the_strategy_and_an_activity_are_written(dd, ca, url):
    assert "points sont à revoir" in dd.post(url("participation/strategie/"), {"objectifs": ""}).content.decode()
    dd.post(url("participation/strategie/"), STRATEGIE)
    assert dd.post(url("participation/strategie/"), STRATEGIE | {"version": 9}).status_code == 409
    data = {"intitule": "Un atelier", "type": "atelier", "le": "2026-04-01", "niveau_prevu": "3"}
    dd.post(url("participation/activites/ajouter/"), data)
    row = ActiviteParticipation.objects.get()
    path = url(f"participation/activites/{row.pk}/")
    assert "dites le niveau" in dd.post(path, data | {"version": 1, "nb_habitants": "8"}).content.decode().lower()

    dd.post(path, data | {"version": 1, "nb_habitants": "8", "niveau_reel": "2"})

    page = dd.get(url("participation/")).content.decode()
    assert "8\u00a0participations" in page
    assert "Niveaux de participation" in page
    dd.post(url(f"participation/activites/{row.pk}/retirer/"))
    assert not ActiviteParticipation.objects.exists()


def test_a_training_is_kept_on_its_page(connecte, dd, ca, url):
    dd.post(url("formations/ajouter/"), {"type": "accompagnement", "intitule": "Construire"})
    row = Formation.objects.get()
    path = url(f"formations/{row.pk}/")
    assert "durée" in dd.post(f"{path}sessions/", {"le": "", "duree_jours": "9"}).content.decode().lower()
    dd.post(f"{path}sessions/", {"le": "2026-05-04", "duree_jours": "1,5"})
    dd.post(f"{path}livrables/", {"version": 1, "livrable_projet": "on"})
    dd.post(f"{path}modifier/", {"version": 2, "type": "accompagnement", "intitule": "Construire ensemble"})
    dd.post(f"{path}inscription/", {"contact": "0"})
    member = connecte(fabrique.partenaire(ca)[0])
    member.post(f"{path}inscription/")

    page = member.get(path).content.decode()
    assert "1,5\u00a0jour" in page.replace("1,5 jour", "1,5\u00a0jour")
    assert "Me désinscrire" in page
    row.refresh_from_db()
    assert (row.livrable_projet, row.intitule, row.inscriptions.count()) == (True, "Construire ensemble", 1)
    member.post(f"{path}inscription/{row.inscriptions.get().pk}/retirer/")
    dd.post(f"{path}sessions/{row.sessions.get().pk}/retirer/")
    assert (row.inscriptions.count(), row.sessions.count()) == (0, 0)


def test_recommendations_are_followed_at_their_level(connecte, dd, ca, url):
    member = connecte(fabrique.partenaire(ca)[0])
    led = re.findall(r'Dans Coop&nbsp;: <a href="([^"]+)"', member.get(url("recommandations/")).content.decode())
    assert url("gouvernance/charte/").replace("/vie/", "/") in led
    assert {member.get(path).status_code for path in set(led)} == {200}
    page = url("recommandations/16/")
    assert "Dites ce qui montre" in dd.post(page, {"statut": "suivie", "le": "2026-04-01"}).content.decode()
    data = {"statut": "suivie", "preuve": "Un espace", "le": "2026-04-01"}
    dd.post(page, data)
    assert "a écrit entre-temps" in dd.post(page, data | {"version": "9"}).content.decode()
    assert dd.get(url("recommandations/1/")).status_code == 404
    dd.post("/cooperatives/recommandations/3/", {"statut": "en_cours", "le": "2026-04-01"})
    assert dd.get("/cooperatives/recommandations/1/").status_code == 404
    siege = connecte(utilisateur(RoleMandat.SIEGE))
    siege.post("/cooperatives/recommandations/1/", {"statut": "en_cours", "le": "2026-04-01"})

    told = siege.get("/cooperatives/recommandations/").content.decode()
    assert "Coopératives&nbsp;: 1 suivie" in told
    assert SuiviRecommandation.objects.count() == 3
    assert connecte(utilisateur(RoleMandat.LECTEUR)).get("/cooperatives/recommandations/").status_code == 403


def test_exchanges_and_offers_of_the_region(connecte, dd, ca):
    siege = connecte(utilisateur(RoleMandat.SIEGE))
    data = {"theme": "Le comité", "type": "inter_dd", "le": "2026-03-01", "departements": [ca.departement_id]}
    dd.post("/cooperatives/echanges/ajouter/", data)
    row = EchangePratiques.objects.get()
    told = data | {"version": 1, "compte_rendu": "Une question par point"}
    siege.post(f"/cooperatives/echanges/{row.pk}/", told)
    assert siege.post(f"/cooperatives/echanges/{row.pk}/", told).status_code == 409
    siege.post("/cooperatives/echanges/formations/ajouter/", {"type": "animation", "intitule": "Animer"})
    offer = Formation.objects.get(ca=None)
    siege.post(
        f"/cooperatives/echanges/formations/{offer.pk}/", {"version": 1, "type": "animation", "intitule": "Animer 1"}
    )
    enrol = f"/cooperatives/echanges/formations/{offer.pk}/inscription/"

    assert "Vous êtes inscrit" in dd.post(enrol, follow=True).content.decode()
    page = dd.get("/cooperatives/echanges/").content.decode()
    assert "Une question par point" in page
    assert f"/cooperatives/echanges/{row.pk}/" in page
    other = connecte(fabrique.coordinatrice("95"))
    assert f"/cooperatives/echanges/{row.pk}/" not in other.get("/cooperatives/echanges/").content.decode()
    assert other.get(f"/cooperatives/echanges/{row.pk}/").status_code == 403
    assert "Animer 1" in page
    assert "Vous n’êtes plus inscrit" in dd.post(enrol, follow=True).content.decode()
    assert dd.get("/cooperatives/echanges/formations/ajouter/").status_code == 403


AJOUTS = {
    "freins/": lambda ca: LevierFrein.objects.create(ca=ca, type="frein", axe="ars", libelle="x"),
    "retours/": lambda ca: RetourExperience.objects.create(ca=ca, titre="x", tatonnement="y"),
    "participation/": lambda ca: ActiviteParticipation.objects.create(
        ca=ca, le=JOUR, type="atelier", intitule="x", niveau_prevu=1, niveau_reel=1
    ),
    "points-d-etape/": lambda ca: PointEtape.objects.create(ca=ca, phase="diagnostic", chemin_parcouru="x", suite="y"),
    "formations/": lambda ca: Formation.objects.create(ca=ca, type="croisee", intitule="x"),
}


@pytest.mark.parametrize(
    ("path", "statements"),
    [("freins/", 10), ("retours/", 9), ("participation/", 11), ("points-d-etape/", 10), ("formations/", 9)],
)
def test_pages_cost_the_same_with_one_and_three_rows(dd, ca, url, compte_a_1_et_3, path, statements):
    compte_a_1_et_3(url(path), lambda: AJOUTS[path](ca), statements=statements, get=dd.get)


def test_a_training_opens_once_added_and_leaves_until_it_has_begun(dd, ca, url, le_jour):
    le_jour(JOUR)
    added = dd.post(url("formations/ajouter/"), {"type": "croisee", "intitule": "Croisée"})
    row = Formation.objects.get()
    path = url(f"formations/{row.pk}/")
    assert added.url == path
    dd.post(f"{path}sessions/", {"le": "2026-04-01", "duree_jours": "1"})

    assert "Retirer cette formation" not in dd.get(f"{path}modifier/").content.decode()
    assert "ne se retire pas" in dd.post(f"{path}retirer/", follow=True).content.decode()
    row.sessions.all().delete()
    assert "Retirer cette formation" in dd.get(f"{path}modifier/").content.decode()
    assert dd.post(f"{path}retirer/").url == url("formations/")
    assert not Formation.objects.exists()


def test_a_form_leads_back_to_the_page_by_its_name(dd, url):
    assert ">Participation</a></p>" in dd.get(url("participation/activites/ajouter/")).content.decode()
