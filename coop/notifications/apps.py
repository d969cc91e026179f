from importlib import import_module

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class NotificationsConfig(AppConfig):
    name = "coop.notifications"
    verbose_name = "Notifications"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Give the daily digest to the work of the day; forget what older rules found when a new version is installed."""
        import_module("coop.notifications.registrations")
        faits = import_module("coop.notifications.faits")
        post_migrate.connect(faits.oublier, sender=self, dispatch_uid="notifications.faits")
