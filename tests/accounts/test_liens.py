"""Personal links, as their holders, forwarders and mail scanners use them (decisions.md 31)."""

import re
from datetime import timedelta

import pytest
from django.core import mail, signing
from django.core.exceptions import ImproperlyConfigured, ValidationError

from coop import horloge
from coop.accounts import liens, tokens
from coop.accounts.enums import UsageLien
from coop.accounts.models import PersonalLink
from coop.accounts.pages import SALT
from coop.accounts.predicates import Refused
from coop.journal.actors import SYSTEM
from coop.journal.models import Entry
from tests.accounts.conftest import chemin
from tests.factories import ContactFactory
from tests.guards.client import GuardedClient, run_on_commit

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.accounts.urls")]


def _reference(answer) -> str:
    return re.search(r'name="reference" value="([^"]+)"', answer.content.decode())[1]


def test_secret_is_kept_hashed(remettre):
    issued = remettre()
    token = issued.url.rstrip("/").rsplit("/", 1)[1]

    assert issued.link.token_hash == tokens.hashed(token)
    assert token not in str(PersonalLink.objects.values().get())
    assert len(token) >= 43


def test_create_is_journaled_for_its_coop(remettre):
    issued = remettre(ca_id=12)

    entry = Entry.objects.get(verb="lien.create")
    assert (entry.object_id, entry.ca_id) == (str(issued.link.pk), 12)


def test_opening_gives_a_cookie_limited_to_the_object(client, remettre):
    issued = remettre()

    answer = client.get(chemin(issued.url))

    assert (answer.status_code, answer["Location"]) == (302, "/l/confirmer/7/")
    cookie = answer.cookies["coop_lien"]
    assert (cookie["path"], cookie["samesite"], cookie["httponly"]) == ("/l/confirmer/7/", "Lax", True)
    assert 0 < cookie["max-age"] <= 30 * 86400
    assert answer["Referrer-Policy"] == "no-referrer"
    assert "no-store" in answer["Cache-Control"]


def test_cookie_is_secure_under_tls(client, remettre, settings):
    settings.SESSION_COOKIE_SECURE = True

    answer = client.get(chemin(remettre().url))

    assert answer.cookies["__Secure-coop_lien"]["secure"]


def test_holder_acts_as_the_contact(client, remettre):
    issued = remettre()

    answer = client.get(chemin(issued.url), follow=True)

    assert answer.content.decode() == f"{issued.link.contact_id} True 7 "
    assert "no-store" in answer["Cache-Control"]


def test_signed_in_session_is_never_mixed_in(connecte, dd78, remettre):
    issued = remettre()
    client = connecte(dd78)

    page = client.get(chemin(issued.url), follow=True)

    assert page.content.decode().startswith(f"{issued.link.contact_id} True")
    assert client.get("/connectee/").status_code == 200


def test_signed_in_session_opens_no_link_page(connecte, admin, landing):
    assert connecte(admin).get("/l/confirmer/7/").status_code == 404


@pytest.mark.parametrize("method", ["get", "head"])
def test_prefetch_changes_nothing(client, remettre, method):
    issued = remettre()
    before, acts = PersonalLink.objects.values().get(), Entry.objects.count()

    for _ in range(3):
        getattr(client, method)(chemin(issued.url), follow=True)

    assert PersonalLink.objects.values().get() == before
    assert Entry.objects.count() == acts
    assert GuardedClient().get(chemin(issued.url)).status_code == 302


def test_opening_refuses_a_post(client, remettre):
    assert client.post(chemin(remettre().url)).status_code == 405


def test_first_post_is_kept_and_not_the_next(client, remettre, le_jour):
    le_jour("2027-03-01")
    issued = remettre()
    client.get(chemin(issued.url))

    client.post("/l/confirmer/7/")
    first = PersonalLink.objects.get().premier_usage_le
    le_jour("2027-03-04")
    client.post("/l/confirmer/7/")

    assert first is not None
    assert PersonalLink.objects.get().premier_usage_le == first


