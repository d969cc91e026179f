"""The ways a signature goes wrong: each has its French sentence at the right place, and nothing is lost or doubled."""

from datetime import date, timedelta

import pikepdf
import pytest
from django.core import mail
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from conventions.models import CodeSignature, Convention, Signature
from conventions.workflows import signature, texte_fige
from coop import horloge
from coop.accounts import liens
from coop.accounts.enums import RoleMandat, UsageLien
from coop.accounts.models import PersonalLink
from coop.accounts.predicates import Refused
from coop.accounts.workflows import find_invitation, invite
from coop.documents import jobs
from coop.documents.models import Document, Piece
from coop.journal.actors import SYSTEM
from coop.journal.models import Entry
from coop.organisations.models import Contact
from tests.conventions.scene_convention import en_signature
from tests.documents.test_pieces import carrying, pdf, script
from tests.factories import ContactFactory, MandateFactory, utilisateur
from tests.guards.client import run_on_commit
from tests.guards.stage import staged

pytestmark = pytest.mark.django_db
JOUR = date(2027, 1, 4)


def demandee():
    """The text put to the signature, the mails of the request sent."""
    with run_on_commit():
        return en_signature()


scene = staged(demandee, le=JOUR)


def url(name, **kwargs):
    return reverse(f"conventions:{name}", kwargs={"ca_ref": "CA-78-01", **kwargs})


def address_of(user) -> str:
    """The address of the last link somebody received, as a path."""
    body = next(m.body for m in reversed(mail.outbox) if user.contact.email in m.to and "/lien/" in m.body)
    return "/lien/" + next(w for w in body.split() if "/lien/" in w).split("/lien/")[1]


def code_of(message) -> str:
    return next(w for w in message.body.split() if w.isdigit() and len(w) == 6)


def sign_by_link(client, page: str) -> None:
    client.post(page, {"acte": "code"})
    client.post(page, {"acte": "signer", "code": code_of(mail.outbox[-1])})


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


def elements(scene, **more) -> dict:
    row = Convention.objects.get()
    return {"version": row.version, "preambule": row.preambule, "en_lien_avec": row.en_lien_avec,
            "periodicite_operationnelle": "", "lieu_signature": row.lieu_signature, **more}  # fmt: skip


def test_last_signature_that_arrives_while_the_coordinator_edits_loses_neither(scene, connecte):
    client = connecte(scene.coordinatrice)
    typed = elements(scene, preambule="Un autre préambule.")
    for user in (scene.delegue, scene.asso, scene.ville):
        scene.signer_papier(user, JOUR)
    html = client.post(url("convention_elements"), typed).content.decode()

    assert "la dernière signature est arrivée pendant que vous écriviez" in html
    assert "Un autre préambule." in html
    assert Convention.objects.get().statut == "en_vigueur"
    assert Convention.objects.get().preambule != "Un autre préambule."


def test_substantive_change_says_who_signs_again_before_saving(scene, connecte):
    scene.signer_papier(scene.asso, JOUR)
    client = connecte(scene.coordinatrice)
    html = client.post(url("convention_elements"), elements(scene, preambule="Un autre préambule.")).content.decode()

    assert "Rien n’est encore enregistré." in html
    assert "Au préambule" in html
    given, asked = html.split("Seront sollicités de nouveau")
    assert "Association Soleil" in given.split("Devront signer de nouveau")[1]
    assert "Ville de Valfleuri" in asked
    assert scene.signature_de(scene.asso).signee_le == JOUR
    assert Convention.objects.get().preambule != "Un autre préambule."


def test_substantive_change_confirmed_with_a_reason_is_saved_and_reopens(scene, connecte):
    scene.signer_papier(scene.asso, JOUR)
    client, typed = connecte(scene.coordinatrice), elements(scene, preambule="Un autre préambule.")
    client.post(url("convention_elements"), typed | {"motif": ""})
    assert Convention.objects.get().statut == "en_signature"
    client.post(url("convention_elements"), typed | {"motif": "Le préambule change."})

    convention = Convention.objects.get()
    assert (convention.statut, convention.preambule) == ("brouillon", "Un autre préambule.")
    assert convention.versions.get().motif_abandon == "Le préambule change."


def test_change_of_a_quality_is_substantive(scene, connecte):
    partie = scene.convention.parties.get(organisation=scene.ville.contact.organisation)
    data = {"version": partie.version, "type": "partenaire", "qualite_representant": "Maire",
            "contact": scene.ville.contact.pk}  # fmt: skip
    html = connecte(scene.coordinatrice).post(url("convention_partie", partie=partie.pk), data).content.decode()

    assert "Ville de Valfleuri\u00a0: «\u00a0représentée par Présidence\u00a0» est remplacé par" in html
    partie.refresh_from_db()
    assert partie.qualite_representant == "Présidence"


