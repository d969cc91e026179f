"""The pages of an avenant: prepared, read at any date."""

from datetime import date

import pytest

from conventions.enums import StatutAvenant
from conventions.models import Avenant, FicheAction, Modification, Objectif, PartieAvenant
from conventions.workflows import avenants, avenants_signature
from coop.accounts.enums import RoleMandat
from cooperatives.enums import StatutMembre
from cooperatives.models import Membre
from tests.conventions.scene_avenant import EFFET, en_preparation, en_vigueur, read, rewrite, url
from tests.conventions.test_action_indicateurs_pages import INDICATEUR
from tests.factories import OrganisationFactory, utilisateur
from tests.guards.stage import staged

NB = "\u00a0"


pytestmark = pytest.mark.django_db
scene = staged(en_vigueur, le=date(2027, 2, 1))


@pytest.fixture
def avenant(scene):
    return en_preparation(scene)


FORMS = ["avenant_motif", "avenant_action_nouvelle", "avenant_entree"]
PAGES = ["avenant", "avenant_signature", "avenant_abandonner", *FORMS]


@pytest.mark.parametrize("name", PAGES)
def test_pages_open_for_the_coordination(scene, avenant, connecte, name):
    read(connecte(scene.coordinatrice), name, numero=1)


@pytest.mark.parametrize("name", ["convention_texte", "convention_changements"])
def test_text_at_a_date_opens_for_a_party(scene, connecte, name):
    read(connecte(scene.asso), name)


@pytest.mark.parametrize("name", PAGES)
def test_pages_are_unknown_to_a_stranger(scene, avenant, connecte, name):
    assert connecte(utilisateur(RoleMandat.PARTENAIRE)).get(url(name, numero=1)).status_code == 404


@pytest.mark.parametrize("name", ["avenant_signature", "avenant_abandonner", "avenant_motif", "avenant_entree"])
def test_a_party_writes_nothing(scene, avenant, connecte, name):
    assert connecte(scene.asso).post(url(name, numero=1), {"motif": "Non."}).status_code in (403, 404)
    assert Avenant.objects.get().statut == StatutAvenant.BROUILLON


def test_unknown_avenant_is_a_404(scene, connecte):
    assert connecte(scene.coordinatrice).get(url("avenant", numero=7)).status_code == 404


# --- from the convention, and from a locked fiche


def test_convention_in_force_leads_to_the_avenant_in_one_click(scene, connecte):
    client = connecte(scene.coordinatrice)
    assert "Modifier par avenant" in read(client, "convention")
    response = client.post(url("avenant_ouvrir"))

    assert response.url == url("avenant", numero=1)
    assert f"Reprendre l’avenant n°{NB}1" in read(client, "convention")


def test_locked_fiche_leads_straight_to_its_copy(scene, connecte):
    client = connecte(scene.coordinatrice)
    html = read(client, "action", numero=1)
    assert "la modification doit passer par un avenant" in html
    assert url("avenant_action_changer", numero=1) in html
    response = client.post(url("avenant_action_changer", numero=1))

    assert response.url == url("avenant_action", numero=1)
    assert "Ateliers hebdomadaires." in read(client, "avenant_action", numero=1)


def test_promoteur_changes_its_fiche_once_an_avenant_is_open(scene, connecte):
    client = connecte(scene.asso)
    assert url("avenant_action_changer", numero=1) not in read(client, "action", numero=1)
    assert client.post(url("avenant_action_changer", numero=1)).url == url("action", numero=1)
    avenants.ouvrir(scene.convention, actor=scene.coordinatrice.actor)

    assert f"Modifier dans l’avenant n°{NB}1" in read(client, "action", numero=1)
    assert client.post(url("avenant_action_changer", numero=1)).url == url("avenant_action", numero=1)
    assert url("avenant_action_changer", numero=2) not in read(client, "action", numero=2)


def test_copy_is_written_by_the_ordinary_form_and_saves_itself(scene, avenant, connecte):
    copy = FicheAction.toutes.get(avenant=avenant)
    data = {"version": copy.version, "intitule": copy.intitule, "promoteur": copy.promoteur_id, "contenu": "En ligne."}
    client = connecte(scene.coordinatrice)
    response = client.post(url("avenant_action", numero=1), data, headers={"x-coop-enregistrement": "1"})

    assert response.json()["version"] == copy.version + 1
    assert FicheAction.toutes.get(avenant=avenant).contenu == "En ligne."
    assert scene.action(1).contenu == "Ateliers hebdomadaires."


def test_copy_at_the_signature_has_no_form(scene, avenant, connecte):
    avenants_signature.mettre_a_la_signature(avenant, actor=scene.coordinatrice.actor)
    assert connecte(scene.coordinatrice).get(url("avenant_action", numero=1)).status_code == 404


