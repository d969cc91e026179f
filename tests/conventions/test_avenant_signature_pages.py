"""The pages of an avenant at its signature, those of the convention; an avenant signed before the tool."""

import io
from datetime import date

import pikepdf
import pytest
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from conventions.enums import StatutAvenant
from conventions.models import Avenant
from conventions.workflows import avenants, avenants_signature
from coop.notifications.duties import duties_for
from tests.conventions.scene_avenant import en_preparation, en_vigueur, read, url
from tests.guards.client import run_on_commit
from tests.guards.stage import staged

NB = "\u00a0"


pytestmark = pytest.mark.django_db
scene = staged(en_vigueur, le=date(2027, 2, 1))


@pytest.fixture
def avenant(scene):
    return en_preparation(scene)


# --- signature


def test_two_clicks_to_the_signature_and_one_board(scene, avenant, connecte):
    client = connecte(scene.coordinatrice)
    assert url("avenant_signature", numero=1) in read(client, "avenant", numero=1)
    assert "Ville de Valfleuri" in read(client, "avenant_signature", numero=1)
    mail.outbox.clear()
    client.post(url("avenant_signature", numero=1))
    html = read(client, "avenant", numero=1)

    assert f"0{NB}signataire sur 3" in html
    assert html.count("pas encore ouverte") == 3
    assert f"Relancer 3{NB}signataires" in html
    client.post(url("avenant_relancer", numero=1))
    assert f"Dernier rappel le 1er{NB}février{NB}2027" in read(client, "avenant", numero=1)


def test_board_leads_to_the_public_page_that_verifies_the_avenant(scene, avenant, connecte, client):
    version = avenants_signature.mettre_a_la_signature(avenant, actor=scene.coordinatrice.actor)
    page = reverse("verification:version", kwargs={"code": version.sha256})

    assert f'<a href="{page}">Vérifier ce document</a>' in read(connecte(scene.coordinatrice), "avenant", numero=1)
    assert f"Avenant n°{NB}1 à la convention" in client.get(page).content.decode()


def test_missing_things_block_with_their_sentences(scene, connecte):
    avenants.ouvrir(scene.convention, actor=scene.coordinatrice.actor)
    client = connecte(scene.coordinatrice)
    assert "Le motif de l’avenant n’est pas écrit." in read(client, "avenant", numero=1)
    response = client.post(url("avenant_signature", numero=1))

    assert response.status_code == 409
    assert "L’avenant ne change rien au texte en vigueur." in response.content.decode()


def test_signatory_reads_the_avenant_and_signs_it(scene, avenant, connecte):
    version = avenants_signature.mettre_a_la_signature(avenant, actor=scene.coordinatrice.actor)
    row = version.signatures.get(signataire__contact=scene.asso.contact)
    client = connecte(scene.asso)
    html = read(client, "signer", signature=row.pk)
    assert f"Avenant n°{NB}1 à la convention de partenariat" in html
    assert f"est remplacé par «{NB}Ateliers et permanences.{NB}»" in html
    assert "Article 5 – Durée, modification et résiliation de la convention" in html  # the whole text, folded
    mail.outbox.clear()
    client.post(url("signer", signature=row.pk), {"acte": "code"})
    assert "Signer l’avenant" in read(client, "signer", signature=row.pk)
    assert f"l’avenant n°{NB}1" in mail.outbox[0].body


def test_paper_signature_goes_back_to_the_avenant_and_the_last_one_applies_it(scene, avenant, connecte):
    version = avenants_signature.mettre_a_la_signature(avenant, actor=scene.coordinatrice.actor)
    client = connecte(scene.coordinatrice)
    for row in version.signatures.all():
        response = client.post(url("signature_papier", signature=row.pk), {"signee_le": "01/02/2027"})
        assert response.url == url("avenant", numero=1)

    assert "Ateliers et permanences." in read(client, "convention")
    assert f"Signé le 1er{NB}février{NB}2027" in read(client, "avenant", numero=1)


