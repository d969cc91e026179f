"""Voices: signed or anonymous, kept as they were said, set aside with a reason."""

from datetime import date, timedelta

import pytest
from django.core import mail
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from coop import horloge
from coop.accounts import liens
from coop.accounts.models import PersonalLink
from coop.accounts.predicates import Refused
from coop.journal.actors import Actor
from coop.journal.models import Entry
from diagnostics import workflows
from diagnostics.enums import ModeAvis, OrigineAvis
from diagnostics.forms_voix import ParoleForm
from tests.factories import ContactFactory
from tests.factories import cooperatives as fabrique
from tests.guards.client import run_on_commit

JOUR = date(2026, 3, 2)
PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"


@pytest.fixture
def recueil(diagnostic, dd78):
    with horloge.at(JOUR):
        return workflows.open_collection(
            diagnostic, actor=dd78.actor, question="Et chez vous ?", jusqu_au=JOUR + timedelta(days=20)
        )


def page(recueil):
    return reverse("recueil:parler", kwargs={"adresse": recueil.adresse})


def test_a_partner_signs_with_its_structure(diagnostic, ca):
    user, membre = fabrique.partenaire(ca)

    avis = workflows.give_opinion(diagnostic, actor=user.actor, texte="Il manque un lieu.", origine="professionnels")

    assert (avis.attribution, avis.organisation, avis.mode) == (membre.organisation.nom, membre.organisation, "compte")
    assert not avis.anonyme


def test_an_anonymous_voice_leaves_no_trace(client, recueil, diagnostic, dd78):
    client.force_login(dd78)
    before = set(Entry.objects.values_list("pk", flat=True))

    with horloge.at(JOUR):
        response = client.post(page(recueil), {"texte": "On attend trop.", "origine": "habitants"})

    avis = diagnostic.avis.get()
    assert response.status_code == 302
    assert (avis.contact, avis.organisation, avis.attribution, avis.mode) == (None, None, "", ModeAvis.RECUEIL)
    assert avis.le == JOUR
    assert set(Entry.objects.values_list("pk", flat=True)) == before
    assert not PersonalLink.objects.exists()
    assert not [f.name for f in avis._meta.fields if f.get_internal_type() == "DateTimeField"]


def test_keys_of_voices_do_not_follow_their_order(recueil, diagnostic):
    with horloge.at(JOUR):
        rows = [
            workflows.give_anonymous_opinion(recueil, texte=f"Voix {n}", origine=OrigineAvis.HABITANTS)
            for n in range(6)
        ]

    assert [r.pk for r in rows] != sorted(r.pk for r in rows)
    assert len({r.numero for r in rows}) == 6


def test_the_shared_page_asks_for_no_identity(client, recueil):
    with horloge.at(JOUR):
        html = client.get(page(recueil)).content.decode()

    assert list(ParoleForm().fields) == ["texte", "origine"]
    assert "ne nommez personne" in html
    assert "la santé d’une personne" in html


def test_the_shared_page_closes_after_its_last_day(client, recueil, diagnostic):
    with horloge.at(JOUR + timedelta(days=21)):
        html = client.get(page(recueil)).content.decode()
        client.post(page(recueil), {"texte": "Trop tard", "origine": "habitants"})
        with pytest.raises(Refused):
            workflows.give_anonymous_opinion(recueil, texte="Trop tard", origine="habitants")

    assert "Ce recueil est terminé" in html
    assert not diagnostic.avis.exists()


def test_a_robot_does_not_bury_the_collection(client, recueil, diagnostic, monkeypatch):
    monkeypatch.setattr("diagnostics.workflows.voix.PAR_JOUR", 1)
    with horloge.at(JOUR):
        client.post(page(recueil), {"texte": "Un", "origine": "habitants"})
        html = client.post(page(recueil), {"texte": "Deux", "origine": "habitants"}).content.decode()

    assert "revenez demain" in html
    assert "Deux" in html
    assert diagnostic.avis.count() == 1


def test_one_connection_does_not_use_up_the_day(client, recueil, diagnostic, settings):
    settings.ACCOUNT_RATE_LIMITS = settings.ACCOUNT_RATE_LIMITS | {"parole": "1/10m/key"}
    cache.clear()
    with horloge.at(JOUR):
        client.post(page(recueil), {"texte": "Un", "origine": "habitants"})
        html = client.post(page(recueil), {"texte": "Deux", "origine": "habitants"}).content.decode()
        client.post(page(recueil), {"texte": "Trois", "origine": "habitants"}, REMOTE_ADDR="192.0.2.9")

    assert "réessayez dans dix minutes" in html
    assert "Deux" in html
    assert sorted(diagnostic.avis.values_list("texte", flat=True)) == ["Trois", "Un"]
    assert not [key for key in cache._cache if "127.0.0.1" in key and "parole" in key]


