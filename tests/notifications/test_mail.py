"""One door for mail: the row first, the message after the commit, the reason when it fails."""

from datetime import datetime, timedelta
from typing import ClassVar

import pytest
from django.core import mail as outbox
from django.core.exceptions import ValidationError
from django.core.mail.backends.locmem import EmailBackend
from django.db import IntegrityError, transaction

from coop import horloge
from coop.notifications import mail, queries
from coop.notifications.delivery import MAX_ATTEMPTS, Content, deliver
from coop.notifications.models import Attachment, Mail
from coop.notifications.rendering import HIDDEN, blocks, one_line
from tests.factories import ContactFactory

pytestmark = pytest.mark.django_db
BROKEN = "tests.notifications.backends.BrokenBackend"


@pytest.fixture
def on_commit(django_capture_on_commit_callbacks):
    return lambda: django_capture_on_commit_callbacks(execute=True)


def a_mail(contact, **changes) -> Mail:
    asked = {
        "contact": contact,
        "kind": "bilan.ouverture",
        "subject": "Bilan du T3\u00a0: à transmettre avant le 30 octobre",
        "context": {"message": "Bonjour,\n\nLe bilan du T3 est à établir.\n\n- action 1\n- l’action <2>"},
        **changes,
    }
    return mail.send(**asked)


