"""Another person signs for a party: nobody signs again, and what the former person was sent opens nothing (ADR 0011)."""

from datetime import date

import pytest
from django.core import mail
from django.core.exceptions import ValidationError
from django.urls import reverse

from conventions import documents, texte
from conventions.models import Convention, Signature
from conventions.workflows import remplacement, signature
from coop import horloge
from coop.accounts.predicates import Refused
from coop.documents.models import Document
from coop.documents.render import to_html
from coop.journal.models import Entry
from tests.conventions.prestataire_fictif import call
from tests.conventions.scene_convention import build
from tests.factories import ContactFactory
from tests.guards.client import run_on_commit

pytestmark = pytest.mark.django_db
JOUR = date(2027, 1, 4)


@pytest.fixture
def scene():
    """The association has signed, the ville and the ARS have not."""
    with horloge.at(JOUR):
        scene = build()
        with run_on_commit():
            scene.version = scene.a_la_signature()
        scene.signer_papier(scene.asso, JOUR)
        scene.adjointe = ContactFactory(
            organisation=scene.ville.contact.organisation, fonction="Adjointe à la santé", email="adjointe@demo.invalid"
        )
        yield scene


def url(name, **kwargs):
    return reverse(f"conventions:{name}", kwargs={"ca_ref": "CA-78-01", **kwargs})


def link_of(address: str) -> str:
    body = next(m.body for m in reversed(mail.outbox) if address in m.to and "/lien/" in m.body)
    return "/lien/" + next(w for w in body.split() if "/lien/" in w).split("/lien/")[1]


def test_who_has_not_signed_is_replaced_and_nobody_signs_again(scene, connecte, client):
    row, former = scene.signature_de(scene.ville), link_of(scene.ville.contact.email)
    data = {
        "contact": scene.adjointe.pk,
        "qualite": "Adjointe à la santé",
        "par_delegation": "on",
        "delegation": "arrêté n° 7",
    }
    connecte(scene.coordinatrice).post(url("signature_remplacer", signature=row.pk), data)

    assert scene.signature_de(scene.asso).signee_le == JOUR
    assert Convention.objects.get().statut == "en_signature"
    assert client.get(former).status_code == 410
    page = client.get(link_of("adjointe@demo.invalid")).url
    client.post(page, {"acte": "code"})
    code = next(w for w in mail.outbox[-1].body.split() if w.isdigit() and len(w) == 6)
    client.post(page, {"acte": "signer", "code": code})
    row.refresh_from_db()
    assert (row.signee_le, row.sha256_signe, row.signataire.contact) == (JOUR, scene.version.sha256, scene.adjointe)
    scene.version.refresh_from_db()
    assert texte.digest(scene.version.contenu) == scene.version.sha256
    html = to_html(documents.build(Document(kind="convention", subject_id=str(scene.convention.pk), final=True)))
    # Under the signature and on the page of proof; the party stays « représentée par Présidence ».
    assert html.count("Adjointe à la santé, par délégation (arrêté n° 7)") == 2
    assert "Ville de Valfleuri, représentée par Présidence" in html
    assert Entry.objects.filter(verb="convention.replace_signatory").count() == 1


def test_page_of_the_party_replaces_too_without_reopening(scene, connecte):
    partie = scene.signature_de(scene.ville).signataire.partie
    data = {"version": partie.version, "type": "partenaire", "qualite_representant": "Présidence",
            "contact": scene.adjointe.pk}  # fmt: skip
    page = url("convention_partie", partie=partie.pk)
    client = connecte(scene.coordinatrice)
    followed = client.post(page, data, follow=True).content.decode()
    assert "Le texte est à la signature." in followed
    assert "Ajouter cette partie" not in followed
    assert client.post(url("convention_parties"), {}).status_code == 404

    assert Signature.objects.get(signataire__contact=scene.adjointe).qualite == "Présidence"
    assert scene.signature_de(scene.asso).signee_le == JOUR


def test_who_has_signed_is_not_replaced(scene, connecte):
    row = scene.signature_de(scene.asso)

    assert connecte(scene.coordinatrice).get(url("signature_remplacer", signature=row.pk)).status_code == 404
    with pytest.raises(ValidationError, match="déjà enregistrée"):
        remplacement.remplacer(row, actor=scene.coordinatrice.actor, contact=None, qualite="Direction")


def test_who_refused_and_left_is_replaced(scene):
    row = scene.signature_de(scene.ville)
    signature.refuse(row, actor=scene.coordinatrice.actor, motif="Je quitte mes fonctions.")
    with run_on_commit():
        remplacement.remplacer(row, actor=scene.coordinatrice.actor, contact=scene.adjointe, qualite="Mairie")

    row.refresh_from_db()
    assert (row.refusee_le, row.motif_refus) == (None, "")
    assert Entry.objects.get(verb="convention.replace_signatory").comment == "Je quitte mes fonctions."
    assert "adjointe@demo.invalid" in mail.outbox[-1].to


def test_one_person_does_not_sign_twice_for_a_party(scene):
    row = scene.signature_de(scene.ville)
    second = row.signataire.partie.signataires.create(contact=scene.adjointe, qualite="Mairie")
    Signature.objects.create(version_convention=scene.version, signataire=second, qualite="Mairie")

    with pytest.raises(ValidationError, match="signe déjà ce texte"):
        remplacement.remplacer(row, actor=scene.coordinatrice.actor, contact=scene.adjointe, qualite="Mairie")


def test_a_partner_does_not_choose_who_signs(scene):
    with pytest.raises(Refused):
        remplacement.remplacer(
            scene.signature_de(scene.ville), actor=scene.ville.actor, contact=scene.adjointe, qualite="Mairie"
        )


def test_service_that_has_the_former_person_sign_comes_too_late(scene, client, settings):
    settings.COOP_SIGNATURE_PROVIDER = "tests.conventions.prestataire_fictif.PrestataireFictif"
    row = signature.request_code(scene.signature_de(scene.ville), actor=scene.ville.actor)
    sent = row.demandes.get()
    remplacement.remplacer(row, actor=scene.coordinatrice.actor, contact=scene.adjointe, qualite="Mairie")
    call(client, reference=sent.reference, signee_le="2027-01-04T10:30:00+01:00", sha256=scene.version.sha256)

    row.refresh_from_db()
    assert row.signee_le is None