def test_avenant_is_reopened_then_given_up_with_a_reason(scene, avenant, connecte):
    avenants_signature.mettre_a_la_signature(avenant, actor=scene.coordinatrice.actor)
    client = connecte(scene.coordinatrice)
    assert client.post(url("avenant_rouvrir", numero=1), {"motif": ""}).status_code == 200
    client.post(url("avenant_rouvrir", numero=1), {"motif": "Une coquille."})
    assert Avenant.objects.get().statut == StatutAvenant.BROUILLON
    client.post(url("avenant_abandonner", numero=1), {"motif": "Plus de besoin."})
    html = read(client, "avenant", numero=1)

    assert "Abandonné le" in html
    assert "Plus de besoin." in html
    assert client.get(url("avenant_abandonner", numero=1)).status_code == 404


def test_signatory_of_an_abandoned_avenant_is_told(scene, avenant, connecte):
    version = avenants_signature.mettre_a_la_signature(avenant, actor=scene.coordinatrice.actor)
    mail.outbox.clear()
    with run_on_commit():
        avenants.abandonner(avenant, actor=scene.coordinatrice.actor, motif="Plus de besoin.")
    row = version.signatures.get(signataire__contact=scene.asso.contact)

    assert "l’avenant a été abandonné le" in read(connecte(scene.asso), "signer", signature=row.pk)
    assert any("abandonné" in message.subject for message in mail.outbox)


def test_signature_asked_and_missing_are_duties(scene, avenant):
    avenants_signature.mettre_a_la_signature(avenant, actor=scene.coordinatrice.actor)
    asked = [duty.title for duty in duties_for(scene.asso)]
    followed = [duty.title for duty in duties_for(scene.coordinatrice)]

    assert f"Lire et signer l’avenant n°{NB}1, {scene.ca.intitule}" in asked
    assert f"Faire signer l’avenant n°{NB}1" in followed


# --- signed before the tool


def repris(client, **fields):
    out, document = io.BytesIO(), pikepdf.new()
    document.add_blank_page()
    document.save(out)
    scan = SimpleUploadedFile("avenant.pdf", out.getvalue(), content_type="application/pdf")
    data = {"signe_le": "10/01/2027", "date_effet": "", "resume": "Deux lieux de plus.", "scan": scan}
    return client.post(url("avenant_repris"), data | fields)


def test_avenant_signed_before_the_tool_is_recorded_with_its_copy(scene, connecte):
    client = connecte(scene.coordinatrice)
    read(client, "avenant_repris")
    assert repris(client).url == url("avenant", numero=1)
    html = read(client, "avenant", numero=1)

    assert "Deux lieux de plus." in html
    assert "Exemplaire signé" in html
    assert "hors de l’outil" in read(client, "convention_texte")
    assert client.post(url("avenant_pdf", numero=1)).status_code == 404


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"signe_le": "02/02/2027"}, "dans le futur"),
        ({"signe_le": "14/09/2026"}, "n’a pris effet que"),
        ({"date_effet": "09/01/2027"}, "avant sa dernière signature"),
        ({"resume": ""}, "Ce que change l’avenant"),
        ({"scan": SimpleUploadedFile("x.pdf", b"not a pdf")}, "PDF"),
    ],
)
def test_recorded_avenant_that_cannot_be_is_refused(scene, connecte, fields, sentence):
    response = repris(connecte(scene.coordinatrice), **fields)
    assert response.status_code == 200
    assert sentence in response.content.decode()
    assert not Avenant.objects.exists()


def test_recorded_renewal_opens_its_period(scene, connecte):
    repris(connecte(scene.coordinatrice), reconduction="on")
    assert scene.reread().date_echeance == date(2028, 9, 15)


def test_nothing_older_is_recorded_while_an_avenant_is_open(scene, avenant, connecte):
    assert repris(connecte(scene.coordinatrice)).status_code == 409