def test_an_unknown_address_is_a_404(client, db):
    assert client.get("/parole/inconnue/").status_code == 404


def test_closing_a_collection_tells_how_many_voices(recueil, diagnostic, dd78):
    with horloge.at(JOUR):
        for n in range(2):
            workflows.give_anonymous_opinion(recueil, texte=f"Voix {n}", origine=OrigineAvis.HABITANTS)
        workflows.close_collection(recueil, actor=dd78.actor)

    assert Entry.objects.get(verb="diagnostic.close_collection").summary.endswith("2 avis anonymes.")


def test_a_voice_on_paper_is_anonymous_unless_signed(diagnostic, dd78):
    fields = {"actor": dd78.actor, "mode": "papier", "le": JOUR, "origine": "habitants", "nombre_personnes": 3}

    mute = workflows.type_in_opinion(diagnostic, texte="Sans nom", **fields)
    signed = workflows.type_in_opinion(diagnostic, texte="Signé", attribution="Collectif fictif", **fields)

    assert (mute.anonyme, mute.get_mode_display()) == (True, "recueilli sur papier")
    assert (signed.anonyme, signed.signature) == (False, "Collectif fictif, 3\u00a0personnes")


def test_a_voice_of_tomorrow_is_refused(diagnostic, dd78):
    with horloge.at(JOUR), pytest.raises(ValidationError, match="à venir"):
        workflows.type_in_opinion(
            diagnostic, actor=dd78.actor, mode="papier", le=date(2026, 3, 3), texte="x", origine="habitants"
        )


def test_a_voice_is_never_rewritten(diagnostic, dd78):
    avis = workflows.type_in_opinion(
        diagnostic, actor=dd78.actor, mode="papier", le=JOUR, texte="Dit ainsi", origine="habitants"
    )
    avis.texte = "Dit autrement"

    with pytest.raises(TypeError):
        avis.save()


def test_setting_aside_keeps_the_text_and_the_reason(client, diagnostic, ca, dd78):
    client.force_login(dd78)
    avis = workflows.type_in_opinion(
        diagnostic, actor=dd78.actor, mode="papier", le=JOUR, texte="Dit ainsi", origine="habitants"
    )
    url = reverse("diagnostics:voix_ecarter", kwargs={"ca_ref": ca.reference, "avis": avis.numero})

    assert client.post(url, {"motif": ""}).status_code == 200
    assert client.post(url, {"motif": "Reçu deux fois"}).status_code == 302

    html = client.get(reverse("diagnostics:voix", kwargs={"ca_ref": ca.reference})).content.decode()
    assert "1 avis écarté" in html.replace("\u00a0", " ")
    assert "Dit ainsi" in html
    assert "Reçu deux fois" in html
    assert client.get(url).status_code == 404


def test_a_partner_does_not_set_a_voice_aside(diagnostic, ca, dd78):
    user, _ = fabrique.partenaire(ca)
    avis = workflows.give_opinion(diagnostic, actor=user.actor, texte="x", origine="professionnels")

    with pytest.raises(Refused):
        workflows.set_opinion_aside(avis, actor=user.actor, motif="Non")


def test_a_stranger_does_not_speak(diagnostic):
    with pytest.raises(Refused):
        workflows.give_opinion(diagnostic, actor=fabrique.coordinatrice("91").actor, texte="x", origine="habitants")


def test_a_link_lets_its_holder_speak_and_is_told_to_nobody_else(client, diagnostic, ca, dd78):
    membre = fabrique.membre(ca)
    contact = membre.representants.get().contact
    with run_on_commit():
        sent = workflows.ask_opinions(diagnostic, actor=dd78.actor, contacts=[contact])
    link = PersonalLink.objects.get(usage="avis", contact=contact)
    holder = Actor(label=contact.fonction, contact_id=contact.pk, link_id=link.pk)

    avis = workflows.give_opinion(diagnostic, actor=holder, texte="Par lien", origine="professionnels")

    assert (sent, avis.mode, avis.attribution) == (1, "lien", membre.organisation.nom)
    assert "Donner votre avis" in mail.outbox[0].subject


