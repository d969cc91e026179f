from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    name = "coop.documents"
    verbose_name = "Documents"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from coop.documents import checks, runner  # noqa: F401  the checks register themselves

        runner.connect()
