"""allauth's mail goes through the same door; nobody opens an account alone (architecture.md, « Floors »).

This is how `coop.accounts`, a floor below, writes to people: `get_adapter().send_mail(prefix, email, context)`, the
adapter being named by settings.
"""

from allauth.account.adapter import DefaultAccountAdapter

from coop.notifications.mail import post
from coop.notifications.models import Mail
from coop.notifications.rendering import absolute, compose, one_line, render
from coop.organisations.models import Contact

NOT_KEPT = "Le texte de ce courriel n’est pas conservé\u00a0: il contenait un code ou un lien personnel."

# The mails we write ourselves: allauth's name → our template and its subject.
OURS = {
    "login_code": ("notifications/compte/login_code.txt", "Votre code de connexion"),
    "password_reset_key": ("notifications/compte/password_reset_key.txt", "Choisir un nouveau mot de passe"),
    "unknown_account": ("notifications/compte/unknown_account.txt", "Aucun compte à cette adresse"),
    "password_changed": ("notifications/compte/password_changed.txt", "Votre mot de passe a été modifié"),
    "password_set": ("notifications/compte/password_set.txt", "Votre mot de passe est enregistré"),
    "password_reset": ("notifications/compte/password_reset.txt", "Votre mot de passe a été remplacé"),
    "totp_activated": ("notifications/compte/totp_activated.txt", "Double authentification activée"),
    "totp_deactivated": ("notifications/compte/totp_deactivated.txt", "Double authentification désactivée"),
    "recovery_codes_generated": ("notifications/compte/recovery_codes_generated.txt", "Nouveaux codes de secours"),
}
# Notices that hold neither code nor link: their text is kept. Everything else is taken for secret.
NOTICES = frozenset(OURS) - {"login_code", "password_reset_key"}
BUTTONS = {"password_reset_key": ("password_reset_url", "Choisir un nouveau mot de passe")}


class CoopAccountAdapter(DefaultAccountAdapter):
    """Closed sign-up, and account mails in French, journaled without their secrets."""

    def is_open_for_signup(self, request) -> bool:
        """False: an account is only opened from an invitation."""
        return False

    def send_mail(self, template_prefix: str, email: str, context: dict) -> Mail:
        """Write and send one account mail; `context` may hold `ca_id`, `action_url` and `action_label`.

        The prefix is allauth's (`account/email/login_code`) or that of an app of ours, which then brings
        `<prefix>_subject.txt` and `<prefix>_message.txt`. A mail that may hold a secret never leaves again from the
        journal: the person asks for another.
        """
        name = template_prefix.rsplit("/", 1)[-1]
        content = self._content(template_prefix, name, email, context)
        kept = name in NOTICES
        row = Mail(
            contact=Contact.objects.filter(email=email.lower()).first(),
            to=email,
            kind=f"compte.{name}"[:60],
            subject=content.subject,
            body=content.body if kept else NOT_KEPT,
            html=content.html if kept else "",
            ca_id=context.get("ca_id"),
            resendable=kept,
        )
        return post(row, content=content)

    def _content(self, prefix: str, name: str, email: str, context: dict):
        page = {"email": email, **context}
        if name in BUTTONS:
            key, page["action_label"] = BUTTONS[name]
            page["action_url"] = page[key]
        if name in OURS:
            template, subject = OURS[name]
            return render(template, page, subject)
        message = self.render_mail(prefix, email, {"request": self.request, "current_site": _Site(), **page})
        url = str(page.get("action_url", ""))
        label = str(page.get("action_label", "Ouvrir dans Coop"))
        return compose(one_line(message.subject), message.body + "\n", absolute(url) if url else "", label)

    def format_email_subject(self, subject: str) -> str:
        """The subject as it is: the sender already says who writes."""
        return subject


class _Site:
    """What allauth's own templates print of the site."""

    name = "Coop"

    @property
    def domain(self) -> str:
        return absolute("/")