def test_a_revoked_link_lets_nobody_speak(diagnostic, dd78):
    contact = ContactFactory()
    workflows.ask_opinions(diagnostic, actor=dd78.actor, contacts=[contact])
    link = PersonalLink.objects.get(contact=contact)
    holder = Actor(label=contact.fonction, contact_id=contact.pk, link_id=link.pk)
    assert workflows.give_opinion(diagnostic, actor=holder, texte="Un", origine="habitants")
    liens.revoke(link, actor=dd78.actor)

    with pytest.raises(Refused):
        workflows.give_opinion(diagnostic, actor=holder, texte="Deux", origine="habitants")


def test_a_link_opens_on_a_page_without_account(client, diagnostic, ca, dd78):
    contact = fabrique.membre(ca).representants.get().contact
    with run_on_commit():
        workflows.ask_opinions(diagnostic, actor=dd78.actor, contacts=[contact])
    url = next(word for word in mail.outbox[0].body.split() if word.startswith("http"))

    answer = client.get("/" + url.split("/", 3)[3], follow=True)
    assert "Votre avis sur le territoire" in answer.content.decode()
    received = client.post(
        answer.request["PATH_INFO"],
        {"texte": "Il manque un lieu.", "origine": "professionnels", "niveau": "demande", "volet": ""},
        follow=True,
    )

    assert "Il manque un lieu." in received.content.decode()
    assert diagnostic.avis.get().contact == contact


def test_page_of_voices_for_each_reader(client, recueil, diagnostic, ca, dd78):
    user, _ = fabrique.partenaire(ca)
    workflows.give_opinion(diagnostic, actor=user.actor, texte="Une voix fictive.", origine="professionnels")
    url = reverse("diagnostics:voix", kwargs={"ca_ref": ca.reference})
    seen = {}
    for account in (dd78, user):
        client.force_login(account)
        with horloge.at(JOUR):
            seen[account] = client.get(url).content.decode()

    assert "Une voix fictive." in seen[dd78]
    assert "Clore le recueil" in seen[dd78]
    assert "Clore le recueil" not in seen[user]
    client.force_login(fabrique.coordinatrice("91"))
    assert client.get(url).status_code == 404


def test_page_of_voices_costs_the_same_with_one_or_three(client, diagnostic, ca, dd78, compte_a_1_et_3):
    client.force_login(dd78)

    def add():
        workflows.type_in_opinion(diagnostic, actor=dd78.actor, mode="papier", le=JOUR, texte="x", origine="habitants")

    compte_a_1_et_3(reverse("diagnostics:voix", kwargs={"ca_ref": ca.reference}), add, statements=10)


def test_pages_that_collect_voices_write_what_was_sent(client, diagnostic, ca, dd78):
    client.force_login(dd78)
    membre = fabrique.membre(ca)

    def post(name, data):
        return client.post(reverse(f"diagnostics:{name}", kwargs={"ca_ref": ca.reference}), data).status_code

    place = {"niveau": "demande", "volet": "attentes", "origine": "habitants"}
    assert post("recueil", {"question": "Et vous ?", "jusqu_au": "2099-01-01"}) == 302
    assert post("recueil", {"question": "Et vous ?", "jusqu_au": "2001-01-01"}) == 200
    assert post("voix_donner", place | {"texte": "De mon compte"}) == 302
    typed = {"mode": "papier", "le": "2026-03-02", "texte": "Sur papier", "nombre_personnes": "2", "attribution": ""}
    assert post("voix_saisir", place | typed) == 302
    assert post("voix_inviter", {"contacts": [membre.representants.get().contact_id]}) == 302
    assert post("recueil_clore", {}) == 302
    assert {a.texte for a in diagnostic.avis.all()} == {"De mon compte", "Sur papier"}


def test_a_document_is_noted_with_its_origin_and_year(client, diagnostic, ca, dd78):
    client.force_login(dd78)
    url = reverse("diagnostics:document", kwargs={"ca_ref": ca.reference})
    data = {"titre": "Diagnostic du CLS", "origine": "CLS fictif", "annee": "2024", "niveau": "offre", "volet": ""}

    refused = client.post(url, data | {"fichier": SimpleUploadedFile("a.exe", b"MZ")})
    future = client.post(url, data | {"annee": "2098"})
    noted = client.post(url, data)

    assert "n’est pas accepté" in refused.content.decode()
    assert "à venir" in future.content.decode()
    assert noted.status_code == 302
    document = diagnostic.documents.get()
    assert str(document) == "Diagnostic du CLS (CLS fictif, 2024)"
    removal = reverse("diagnostics:document_retirer", kwargs={"ca_ref": ca.reference, "document_id": document.pk})
    client.post(removal)
    assert not diagnostic.documents.exists()
