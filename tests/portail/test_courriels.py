"""What was written about a coopérative and did not arrive: shown, recalled, sent again by hand."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from coop import horloge
from coop.journal.models import Entry
from coop.notifications.models import Mail
from coop.notifications.queries import mails_of_ca, not_delivered
from coop.notifications.renvois import resend
from cooperatives.models import Cooperative
from portail.devoirs_courriels import non_remis
from tests.factories import ContactFactory
from tests.factories import cooperatives as fabrique

pytestmark = pytest.mark.django_db


@pytest.fixture
def ca(le_jour):
    le_jour("2027-03-01")
    return fabrique.cooperative("78")


def refuse(ca, **fields) -> Mail:
    contact = fields.pop("contact", None) or ContactFactory(fonction="Directrice fictive")
    values = {"to": contact.email, "state": "echec", "attempts": 6, "error": "SMTPException : non", "kind": "bilan"}
    values |= {"subject": "Bilan à transmettre", "body": "Bonjour.", "ca_id": ca.pk, "contact": contact}
    return Mail.objects.create(**values | fields)


def page(client, ca) -> str:
    response = client.get(reverse("portail:courriels", kwargs={"ca_ref": ca.reference}))
    assert response.status_code == 200
    return response.content.decode()


def renvoyer(client, row, ca, **kwargs):
    address = reverse("portail:courriel_renvoyer", kwargs={"ca_ref": ca.reference, "pk": row.pk})
    return client.post(address, **kwargs)


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({}, "6 essais, plus aucun de prévu"),
        ({"attempts": 2}, "essai 2 sur 6"),
        ({"to": "", "attempts": 0}, "adresse électronique"),
        ({"resendable": False}, "un lien ou un code personnel"),
    ],
)
def test_the_reason_is_told_in_french_and_neither_address_nor_text_is_shown(connecte, ca, fields, words):
    row = refuse(ca, **fields)

    html = page(connecte(fabrique.coordinatrice()), ca)

    assert words in html
    assert "Directrice fictive" in html
    assert row.contact.email not in html
    assert "SMTPException" not in html
    assert ("Renvoyer<span" in html) is row.resendable


def test_what_left_since_or_long_ago_is_no_longer_missing(ca):
    row = refuse(ca)
    refuse(ca, created_at=horloge.now() - timedelta(days=31))
    refuse(ca, kind="recapitulatif", subject="À faire : une tâche d’un autre")
    assert list(not_delivered(mails_of_ca(ca.pk))) == [row]
    refuse(ca, contact=row.contact, state="envoye", sent_at=horloge.now())
    assert list(not_delivered(mails_of_ca(ca.pk))) == []


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({}, True),
        ({"resendable": False, "attempts": 1}, True),
        ({"attempts": 5}, False),
        ({"to": "", "attempts": 0}, False),
        ({"state": "envoye"}, False),
        ({"kind": "recapitulatif"}, False),
    ],
)
def test_the_coordination_is_told_once_nothing_more_is_tried(ca, fields, said, django_assert_num_queries):
    refuse(ca, **fields)
    refuse(ca, **fields)
    fabrique.cooperative("78")

    with django_assert_num_queries(1):
        facts = list(non_remis(Cooperative.objects.all(), date(2027, 3, 1)))

    assert [fact.objet for fact in facts] == ([f"courriels:{ca.pk}"] if said else [])
    assert all(fact.text.startswith("2\u00a0courriels n’ont pas été remis") for fact in facts)


def test_a_corrected_address_receives_the_mail_and_the_duty_ends(connecte, ca, mailoutbox):
    row = refuse(ca, to="faute@exemple.invalid")
    client = connecte(fabrique.coordinatrice())

    assert "Le courriel est renvoyé" in renvoyer(client, row, ca, follow=True).content.decode()

    assert [message.to for message in mailoutbox if message.subject == row.subject] == [[row.contact.email]]
    row.refresh_from_db()
    assert (row.state, row.attempts) == ("envoye", 7)
    assert Entry.objects.filter(verb="notifications.resend", ca_id=ca.pk).count() == 1
    assert list(non_remis(Cooperative.objects.all(), date(2027, 3, 1))) == []
    assert "déjà parti" in renvoyer(client, row, ca, follow=True).content.decode()


def test_a_server_still_away_keeps_it_in_the_list(connecte, ca, settings):
    settings.EMAIL_BACKEND = "tests.notifications.backends.BrokenBackend"
    row = refuse(ca)
    client = connecte(fabrique.coordinatrice())
    renvoyer(client, row, ca)

    assert "7 essais" in page(client, ca)


@pytest.mark.parametrize(
    ("fields", "words"), [({"resendable": False}, "redemandez-le"), ({"to": "", "sans": True}, "complétez sa fiche")]
)
def test_a_secret_or_a_person_without_address_is_not_sent_again(ca, fields, words):
    without = fields.pop("sans", False)
    row = refuse(ca, contact=ContactFactory(email="") if without else None, **fields)

    with pytest.raises(ValidationError, match=words):
        resend(row, actor=fabrique.coordinatrice().actor)


def test_a_partner_does_not_read_them_nor_a_coordinator_those_of_another(connecte, ca):
    other = fabrique.cooperative("95")
    row = refuse(other)
    assert renvoyer(connecte(fabrique.coordinatrice()), row, ca).status_code == 404
    partner = connecte(fabrique.partenaire(ca)[0])
    assert partner.get(reverse("portail:courriels", kwargs={"ca_ref": ca.reference})).status_code == 404


def test_the_page_costs_the_same_with_one_and_three(connecte, ca, compte_a_1_et_3):
    client = connecte(fabrique.coordinatrice())
    url = reverse("portail:courriels", kwargs={"ca_ref": ca.reference})

    compte_a_1_et_3(url, lambda: (refuse(ca), refuse(ca, state="envoye")), statements=9, get=client.get)
