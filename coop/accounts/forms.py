"""Forms of accounts; sign-in itself is allauth's."""

from allauth.account.forms import (
    ChangePasswordForm,
    LoginForm,
    RequestLoginCodeForm,
    ResetPasswordForm,
    ResetPasswordKeyForm,
    SetPasswordForm,
)
from allauth.mfa.totp.forms import ActivateTOTPForm
from django import forms
from django.conf import settings
from django.contrib.auth.password_validation import validate_password

from coop.accounts import personas, sessions
from coop.accounts.models import User
from coop.ui.forms import CoopForm

AIDE_MOT_DE_PASSE = "Douze caractères au moins\u00a0; ni un mot de passe courant, ni votre nom ou votre adresse."


class ConnexionForm(LoginForm):
    """allauth's form in our words; in the demo profile `?persona=dd78` fills it."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        _in_our_words(self.fields["login"])
        self.fields["password"].help_text = ""
        self.fields["remember"].label = "Rester connecté après avoir fermé le navigateur"
        self.fields[
            "remember"
        ].help_text = f"Dans tous les cas, il faut se reconnecter après {sessions.delai_en_mots()} sans activité."
        chosen = self._persona()
        if chosen:
            self.initial["login"] = chosen.email
            self.initial["password"] = personas.PASSWORD
            # A password field never shows its value, except the public one of the demonstration.
            self.fields["password"].widget.render_value = True

    def _persona(self) -> personas.Persona | None:
        if not settings.COOP_DEMO or self.is_bound or self.request is None:
            return None
        code = self.request.GET.get("persona", "")
        return next((persona for persona in personas.PERSONAS if persona.code == code), None)


class DemanderCodeForm(RequestLoginCodeForm):
    """Ask for a code by mail."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        _in_our_words(self.fields["email"])


class MotDePasseOublieForm(ResetPasswordForm):
    """Ask for the link that leads to a new password."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        _in_our_words(self.fields["email"])


class DeuxFois:
    """A new password, said in one sentence what is asked of it, then typed a second time."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["password1"].help_text = AIDE_MOT_DE_PASSE
        self.fields["password2"].label = "Le même, une seconde fois"
        for name in ("password1", "password2"):
            self.fields[name].widget.attrs.pop("placeholder", None)


class ChangerMotDePasseForm(DeuxFois, ChangePasswordForm):
    """From « Mon compte »."""


class ChoisirMotDePasseForm(DeuxFois, SetPasswordForm):
    """The first password of somebody who came in by a code."""


class NouveauMotDePasseForm(DeuxFois, ResetPasswordKeyForm):
    """From the link of the mail."""


class EnregistrerApplicationForm(ActivateTOTPForm):
    """The first code of the application proves that it holds the key."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["code"].label = "Code affiché par l’application"
        self.fields["code"].widget.attrs.pop("placeholder", None)


def _in_our_words(field: forms.Field) -> None:
    field.label = "Adresse électronique"
    field.widget.attrs.pop("placeholder", None)


class AccepterForm(CoopForm):
    """Open an account: a password twice, or none and a code by mail at each sign-in."""

    password1 = forms.CharField(
        label="Mot de passe",
        required=False,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    password2 = forms.CharField(
        label="Le même mot de passe, une seconde fois",
        required=False,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, *args, contact, **kwargs):
        super().__init__(*args, **kwargs)
        self.contact = contact
        self.fields["password1"].help_text = AIDE_MOT_DE_PASSE

    @property
    def by_code(self) -> bool:
        """The person chose to receive a code by mail instead of having a password."""
        return "par_code" in self.data

    def clean_password1(self) -> str:
        password = self.cleaned_data["password1"]
        if self.by_code:
            return ""
        if not password:
            raise forms.ValidationError("Choisissez un mot de passe, ou demandez à vous connecter par un code.")
        validate_password(password, User(email=self.contact.email))
        return password

    def clean(self) -> dict:
        cleaned = super().clean()
        if not self.by_code and cleaned.get("password1") and cleaned["password1"] != cleaned.get("password2"):
            self.add_error("password2", "Les deux mots de passe sont différents.")
        return cleaned
