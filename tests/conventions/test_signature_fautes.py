"""The ways a signature goes wrong: each has its French sentence at the right place, and nothing is lost or doubled."""

from datetime import timedelta

import pikepdf
import pytest
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile

from conventions.models import CodeSignature, Signature
from conventions.workflows import signature
from coop import horloge
from coop.accounts.models import PersonalLink
from coop.accounts.predicates import Refused
from coop.documents import jobs
from coop.documents.models import Document, Piece
from coop.journal.models import Entry
from tests.conventions.scene_signature import JOUR, address_of, code_of, demandee, sign_by_link, url
from tests.documents.test_pieces import carrying, pdf, script
from tests.guards.client import run_on_commit
from tests.guards.stage import staged

pytestmark = pytest.mark.django_db
scene = staged(demandee, le=JOUR)


def test_signing_an_older_version_is_refused_and_says_which_replaces_it(scene, client):
    first = address_of(scene.asso)
    page = client.get(first).url
    convention = signature.reopen(scene.convention, actor=scene.coordinatrice.actor, motif="Une faute.")
    assert "le texte a été rouvert le" in client.get(page).content.decode()
    with run_on_commit():
        signature.put_to_signature(convention, actor=scene.coordinatrice.actor)

    answer = client.post(page, {"acte": "code"})
    assert answer.status_code == 410
    assert "La version\u00a02 la remplace, et se signe par le lien du courriel suivant." in answer.content.decode()
    assert "Recevoir un nouveau lien" not in answer.content.decode()
    assert "La version\u00a02 la remplace" in client.get(first).content.decode()
    assert not Signature.objects.filter(signee_le__isnull=False).exists()


def test_signing_twice_by_the_same_link_keeps_one_signature(scene, client):
    page = client.get(address_of(scene.asso)).url
    sign_by_link(client, page)
    answer = client.post(page, {"acte": "code"})

    assert "Cette signature n’est plus attendue\u00a0: elle est déjà enregistrée" in answer.content.decode()
    assert Entry.objects.filter(verb="convention.sign").count() == 1


def test_paper_of_somebody_who_signed_by_code_is_not_asked(scene, connecte, client):
    sign_by_link(client, client.get(address_of(scene.asso)).url)
    page = url("signature_papier", signature=scene.signature_de(scene.asso).pk)

    assert connecte(scene.coordinatrice).get(page).status_code == 404


def refuse_by_link(client, page: str) -> str:
    """Refuse with the code received; the code."""
    client.post(page, {"acte": "code"})
    code = code_of(mail.outbox[-1])
    assert client.post(page, {"acte": "refuser", "code": code, "motif": "Budget non voté."}).status_code == 302
    return code


def test_forwarded_mail_refuses_for_nobody(scene, client):
    """The link alone, a code that is not the one sent, no code at all: nobody is told anything, the round goes on."""
    page = client.get(address_of(scene.ville)).url
    for typed in ({}, {"code": ""}, {"code": "000000"}):
        answer = client.post(page, {"acte": "refuser", "motif": "Je n’ai jamais voulu."} | typed)
        assert answer.status_code == 200
        assert "Je n’ai jamais voulu." in answer.content.decode()  # what was typed is kept
    assert not any("refus" in message.subject for message in mail.outbox)

    row = scene.signature_de(scene.ville)
    assert row.refusee_le is None
    with pytest.raises(Refused):
        signature.refuse(row, actor=scene.ville.actor, motif="Sans code.")
    refuse_by_link(client, page)
    assert scene.signature_de(scene.ville).motif_refus == "Budget non voté."


def test_answer_that_says_both_is_asked_again(scene, client):
    page = client.get(address_of(scene.ville)).url
    client.post(page, {"acte": "code"})
    code = code_of(mail.outbox[-1])

    both = client.post(page, {"acte": "signer", "code": code, "motif": "Budget non voté."}).content.decode()
    neither = client.post(page, {"acte": "refuser", "code": code, "motif": " "}).content.decode()
    assert "effacez ce texte pour signer" in both
    assert "Dites pourquoi" in neither
    row = scene.signature_de(scene.ville)
    assert (row.signee_le, row.refusee_le, row.codes.get().essais) == (None, None, 0)


def test_refusal_told_otherwise_is_noted_by_the_coordination(scene, connecte):
    page = url("signature_refus", signature=scene.signature_de(scene.ville).pk)
    assert connecte(scene.ville).post(page, {"motif": "Non."}).status_code == 404
    connecte(scene.coordinatrice).post(page, {"motif": "Lettre du maire."})

    assert scene.signature_de(scene.ville).motif_refus == "Lettre du maire."
    assert "Lettre du maire." in mail.outbox[-1].body


def test_signing_after_one_s_refusal_says_how_to_come_back(scene, client):
    page = client.get(address_of(scene.ville)).url
    refuse_by_link(client, page)
    answer = client.post(page, {"acte": "code"})

    assert "La coordination peut la redemander." in answer.content.decode()
    assert scene.signature_de(scene.ville).signee_le is None


def test_spent_or_expired_code_is_no_longer_announced(scene, client):
    """Asked again after a refusal, or back the next day: one is offered a code, not a field for the one that is gone."""
    page = client.get(address_of(scene.ville)).url
    refuse_by_link(client, page)
    signature.ask_again(scene.signature_de(scene.ville), actor=scene.coordinatrice.actor)
    announced = "Un code à six chiffres est parti"
    assert announced not in client.get(page).content.decode()
    client.post(page, {"acte": "code"})
    assert announced in client.get(page).content.decode()
    CodeSignature.objects.update(expire_le=horloge.now())
    assert announced not in client.get(page).content.decode()


