"""Account mails: French, through the door, and without their secrets in the journal."""

import pytest
from allauth.account.adapter import get_adapter
from django.core import mail as outbox

from coop.notifications.allauth_adapter import NOT_KEPT, NOTICES, OURS
from coop.notifications.models import Mail
from tests.factories import ContactFactory

pytestmark = pytest.mark.django_db
RESET = "http://127.0.0.1:8000/compte/cle-1x-secret/"


@pytest.fixture
def send(rf, django_capture_on_commit_callbacks):
    from allauth.core import context

    def play(prefix: str, address: str = "contact@demo.invalid", **values) -> Mail:
        with context.request_context(rf.get("/")), django_capture_on_commit_callbacks(execute=True):
            row = get_adapter().send_mail(prefix, address, values)
        row.refresh_from_db()
        return row

    return play


def test_nobody_signs_up_alone(rf):
    assert get_adapter().is_open_for_signup(rf.get("/")) is False


def test_login_code_leaves_but_is_not_kept(send):
    contact = ContactFactory(email="contact@demo.invalid")
    row = send("account/email/login_code", "Contact@demo.invalid", code="XQ7-R2P")

    assert "Votre code de connexion à Coop\u00a0: XQ7-R2P" in outbox.outbox[0].body
    assert (row.kind, row.contact, row.body, row.html) == ("compte.login_code", contact, NOT_KEPT, "")
    assert row.resendable is False


def test_reset_link_is_the_button_and_is_not_kept(send):
    row = send("account/email/password_reset_key", password_reset_url=RESET)

    assert f"Choisir un nouveau mot de passe\u00a0:\n{RESET}" in outbox.outbox[0].body
    assert f'href="{RESET}"' in outbox.outbox[0].alternatives[0].content
    assert "secret" not in row.body + row.html + row.subject


@pytest.mark.parametrize("name", sorted(NOTICES))
def test_notices_are_kept_in_french(send, name):
    row = send(f"account/email/{name}")

    assert row.subject == OURS[name][1]
    assert row.body.startswith("Bonjour,")
    assert row.resendable is True


def test_mail_of_another_app_takes_its_own_templates(send, settings, tmp_path):
    folder = tmp_path / "accounts" / "email"
    folder.mkdir(parents=True)
    (folder / "essai_subject.txt").write_text("Vous êtes\ninvité", encoding="utf-8")
    (folder / "essai_message.txt").write_text("Bonjour, {{ email }}", encoding="utf-8")
    settings.TEMPLATES = [{**settings.TEMPLATES[0], "DIRS": [*settings.TEMPLATES[0]["DIRS"], tmp_path]}]

    row = send("accounts/email/essai", ca_id=7, action_url="/invitation/jeton/", action_label="Ouvrir mon compte")

    message = outbox.outbox[0]
    assert (message.subject, row.ca_id, row.kind) == ("Vous êtes invité", 7, "compte.essai")
    assert "Bonjour, contact@demo.invalid" in message.body
    assert "Ouvrir mon compte\u00a0:\nhttp://127.0.0.1:8000/invitation/jeton/" in message.body
    assert row.body == NOT_KEPT
