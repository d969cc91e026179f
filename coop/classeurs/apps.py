from importlib import import_module

from django.apps import AppConfig


class ClasseursConfig(AppConfig):
    name = "coop.classeurs"
    label = "classeurs"
    verbose_name = "Classeurs"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        import_module("coop.classeurs.registrations")
