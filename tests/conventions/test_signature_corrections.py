"""While parties sign, the coordination corrects: what reopens the text is said before saving, an address reopens nothing."""

from datetime import timedelta

import pytest
from django.core import mail
from django.core.exceptions import ValidationError

from conventions.models import Convention, Signature
from conventions.workflows import texte_fige
from coop import horloge
from coop.accounts import liens
from coop.accounts.enums import RoleMandat, UsageLien
from coop.accounts.models import PersonalLink
from coop.accounts.workflows import find_invitation, invite
from coop.journal.actors import SYSTEM
from coop.organisations.models import Contact
from tests.conventions.scene_signature import JOUR, demandee, url
from tests.factories import ContactFactory, MandateFactory, utilisateur
from tests.guards.stage import staged

pytestmark = pytest.mark.django_db
scene = staged(demandee, le=JOUR)


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