def test_page_of_another_object_is_closed(client, remettre):
    client.get(chemin(remettre(object_id=7).url))
    stolen = client.cookies["coop_lien"].value

    thief = GuardedClient()
    thief.cookies["coop_lien"] = stolen

    assert thief.get("/l/confirmer/7/").status_code == 200
    assert thief.get("/l/confirmer/8/").status_code == 404
    assert thief.post("/l/confirmer/8/").status_code == 404


def test_link_of_another_usage_is_closed(client, remettre):
    link = remettre().link
    client.get(chemin(remettre().url))
    PersonalLink.objects.exclude(pk=link.pk).update(usage=UsageLien.BILAN)

    assert client.get("/l/confirmer/7/").status_code == 404


@pytest.mark.parametrize("value", ["", "1", "1:abc:def"])
def test_forged_cookie_opens_nothing(client, remettre, value):
    remettre()
    client.cookies["coop_lien"] = value

    assert client.get("/l/confirmer/7/").status_code == 404


def test_forwarded_link_acts_as_the_first_recipient(remettre):
    issued = remettre()

    other = GuardedClient().get(chemin(issued.url), follow=True)

    assert other.content.decode().startswith(str(issued.link.contact_id))


def test_pages_without_link_answer_the_same_for_what_exists_and_what_does_not(client, remettre):
    remettre(object_id=7)

    known, unknown = client.get("/l/confirmer/7/"), client.get("/l/confirmer/99/")

    assert (known.status_code, unknown.status_code) == (404, 404)
    assert known.content == unknown.content


@pytest.mark.parametrize(("state", "offered"), [("expired", True), ("revoked", False)])
def test_cookie_of_a_dead_link_is_told_why_and_offered_only_what_would_come(client, remettre, le_jour, state, offered):
    le_jour("2027-03-01")
    issued = remettre(days=10)
    client.get(chemin(issued.url))
    if state == "revoked":
        liens.revoke(issued.link, actor=SYSTEM)
    else:
        le_jour("2027-03-12")

    answer = client.post("/l/confirmer/7/")

    assert answer.status_code == 410
    page = answer.content.decode()
    assert ("Recevoir un nouveau lien" in page) is offered
    assert ("Ce lien a expiré." if offered else "Ce lien a été retiré.") in page
    assert PersonalLink.objects.get().premier_usage_le is None


def test_expiry_is_the_first_moment_without_right(client, remettre, le_jour):
    le_jour("2027-03-01T09:00")
    issued = remettre(days=10)
    le_jour("2027-03-11T08:59")
    assert client.get(chemin(issued.url)).status_code == 302
    le_jour("2027-03-11T09:00")
    assert client.get(chemin(issued.url)).status_code == 410


def test_renewal_goes_to_the_recorded_address_only(client, remettre, le_jour):
    le_jour("2027-03-01")
    issued = remettre(days=10, contact=ContactFactory(email="presidente@demo.invalid"))
    le_jour("2027-04-01")
    reference = _reference(client.get(chemin(issued.url)))

    answer = client.post("/lien/renouveler/", {"reference": reference, "email": "voleur@demo.invalid"}, follow=True)

    assert [message.to for message in mail.outbox] == [["presidente@demo.invalid"]]
    assert "presidente" not in answer.content.decode()
    new = PersonalLink.objects.latest("pk")
    assert (new.object_id, new.contact_id) == (7, issued.link.contact_id)
    assert new.expire_le == horloge.now() + timedelta(days=14)
    path = re.search(r"/lien/[\w-]{43}/", mail.outbox[0].body)[0]
    assert client.get(path, follow=True).status_code == 200


def test_renewal_answers_the_same_whoever_asks(client, remettre, le_jour):
    le_jour("2027-03-01")
    known = remettre(days=10)
    le_jour("2027-04-01")
    asked = [_reference(client.get(path)) for path in (chemin(known.url), "/lien/inconnu/")]

    answers = [client.post("/lien/renouveler/", {"reference": r}, follow=True) for r in (*asked, "faux", "")]

    assert len({answer.content for answer in answers}) == 1
    assert {answer.status_code for answer in answers} == {200}
    assert len(mail.outbox) == 1


