"""A partner without account: it writes the copy of its fiche that an avenant prepares, then signs the avenant, by links."""

from datetime import date

import pytest
from django.core import mail
from django.urls import reverse

from conventions.models import Avenant, FicheAction
from conventions.workflows import avenants, avenants_signature
from coop import horloge
from coop.accounts import liens
from coop.accounts.models import PersonalLink
from tests.conventions.scene_avenant import en_vigueur
from tests.guards.client import run_on_commit
from tests.guards.stage import staged

pytestmark = pytest.mark.django_db
scene = staged(en_vigueur, le=date(2027, 2, 1))


@pytest.fixture
def avenant(scene) -> Avenant:
    row = avenants.ouvrir(scene.convention, actor=scene.coordinatrice.actor, motif="Adapter le programme.")
    return Avenant.objects.select_related("convention__ca__departement", "convention__programme").get(pk=row.pk)


@pytest.fixture
def copy(scene, avenant) -> FicheAction:
    return avenants.modifier_action(avenant, scene.action(1), actor=scene.coordinatrice.actor)


def url(name, **kwargs):
    return reverse(f"conventions:{name}", kwargs={"ca_ref": "CA-78-01", **kwargs})


def ask(scene, connecte, numero: int = 1):
    mail.outbox.clear()
    return connecte(scene.coordinatrice).post(url("avenant_action_demander", numero=numero))


def follow(client, user) -> str:
    """The clean address that the last link received by somebody lands on."""
    body = next(m.body for m in reversed(mail.outbox) if user.contact.email in m.to)
    address = next(w for w in body.split() if "/lien/" in w)
    return client.get("/lien/" + address.split("/lien/")[1]).url


def typed(html: str, row: FicheAction, **more) -> dict:
    return {
        "version": row.version, "intitule": row.intitule, "promoteur": row.promoteur_id, "objectif": row.objectif_id,
        "contenu": row.contenu, "calendrier": row.calendrier, "modes_intervention": row.modes_intervention,
        "public_cible": row.public_cible, "etp": "0,80", "niveau_exigence": row.niveau_exigence, **more,
    }  # fmt: skip


def test_link_opens_the_copy_and_writes_it(scene, copy, connecte, client):
    assert ask(scene, connecte).status_code == 302
    page = follow(client, scene.asso)
    html = client.get(page).content.decode()
    assert "Ce qui est écrit ici prend effet à la signature de l’avenant n°" in html
    client.post(page, typed(html, copy, contenu="Ateliers et permanences."))

    copy.refresh_from_db()
    assert copy.contenu == "Ateliers et permanences."
    assert scene.action(1).contenu == "Ateliers hebdomadaires."


def test_mail_says_that_nothing_changes_before_the_signature(scene, copy, connecte):
    ask(scene, connecte)
    (message,) = [m for m in mail.outbox if scene.asso.contact.email in m.to]

    assert "rien ne change dans la convention tant que l’avenant n’est pas signé" in message.body
    assert PersonalLink.objects.get(usage="fiche").object_id == scene.action(1).pk


def test_link_to_a_fiche_that_no_avenant_prepares_is_read(scene, connecte, client):
    with run_on_commit():
        issued = liens.create(
            contact=scene.asso.contact, usage="fiche", object_id=scene.action(1).pk, actor=scene.coordinatrice.actor,
            expire_le=horloge.now() + (date(2027, 3, 1) - date(2027, 2, 1)), ca_id=scene.ca.pk,
        )  # fmt: skip
    page = client.get("/lien/" + issued.url.split("/lien/")[1]).url
    html = client.get(page).content.decode()

    assert "Le programme est conventionné" in html
    assert "Enregistrer la fiche" not in html


def test_link_opens_no_fiche_of_another_promoteur(scene, copy, connecte, client):
    ask(scene, connecte)
    follow(client, scene.asso)

    assert client.get(f"/l/fiche/{scene.action(2).pk}/").status_code == 404
    assert client.get(f"/l/fiche/{copy.pk}/").status_code == 404


def test_comments_by_the_link_stay_with_the_fiche(scene, copy, connecte, client):
    """The copy goes at the signature; what was said of the fiche does not."""
    ask(scene, connecte)
    page = follow(client, scene.asso)
    client.post(f"{page}commentaires/", {"champ": "contenu", "texte": "Peut-on ajouter le mercredi ?"})

    assert scene.action(1).fils.count() == 1
    assert copy.fils.count() == 0


def test_frozen_avenant_is_read_by_the_link(scene, avenant, copy, connecte, client):
    ask(scene, connecte)
    page = follow(client, scene.asso)
    copy.contenu = "Ateliers et permanences."
    copy.save_version()
    avenants_signature.mettre_a_la_signature(avenant, actor=scene.coordinatrice.actor)

    assert client.post(page, typed("", copy, contenu="Autre chose.")).status_code == 200
    copy.refresh_from_db()
    assert copy.contenu == "Ateliers et permanences."


def test_link_leads_to_the_fiche_in_force_once_the_avenant_is_signed(scene, avenant, copy, connecte, client):
    ask(scene, connecte)
    page = follow(client, scene.asso)
    copy.contenu = "Ateliers et permanences."
    copy.save_version()
    scene.sign_avenant(avenant)

    html = client.get(page).content.decode()
    assert "Ateliers et permanences." in html
    assert "Le programme est conventionné" in html


def test_link_to_a_fiche_that_is_not_added_after_all_says_so(scene, avenant, connecte, client):
    row = avenants.ajouter_action(
        avenant, actor=scene.coordinatrice.actor, intitule="Bus santé", promoteur=scene.membre(scene.asso)
    )
    ask(scene, connecte, row.numero)
    page = follow(client, scene.asso)
    assert client.get(page).status_code == 200
    avenants.garder_action(avenant, row, actor=scene.coordinatrice.actor)
    response = client.get(page)

    assert response.status_code == 403
    assert "ne l’ajoute plus" in response.content.decode()


def test_reminder_of_the_day_is_not_sent_twice(scene, copy, connecte):
    ask(scene, connecte)
    ask(scene, connecte)

    assert mail.outbox == []


def test_partner_signs_the_avenant_by_its_link(scene, avenant, copy, client):
    copy.contenu = "Ateliers et permanences."
    copy.save_version()
    with run_on_commit():
        version = avenants_signature.mettre_a_la_signature(avenant, actor=scene.coordinatrice.actor)
    page = follow(client, scene.asso)
    assert "Ateliers et permanences." in client.get(page).content.decode()
    client.post(page, {"acte": "code"})
    code = next(w for w in mail.outbox[-1].body.split() if w.isdigit() and len(w) == 6)
    client.post(page, {"acte": "signer", "code": code})

    assert "Votre signature est enregistrée" in client.get(page).content.decode()
    row = version.signatures.get(signataire__contact=scene.asso.contact)
    assert row.sha256_signe == version.sha256
    scene.sign_all(version)
    assert scene.action(1).contenu == "Ateliers et permanences."