def test_rhythm_of_the_meetings_is_not_signed_and_is_saved_at_once(scene, connecte):
    scene.signer_papier(scene.asso, JOUR)
    typed = elements(scene, periodicite_operationnelle="Tous les mois")
    assert connecte(scene.coordinatrice).post(url("convention_elements"), typed).status_code == 302

    convention = Convention.objects.get()
    assert (convention.statut, convention.periodicite_operationnelle) == ("en_signature", "Tous les mois")
    assert scene.signature_de(scene.asso).signee_le == JOUR


def test_somebody_who_wrote_meanwhile_is_not_overwritten(scene, connecte):
    client = connecte(scene.coordinatrice)
    typed = elements(scene, preambule="Un autre préambule.")
    row = Convention.objects.get()
    row.periodicite_operationnelle = "Tous les mois"
    row.save_version()

    assert client.post(url("convention_elements"), typed | {"motif": "Oui."}).status_code == 409
    assert Convention.objects.get().statut == "en_signature"


def without_account(scene) -> Contact:
    """The ville is signed for by somebody who has no account."""
    contact = ContactFactory(organisation=scene.ville.contact.organisation, email="mairie@deno.invalid")
    row = scene.signature_de(scene.ville)
    row.signataire.contact = contact
    row.signataire.save()
    return contact


def test_typo_in_an_address_has_nobody_sign_again(scene, connecte):
    scene.signer_papier(scene.asso, JOUR)
    contact = without_account(scene)
    row = Signature.objects.get(signataire__contact=contact)
    mail.outbox.clear()
    page = url("signature_adresse", signature=row.pk)
    assert "personne ne signe de nouveau" in connecte(scene.coordinatrice).get(page).content.decode()
    connecte(scene.coordinatrice).post(page, {"email": "mairie@demo.invalid"})

    assert [m.to for m in mail.outbox] == [["mairie@demo.invalid"]]
    assert PersonalLink.objects.filter(object_id=row.pk, usage="signer", revoque_le__isnull=True).count() == 1
    assert scene.signature_de(scene.asso).signee_le == JOUR
    assert Convention.objects.get().statut == "en_signature"


def test_nothing_sent_to_the_wrong_address_opens_any_more(scene):
    """Whoever reads that mailbox must neither open the account of the signatory nor act through another link."""
    contact = without_account(scene)
    row = Signature.objects.get(signataire__contact=contact)
    _, address = invite(contact, actor=utilisateur(RoleMandat.SIEGE).actor)
    other = liens.create(
        contact=contact, usage=UsageLien.BILAN, object_id=1, expire_le=horloge.now() + timedelta(days=9), actor=SYSTEM
    ).link

    texte_fige.corriger_adresse(row, actor=scene.coordinatrice.actor, email="juste@demo.invalid")

    assert find_invitation(address.rstrip("/").rsplit("/", 1)[-1]) is None
    assert PersonalLink.objects.get(pk=other.pk).revoque_le is not None
    assert PersonalLink.objects.filter(contact=contact, revoque_le__isnull=True).get().object_id == row.pk


def test_the_coordination_does_not_take_over_a_mandate_by_its_address(scene):
    contact = without_account(scene)
    MandateFactory(contact=contact, role=RoleMandat.SIEGE)
    row = Signature.objects.get(signataire__contact=contact)

    with pytest.raises(ValidationError, match="tient un mandat"):
        texte_fige.corriger_adresse(row, actor=scene.coordinatrice.actor, email="a-moi@demo.invalid")
    assert Contact.objects.get(pk=contact.pk).email == "mairie@deno.invalid"


def test_address_of_another_person_is_refused(scene):
    contact = without_account(scene)
    row = Signature.objects.get(signataire__contact=contact)
    with pytest.raises(ValidationError, match="déjà cette adresse"):
        texte_fige.corriger_adresse(row, actor=scene.coordinatrice.actor, email=scene.asso.contact.email)


def test_address_of_an_account_is_changed_by_its_owner(scene):
    with pytest.raises(ValidationError, match="a un compte"):
        texte_fige.corriger_adresse(
            scene.signature_de(scene.asso), actor=scene.coordinatrice.actor, email="autre@demo.invalid"
        )


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
