"""A qualified service plugged in the place of the built-in one: ask, call back, signed; the product does not change."""

import io
from datetime import date

import pikepdf
import pytest
from django.core import mail
from django.core.exceptions import ValidationError
from django.urls import reverse

from conventions import documents, prestataires
from conventions.models import Convention, DemandeSignature, Signature
from conventions.prestataires.simple import SignatureSimple
from conventions.workflows import signature
from coop import horloge
from coop.documents.models import Document
from coop.documents.render import to_html, to_pdf
from coop.journal.models import Entry
from tests.conventions.prestataire_fictif import call
from tests.conventions.scene_convention import en_signature
from tests.documents.norme_pdf import violations
from tests.guards.stage import staged

pytestmark = pytest.mark.django_db
JOUR = date(2027, 1, 4)
INSTANT = "2027-01-04T10:30:00+01:00"


@pytest.fixture
def fictif(settings):
    settings.COOP_SIGNATURE_PROVIDER = "tests.conventions.prestataire_fictif.PrestataireFictif"


scene = staged(en_signature, le=JOUR)


def page(row: Signature) -> str:
    return reverse("conventions:signer", kwargs={"ca_ref": "CA-78-01", "signature": row.pk})


def asked(scene, user) -> DemandeSignature:
    row = scene.signature_de(user)
    signature.request_code(row, actor=user.actor)
    return row.demandes.get()


def test_built_in_service_is_the_one_of_the_settings(scene):
    assert isinstance(prestataires.current(), SignatureSimple)
    assert prestataires.get("simple") is prestataires.current()


def test_page_leads_to_the_service_and_comes_back_signed(fictif, scene, connecte, client):
    web, row = connecte(scene.asso), scene.signature_de(scene.asso)
    assert "signer chez le prestataire" in web.get(page(row)).content.decode()
    web.post(page(row), {"acte": "code"})
    sent = row.demandes.get()
    html = web.get(page(row)).content.decode()
    assert f'href="{sent.adresse}"' in html
    assert "Code reçu" not in html

    assert call(client, reference=sent.reference, signee_le=INSTANT, sha256=scene.version.sha256).status_code == 200
    assert "Votre signature est enregistrée" in web.get(page(row)).content.decode()
    row.refresh_from_db()
    assert (row.mode, row.signee_le, row.reference_service) == ("qualifiee", JOUR, sent.reference)
    assert row.sha256_signe == scene.version.sha256


def test_rest_of_the_product_does_not_change(fictif, scene, client):
    """Paper and the service mixed: entry into force, proof, conformance of the PDF, all as with the built-in service."""
    for user in (scene.asso, scene.ville):
        sent = asked(scene, user)
        call(client, reference=sent.reference, signee_le=INSTANT, sha256=scene.version.sha256)
    scene.signer_papier(scene.delegue, JOUR)

    assert Convention.objects.get().date_effet == JOUR
    document = Document(kind="convention", subject_id=str(scene.convention.pk), final=True, requested_at=horloge.now())
    built = documents.build(document)
    html = to_html(built)
    assert html.count("signature électronique qualifiée") >= 2
    assert asked_reference(scene) in html
    data = to_pdf(built)
    assert violations(data) == []
    with pikepdf.open(io.BytesIO(data)) as pdf:
        assert len(pdf.attachments) == 2


def asked_reference(scene) -> str:
    return scene.signature_de(scene.asso).reference_service


def test_refusal_given_at_the_service_is_told_like_any_other(fictif, scene, client):
    sent = asked(scene, scene.ville)
    call(client, reference=sent.reference, motif="Budget non voté.")

    assert scene.signature_de(scene.ville).motif_refus == "Budget non voté."


def test_refusal_on_our_page_asks_our_own_code(fictif, scene, connecte):
    """The service that signs sends no code: a refusal here is proved by one of ours, to the mailbox of the signatory."""
    row, web = scene.signature_de(scene.ville), connecte(scene.ville)
    web.post(page(row), {"acte": "code_refus"})
    code = next(w for w in mail.outbox[-1].body.split() if w.isdigit() and len(w) == 6)
    html = web.get(page(row)).content.decode()
    assert "Signer la convention" not in html
    assert "J’ai lu, signer chez le prestataire" in html
    web.post(page(row), {"acte": "refuser", "code": code, "motif": "Budget non voté."})

    assert scene.signature_de(scene.ville).motif_refus == "Budget non voté."


def test_call_that_proves_nothing_changes_nothing(fictif, scene, client):
    sent = asked(scene, scene.asso)
    response = call(client, proved=False, reference=sent.reference, signee_le=INSTANT, sha256=scene.version.sha256)

    assert response.status_code == 400
    assert scene.signature_de(scene.asso).signee_le is None


@pytest.mark.parametrize("code", ["simple", "autre"])
def test_call_of_a_service_that_is_not_in_use_is_unknown(fictif, scene, client, code):
    assert call(client, code=code, reference="x").status_code == 404


def test_call_about_nothing_we_asked_is_unknown(fictif, scene, client):
    assert call(client, reference="enveloppe-9", signee_le=INSTANT, sha256=scene.version.sha256).status_code == 404


def test_built_in_service_takes_no_call(scene, client):
    assert call(client, code="simple", reference="x").status_code == 400


def test_same_call_twice_signs_once(fictif, scene, client):
    sent = asked(scene, scene.asso)
    for _ in range(2):
        call(client, reference=sent.reference, signee_le=INSTANT, sha256=scene.version.sha256)

    assert Entry.objects.filter(verb="convention.sign").count() == 1


def test_service_that_had_another_text_signed_is_refused(fictif, scene, client):
    sent = asked(scene, scene.asso)
    response = call(client, reference=sent.reference, signee_le=INSTANT, sha256="0" * 64)

    assert response.status_code == 409
    assert scene.signature_de(scene.asso).signee_le is None


def test_answer_that_comes_after_the_reopening_is_kept_and_does_not_count(fictif, scene, client):
    sent = asked(scene, scene.asso)
    signature.reopen(scene.convention, actor=scene.coordinatrice.actor, motif="Une faute.")
    response = call(client, reference=sent.reference, signee_le=INSTANT, sha256=scene.version.sha256)

    assert response.status_code == 409
    assert "rouvert" in response.json()["erreur"]
    sent.refresh_from_db()
    assert sent.reponse["sha256"] == scene.version.sha256
    assert Entry.objects.filter(verb="convention.late_answer").count() == 1
    assert Signature.objects.filter(signee_le__isnull=False).count() == 0


def test_one_reference_is_one_request(fictif, scene):
    """`demande_signature_reference_unique`."""
    sent = asked(scene, scene.asso)
    other = DemandeSignature(signature=scene.signature_de(scene.ville), prestataire="fictif", reference=sent.reference)
    with pytest.raises(ValidationError, match="déjà connue"):
        other.full_clean()
