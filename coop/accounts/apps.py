from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "coop.accounts"
    verbose_name = "Comptes et mandats"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Declare the policies of the libraries' views (models must be loaded first)."""
        from coop.accounts import external

        external.declare()
