from django.apps import AppConfig
from django.db import connections
from django.db.backends.signals import connection_created
from django.db.models.signals import post_migrate


class JournalConfig(AppConfig):
    name = "coop.journal"
    verbose_name = "Journal"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from coop.journal import triggers

        connection_created.connect(triggers.define_function, dispatch_uid="coop.journal.function")
        post_migrate.connect(_reinstall, sender=self, dispatch_uid="coop.journal.triggers")


def _reinstall(using: str, **_kwargs) -> None:
    """Put the triggers back after any migration: SQLite rebuilds a table to alter it, and loses its triggers."""
    from coop.journal import triggers

    triggers.install(connections[using])