def test_new_action_is_opened_then_left_out(scene, avenant, connecte):
    client = connecte(scene.coordinatrice)
    data = {"intitule": "Bus santé", "promoteur": scene.membre(scene.ville).pk}
    assert client.post(url("avenant_action_nouvelle", numero=1), data).url == url("avenant_action", numero=3)
    html = read(client, "avenant", numero=1)
    assert f'<a href="{url("avenant_action", numero=3)}">La fiche-action 3 de l’avenant n’est pas complète.</a>' in html
    client.post(url("avenant_action_garder", numero=1, action=3))

    assert not FicheAction.toutes.filter(numero=3).exists()


def test_new_action_gets_its_indicators_before_the_signature(scene, avenant, connecte):
    """Once signed the programme is locked: an action brought in without indicator would keep none (R-CONV-10)."""
    client = connecte(scene.coordinatrice)
    client.post(
        url("avenant_action_nouvelle", numero=1), {"intitule": "Bus", "promoteur": scene.membre(scene.ville).pk}
    )
    page = url("indicateur_nouveau", numero=3)
    assert f'<a href="{page}">L’action 3 n’a pas d’indicateur' in read(client, "avenant", numero=1)
    data = INDICATEUR | {"libelle": "Passages"}
    assert client.post(page, data).url == url("avenant_action", numero=3)

    assert "Passages" in read(client, "avenant_action", numero=3)
    assert page not in read(client, "avenant", numero=1)
    assert client.post(url("indicateur_nouveau", numero=1), data).status_code == 403
    scene.complete(FicheAction.toutes.get(numero=3))
    scene.sign_avenant(Avenant.objects.get())
    assert [i.libelle for i in scene.action(3).indicateurs.all()] == ["Passages"]


def test_action_is_withdrawn_with_its_reason_then_kept(scene, avenant, connecte):
    client = connecte(scene.coordinatrice)
    assert "Ce champ est obligatoire" not in read(client, "avenant_action_retirer", numero=1, action=2)
    assert client.post(url("avenant_action_retirer", numero=1, action=2), {"motif": ""}).status_code == 200
    client.post(url("avenant_action_retirer", numero=1, action=2), {"motif": "Le lieu a fermé."})
    assert "Motif&nbsp;: Le lieu a fermé." in read(client, "avenant", numero=1)
    client.post(url("avenant_action_garder", numero=1, action=2))

    assert "Le lieu a fermé." not in read(client, "avenant", numero=1)


# --- texts and parties


def test_text_is_rewritten_then_taken_back(scene, avenant, connecte):
    client, page = connecte(scene.coordinatrice), url("avenant_texte", numero=1, champ="intitule")
    assert "la santé des jeunes" in client.get(page).content.decode()
    client.post(page, {"valeur": "la santé de tous"})
    assert f"«{NB}la santé des jeunes{NB}» est remplacé par «{NB}la santé de tous{NB}»" in read(
        client, "avenant", numero=1
    )
    client.post(page, {"valeur": "la santé des jeunes"})

    assert not Modification.objects.exists()
    assert client.get(url("avenant_texte", numero=1, champ="objectif")).status_code == 404


def test_printed_objective_is_rewritten_another_is_not_offered(scene, avenant, connecte):
    specific, operational = (Objectif.objects.get(niveau=n) for n in ("specifique", "operationnel"))
    client = connecte(scene.coordinatrice)
    client.post(url("avenant_objectif", numero=1, pk=specific.pk), {"valeur": "Ouvrir deux lieux"})

    assert Modification.objects.get().objectif == specific
    assert client.get(url("avenant_objectif", numero=1, pk=operational.pk)).status_code == 404


def test_party_enters_and_is_given_a_signatory(scene, avenant, connecte):
    mission = OrganisationFactory(nom="Mission locale", departement=scene.ca.departement)
    Membre.objects.create(ca=scene.ca, organisation=mission, statut=StatutMembre.MEMBRE, date_entree=EFFET)
    client = connecte(scene.coordinatrice)
    data = {"organisation": mission.pk, "type": "partenaire", "qualite_representant": "Direction"}
    response = client.post(url("avenant_entree", numero=1), data)
    assert "Mission locale" in client.get(response.url).content.decode()
    client.post(response.url, {"contact": "", "qualite": "Présidence"})
    html = read(client, "avenant", numero=1)
    assert f"«{NB}Mission locale{NB}» devient partie à la convention." in html
    assert "Présidence (sur papier)" in html
    client.post(url("avenant_mouvement_annuler", numero=1, mouvement=PartieAvenant.objects.get().pk))

    assert "devient partie" not in read(client, "avenant", numero=1)