def test_code_asked_before_the_refusal_no_longer_signs(scene, client):
    page = client.get(address_of(scene.ville)).url
    code = refuse_by_link(client, page)

    assert client.post(page, {"acte": "signer", "code": code}).status_code == 400
    assert scene.signature_de(scene.ville).signee_le is None


def test_expired_link_offers_another_to_the_same_address(scene, client):
    page = client.get(address_of(scene.asso)).url
    with horloge.at(JOUR + timedelta(days=61)):
        html = client.get(page).content.decode()

    assert "Ce lien a expiré." in html
    assert "Recevoir un nouveau lien" in html


def test_expired_code_says_to_ask_for_another(scene, client):
    page = client.get(address_of(scene.asso)).url
    client.post(page, {"acte": "code"})
    code = code_of(mail.outbox[-1])
    with horloge.at(horloge.now() + timedelta(minutes=11)):
        html = client.post(page, {"acte": "signer", "code": code}).content.decode()

    assert "Ce code n’est plus valable\u00a0: demandez-en un autre." in html
    assert scene.signature_de(scene.asso).signee_le is None


def test_forwarded_mail_reads_and_does_not_sign(scene, client):
    """Somebody else opens the link: the code leaves for the addressee alone, and the page says so without the address."""
    page = client.get(address_of(scene.asso)).url
    mail.outbox.clear()
    client.post(page, {"acte": "code"})
    html = client.get(page).content.decode()

    assert [m.to for m in mail.outbox] == [[scene.asso.contact.email]]
    domain = scene.asso.contact.email.partition("@")[2]
    assert f"{scene.asso.contact.email[0]}…@{domain}" in html
    assert scene.asso.contact.email not in html
    assert "Il n’est envoyé à aucune autre." in html


def test_mail_to_sign_says_what_forwarding_it_does(scene):
    (body,) = [m.body for m in mail.outbox if scene.asso.contact.email in m.to]

    assert "elle ne pourra ni signer ni refuser à votre place" in body


def test_mail_scanner_that_opens_the_link_first_consumes_nothing(scene, client):
    address, before = address_of(scene.asso), Entry.objects.count()
    for _ in range(3):
        landing = client.get(address)
        client.get(landing.url)
        client.head(address)

    row, link = scene.signature_de(scene.asso), PersonalLink.objects.get(contact=scene.asso.contact, usage="signer")
    assert (row.ouverte_le, link.premier_usage_le) == (None, None)
    assert not CodeSignature.objects.exists()
    assert Entry.objects.count() == before
    sign_by_link(client, client.get(address).url)
    assert scene.signature_de(scene.asso).signee_le == JOUR


def heavy() -> bytes:
    """A file of 30 MB that begins like a PDF."""
    return pdf() + bytes(30 * 1024 * 1024)


def encrypted() -> bytes:
    return pdf(encryption=pikepdf.Encryption(owner="o", user="u"))


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (lambda: b"%!PS ceci n est pas un PDF", "Ce type de fichier n’est pas accepté ici."),
        (lambda: b"%PDF-1.7\n" + b"0" * 300, "Ce fichier est abîmé"),
        (heavy, "Ce fichier dépasse 20 Mo"),
        (encrypted, "Ce PDF est protégé par un mot de passe"),
        (script, "Ce PDF contient un programme"),
        (
            lambda: carrying(b"MZ" + bytes(200), "facture.exe"),
            "Ce PDF contient un autre fichier («\u00a0facture.exe\u00a0»)",
        ),
    ],
    ids=["not-a-pdf", "damaged", "30-megabytes", "encrypted", "javascript", "file-inside"],
)
def test_scan_that_cannot_be_kept_is_refused_at_its_field_and_the_rest_of_the_entry_stays(scene, connecte, data, words):
    row = scene.signature_de(scene.asso)
    upload = SimpleUploadedFile("scan.pdf", data(), content_type="application/pdf")
    response = connecte(scene.coordinatrice).post(
        url("signature_papier", signature=row.pk), {"signee_le": "04/01/2027", "lieu": "Valfleuri", "scan": upload}
    )

    html = response.content.decode()
    assert words in html.replace("&#x27;", "'")
    assert 'href="#id_scan"' in html
    assert "Valfleuri" in html
    row.refresh_from_db()
    assert row.signee_le is None
    assert not Piece.objects.exists()


def test_our_own_pdf_signed_by_hand_and_scanned_with_its_data_is_accepted(scene, connecte):
    row = scene.signature_de(scene.asso)
    upload = SimpleUploadedFile("convention.pdf", carrying(b"{}", "convention.json"), content_type="application/pdf")
    connecte(scene.coordinatrice).post(
        url("signature_papier", signature=row.pk), {"signee_le": "04/01/2027", "lieu": "", "scan": upload}
    )

    row.refresh_from_db()
    assert row.scan.original_name == "convention.pdf"


def test_broker_down_does_not_stop_a_signature_nor_its_document(scene, connecte, settings, monkeypatch):
    """The row is the truth: the document waits for the sweep, the signature is given."""
    settings.COOP_JOBS_MODE = "celery"
    monkeypatch.setattr(jobs, "publish", lambda pk: False)
    scene.signer_papier(scene.asso, JOUR)
    client = connecte(scene.coordinatrice)
    response = client.post(url("convention_pdf"))

    assert response.status_code == 302
    assert Document.objects.get().state == "en_attente"
    assert client.get(response.url).status_code == 200
    client.post(url("convention_pdf"))
    assert Document.objects.count() == 1
    assert scene.signature_de(scene.asso).signee_le == JOUR
