from importlib import import_module

from django.apps import AppConfig


class CooperativesConfig(AppConfig):
    name = "cooperatives"
    verbose_name = "Coopératives d’acteurs"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Give this app's gates, duties and checks to the registries."""
        import_module("cooperatives.registrations")
        import_module("cooperatives.system_checks")
