from importlib import import_module

from django.apps import AppConfig


class EvaluationConfig(AppConfig):
    name = "evaluation"
    verbose_name = "Suivi, bilans et évaluation"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        import_module("evaluation.registrations")
