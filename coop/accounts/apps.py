from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "coop.accounts"
    verbose_name = "Comptes et mandats"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Declare the policies of the libraries' views (models must be loaded first), and name in French what they show."""
        from allauth.mfa.models import Authenticator
        from django.apps import apps

        from coop.accounts import external

        external.declare()
        # The administration reads these names; migrations do not.
        apps.get_app_config("mfa").verbose_name = "Double authentification"
        Authenticator._meta.verbose_name = "moyen de double authentification"
        Authenticator._meta.verbose_name_plural = "moyens de double authentification"