def test_mail_leaves_after_the_commit_only(django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        row = a_mail(ContactFactory())
        assert outbox.outbox == []
        assert row.state == Mail.Etat.A_ENVOYER

    row.refresh_from_db()
    assert (row.state, row.attempts, len(outbox.outbox)) == (Mail.Etat.ENVOYE, 1, 1)


def test_mail_of_a_rolled_back_act_never_leaves(on_commit):
    contact = ContactFactory()

    def refused_act():
        with transaction.atomic():
            a_mail(contact)
            raise ValidationError("refusé")

    with on_commit(), pytest.raises(ValidationError):
        refused_act()

    assert (Mail.objects.count(), outbox.outbox) == (0, [])


def test_mail_is_dated_by_the_played_clock(on_commit):
    with horloge.at(datetime(2027, 3, 1, 8)), on_commit():
        row = a_mail(ContactFactory())
        day = horloge.now()

    row.refresh_from_db()
    assert row.created_at == row.sent_at == day


def test_mail_has_a_text_and_an_html_made_from_it(on_commit):
    with on_commit():
        context = {
            "message": "Bonjour,\n\n- l’action <2>",
            "action_url": "/bilans/3/",
            "action_label": "Remplir le bilan",
        }
        a_mail(ContactFactory(), context=context)

    message = outbox.outbox[0]
    html = message.alternatives[0].content
    assert "- l’action <2>" in message.body
    assert "Remplir le bilan\u00a0:\nhttp://127.0.0.1:8000/bilans/3/" in message.body
    assert "<li>l’action &lt;2&gt;</li>" in html
    assert '<a href="http://127.0.0.1:8000/bilans/3/">' in html


def test_dedupe_key_gives_the_existing_row_and_sends_nothing(on_commit):
    contact = ContactFactory()
    with on_commit():
        first = a_mail(contact, dedupe_key="bilan:3:J-7")
    with on_commit():
        second = a_mail(contact, dedupe_key="bilan:3:J-7", subject="Autre")

    assert (second.pk, len(outbox.outbox)) == (first.pk, 1)


def test_dedupe_race_gives_the_row_of_the_winner(monkeypatch, on_commit):
    contact = ContactFactory()
    first = a_mail(contact, dedupe_key="bilan:3:J-7")
    answers = iter([None, first])
    monkeypatch.setattr(mail, "already_sent", lambda key: next(answers))

    with on_commit():
        second = a_mail(contact, dedupe_key="bilan:3:J-7")

    assert second == first
    assert outbox.outbox == []


def test_mails_without_key_are_not_confused(on_commit):
    contact = ContactFactory()
    with on_commit():
        a_mail(contact)
        a_mail(contact)

    assert len(outbox.outbox) == 2


def test_contact_without_address_is_told_on_the_row(on_commit):
    with on_commit():
        row = a_mail(ContactFactory(email=""))

    assert (row.state, row.error) == (Mail.Etat.ECHEC, mail.NO_ADDRESS)
    assert outbox.outbox == []
    assert mail.resend_failed() == 0


@pytest.mark.parametrize("subject", ["Bilan\nBcc: x@demo.invalid", "Bilan\r\n Bcc: x@demo.invalid"])
def test_subject_holds_on_one_line(on_commit, subject):
    with on_commit():
        a_mail(ContactFactory(), subject=subject)

    assert outbox.outbox[0].subject == "Bilan Bcc: x@demo.invalid"
    assert outbox.outbox[0].bcc == []


def test_one_line_keeps_non_breaking_spaces():
    assert one_line("Bilan\u00a0:  attendu ") == "Bilan\u00a0: attendu"


def test_failure_keeps_its_reason_and_leaves_at_the_next_try(settings, on_commit):
    settings.EMAIL_BACKEND = BROKEN
    with on_commit():
        row = a_mail(ContactFactory(), context={"message": "Bonjour"})
    row.refresh_from_db()
    assert row.state == Mail.Etat.ECHEC
    assert "boîte pleine" in row.error

    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    assert mail.resend_failed() == 1
    row.refresh_from_db()
    assert (row.state, row.error, row.attempts, outbox.outbox[0].body) == (Mail.Etat.ENVOYE, "", 2, "Bonjour\n")
    assert mail.resend_failed() == 0


def test_failure_is_tried_a_bounded_number_of_times(settings, on_commit):
    settings.EMAIL_BACKEND = BROKEN
    with on_commit():
        row = a_mail(ContactFactory())
    for _ in range(MAX_ATTEMPTS + 3):
        mail.resend_failed()

    row.refresh_from_db()
    assert row.attempts == MAX_ATTEMPTS


def test_mail_left_behind_by_a_stopped_process_leaves_later(django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=False):
        row = a_mail(ContactFactory())
    assert mail.resend_failed() == 0

    with horloge.at(row.created_at + timedelta(minutes=6)):
        assert mail.resend_failed() == 1


def test_two_processes_send_a_mail_once(django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=False):
        row = a_mail(ContactFactory())
    mine, theirs = Mail.objects.get(pk=row.pk), Mail.objects.get(pk=row.pk)

    assert deliver(mine, Content("Objet", "Texte")) is True
    assert deliver(theirs, Content("Objet", "Texte")) is False
    assert len(outbox.outbox) == 1


class SecondWorker(EmailBackend):
    """A server slow enough for another worker to try what failed while a mail is on its way."""

    taken: ClassVar[list[int]] = []

    def send_messages(self, messages):
        self.taken.append(mail.resend_failed())
        return super().send_messages(messages)


def test_a_mail_on_its_way_is_tried_by_nobody_else(settings, on_commit):
    settings.EMAIL_BACKEND = BROKEN
    with on_commit():
        a_mail(ContactFactory())
    settings.EMAIL_BACKEND = f"{__name__}.SecondWorker"
    SecondWorker.taken.clear()

    assert mail.resend_failed() == 1
    assert SecondWorker.taken == [0]
    assert len(outbox.outbox) == 1


def test_secret_leaves_but_is_not_kept(on_commit):
    url = "http://127.0.0.1:8000/lien/?usage=bilan&cle=tres-secret"
    context = {"message": "Votre lien.", "action_url": url, "action_label": "Ouvrir"}
    with on_commit():
        row = a_mail(ContactFactory(), context=context, secrets=[url])

    row.refresh_from_db()
    assert url in outbox.outbox[0].body
    assert "secret" not in row.body + row.html
    assert HIDDEN in row.body
    assert HIDDEN in row.html


def test_secret_that_did_not_leave_is_asked_again_not_resent(django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=False):
        row = a_mail(ContactFactory(), context={"message": "code 123456"}, secrets=["123456"])

    with horloge.at(row.created_at + timedelta(minutes=6)):
        assert mail.resend_failed() == 0
    row.refresh_from_db()
    assert (row.state, row.error) == (Mail.Etat.ECHEC, mail.LOST_CODE)


def test_attachment_leaves_and_leaves_again(settings, on_commit):
    settings.EMAIL_BACKEND = BROKEN
    with on_commit():
        a_mail(ContactFactory(), attachments=[mail.File("copil.ics", "text/calendar", b"BEGIN:VCALENDAR")])
    assert Attachment.objects.get().name == "copil.ics"

    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    mail.resend_failed()
    assert outbox.outbox[0].attachments[0].filename == "copil.ics"


def test_mail_too_long_for_its_field_is_refused():
    with pytest.raises(ValidationError) as refusal:
        a_mail(ContactFactory(), kind="k" * 61)
    assert list(refusal.value.message_dict) == ["kind"]


def test_constraint_mail_dedupe_key_unique():
    Mail.objects.create(kind="k", to="a@demo.invalid", subject="s", body="b", dedupe_key="x")
    with pytest.raises(IntegrityError), transaction.atomic():
        Mail.objects.create(kind="k", to="a@demo.invalid", subject="s", body="b", dedupe_key="x")
    with pytest.raises(ValidationError, match="déjà parti"):
        Mail(kind="k", to="a@demo.invalid", subject="s", body="b", dedupe_key="x").validate_constraints()


def test_constraint_mail_sans_adresse_en_echec():
    with pytest.raises(IntegrityError, match="mail_sans_adresse_en_echec"), transaction.atomic():
        Mail.objects.create(kind="k", to="", subject="s", body="b")


def test_mails_of_a_ca_are_its_own_newest_first():
    contact = ContactFactory()
    old, new = (a_mail(contact, ca_id=7) for _ in range(2))
    a_mail(contact, ca_id=8)
    lost = a_mail(ContactFactory(email=""), ca_id=7)

    assert list(queries.mails_of_ca(7)) == [lost, new, old]


def test_mails_of_a_ca_cost_one_statement(django_assert_num_queries):
    for _ in range(3):
        a_mail(ContactFactory(), ca_id=7)
    with django_assert_num_queries(1):
        assert all(row.contact.fonction for row in queries.mails_of_ca(7))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Bonjour,\n\nA\nB", [(False, ["Bonjour,"]), (False, ["A", "B"])]),
        ("- un\n- deux", [(True, ["un", "deux"])]),
        ("- un\ndeux", [(False, ["- un", "deux"])]),
        ("\n\n \n\nA\n", [(False, ["A"])]),
    ],
)
def test_blocks_of_a_plain_text(text, found):
    assert [(block["is_list"], block["lines"]) for block in blocks(text)] == found