def test_entry_of_a_party_already_there_is_refused_at_its_field(scene, avenant, connecte):
    organisation = scene.asso.contact.organisation
    data = {"organisation": organisation.pk, "type": "partenaire", "qualite_representant": "Direction"}
    assert connecte(scene.coordinatrice).post(url("avenant_entree", numero=1), data).status_code == 200
    assert not PartieAvenant.objects.exists()


def test_exit_is_a_form_of_the_renewal_only(scene, connecte):
    client = connecte(scene.coordinatrice)
    avenants.ouvrir(scene.convention, actor=scene.coordinatrice.actor, motif="Reconduire.")
    assert client.get(url("avenant_sortie", numero=1)).status_code == 404
    avenants.ouvrir(scene.convention, actor=scene.coordinatrice.actor, reconduction=True)
    partie = scene.convention.parties.get(organisation=scene.ville.contact.organisation)
    read(client, "avenant_sortie", numero=1)
    future = {"partie": partie.pk, "concertation_le": "01/03/2027"}
    assert "déjà eu lieu" in client.post(url("avenant_sortie", numero=1), future).content.decode()
    client.post(url("avenant_sortie", numero=1), future | {"concertation_le": "20/01/2027"})

    assert f"«{NB}Ville de Valfleuri{NB}» n’est plus partie" in read(client, "avenant", numero=1)


def test_reason_is_written_over_the_version_read(scene, avenant, connecte):
    client, row = connecte(scene.coordinatrice), Avenant.objects.get()
    data = {
        "version": row.version,
        "motif": "Un lieu de plus.",
        "consequences_financieres": "",
        "autres_dispositions": "",
    }
    assert client.post(url("avenant_motif", numero=1), data).status_code == 302
    assert client.post(url("avenant_motif", numero=1), data | {"motif": "Autre"}).status_code == 409
    assert Avenant.objects.get().motif == "Un lieu de plus."


# --- the text at a date


def test_text_and_changes_are_read_at_chosen_dates(scene, avenant, connecte):
    scene.sign_avenant(avenant)
    client = connecte(scene.asso)

    def text(day):
        return client.get(url("convention_texte"), {"le": day}).content.decode()

    assert "Ateliers et permanences." not in text("2027-01-31")
    assert "Ateliers et permanences." in text("2027-02-01")
    assert "n’avait pas encore pris effet" in text("2026-01-01")
    changes = client.get(url("convention_changements"), {"debut": EFFET, "fin": date(2027, 2, 1)}).content.decode()
    assert f"est remplacé par «{NB}Ateliers et permanences.{NB}»" in changes
    assert f">l’avenant n°{NB}1</a>, en vigueur depuis le 1er{NB}février{NB}2027" in changes
    upside_down = {"debut": "2027-02-01", "fin": "2027-01-01"}
    assert (
        "La seconde date suit la première." in client.get(url("convention_changements"), upside_down).content.decode()
    )


def test_page_costs_the_same_whatever_the_avenant_changes(scene, avenant, connecte, django_assert_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client = connecte(scene.coordinatrice)

    def cost() -> int:
        read(client, "avenant", numero=1)
        with CaptureQueriesContext(connection) as captured:
            read(client, "avenant", numero=1)
        return len(captured)

    before = cost()
    rewrite(scene, avenant, 2, "Autrement, ailleurs.")
    for champ, valeur in (("intitule", "la santé de tous"), ("preambule", "Autre préambule")):
        avenants.modifier_texte(avenant, actor=scene.coordinatrice.actor, champ=champ, valeur=valeur)

    assert (before, cost()) == (39, 39)


def test_what_a_renewal_signed_ahead_brings_in_or_ends_is_not_told_as_running(scene, connecte, le_jour):
    """Signed in August, in force in September: the programme says from which day, and until which one."""
    ended, new = scene.action(1), scene.action(2)
    ended.retiree_le = new.entree_le = date(2027, 9, 15)
    ended.save_version()
    new.save_version()
    pages = ["/programme/", "/programme/fiches/", "/programme/action/1/", "/programme/action/2/"]
    client, said = connecte(scene.coordinatrice), ("À compter du 15", "Au programme jusqu’au 15")

    def told(path: str) -> tuple[bool, ...]:
        html = client.get(f"/cooperatives/CA-78-01{path}").content.decode()
        return tuple(words in html for words in said)

    assert [told(page) for page in pages] == [(True, True), (True, True), (False, True), (True, False)]
    le_jour("2027-09-15")
    assert [told(page) for page in pages] == [(False, False)] * len(pages)
