from importlib import import_module

from django.apps import AppConfig


class DiagnosticsConfig(AppConfig):
    name = "diagnostics"
    verbose_name = "Diagnostics partagés"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        import_module("diagnostics.registrations")
