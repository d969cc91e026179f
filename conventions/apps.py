from importlib import import_module

from django.apps import AppConfig


class ConventionsConfig(AppConfig):
    name = "conventions"
    verbose_name = "Programmes et conventions"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        import_module("conventions.registrations")