def test_revoked_link_is_not_renewed(client, remettre):
    issued = remettre(days=10)
    reference = signing.dumps(issued.link.token_hash, salt=SALT)
    liens.revoke(issued.link, actor=SYSTEM, comment="Départ")

    client.post("/lien/renouveler/", {"reference": reference})

    assert mail.outbox == []
    assert PersonalLink.objects.count() == 1


def test_renewal_is_limited_within_the_hour(client, remettre, le_jour):
    le_jour("2027-03-01T09:00")
    issued = remettre(days=10)
    le_jour("2027-04-01T09:00")
    reference = _reference(client.get(chemin(issued.url)))

    for _ in range(5):
        client.post("/lien/renouveler/", {"reference": reference})
    assert len(mail.outbox) == liens.RENEWALS_PER_HOUR

    le_jour("2027-04-01T10:01")
    client.post("/lien/renouveler/", {"reference": reference})
    assert len(mail.outbox) == liens.RENEWALS_PER_HOUR + 1


def test_usage_may_close_its_renewals(monkeypatch, remettre):
    issued = remettre()
    monkeypatch.setattr(liens, "_landings", {})
    liens.register_landing(UsageLien.CONFIRMER, lambda link: "/l/confirmer/7/", renewal=lambda link: None)

    with pytest.raises(Refused, match="ne se renouvelle pas"):
        liens.renew(issued.link)


def test_contact_without_address_gets_no_renewal(remettre):
    issued = remettre(contact=ContactFactory(email=""))

    with pytest.raises(Refused, match="ne se renouvelle pas"):
        liens.renew(issued.link)


def test_revoke_is_journaled_once(remettre):
    issued = remettre()

    first = liens.revoke(issued.link, actor=SYSTEM, comment="Départ")
    again = liens.revoke(issued.link, actor=SYSTEM)

    assert first.revoque_le == again.revoque_le
    assert Entry.objects.get(verb="lien.revoke").comment == "Départ"


def test_token_mail_is_not_kept_in_the_clear(remettre):
    from coop.notifications.models import Mail

    issued = remettre()
    with run_on_commit():
        renewed = liens.renew(issued.link)

    kept = Mail.objects.get()
    assert renewed.url not in kept.body + kept.html
    assert renewed.url in mail.outbox[0].body


@pytest.mark.parametrize("url", ["/ailleurs/", "/l/confirmer/8/", "/l/bilan/7/"])
def test_landing_outside_of_the_cookie_is_refused(monkeypatch, remettre, url):
    link = remettre().link
    monkeypatch.setattr(liens, "_landings", {})
    liens.register_landing(UsageLien.CONFIRMER, lambda link: url)

    with pytest.raises(ImproperlyConfigured, match="the cookie would not be sent"):
        liens.landing_url(link)


def test_usage_without_landing_is_refused(remettre):
    link = PersonalLink(usage=UsageLien.SIGNER, object_id=7)

    with pytest.raises(ImproperlyConfigured, match="No landing"):
        liens.landing_url(link)


def test_landing_is_registered_once(landing):
    with pytest.raises(ValueError, match="already has a landing"):
        liens.register_landing(UsageLien.CONFIRMER, lambda link: "/l/")
    assert list(liens.registered()) == [UsageLien.CONFIRMER]


def test_create_refuses_an_unknown_usage(landing):
    with pytest.raises(ValidationError):
        liens.create(contact=ContactFactory(), usage="x", object_id=1, expire_le=horloge.now(), actor=SYSTEM)


def test_pages_with_a_form_keep_their_origin(client):
    """Under « no-referrer » browsers post `Origin: null`, which the CSRF check refuses: seen in Chromium."""
    answer = client.get("/lien/inconnu/")

    assert "<form" in answer.content.decode()
    assert "no-referrer" not in answer.content.decode()
    assert answer["Referrer-Policy"] == "same-origin"
