from importlib import import_module

from django.apps import AppConfig


class NotificationsConfig(AppConfig):
    name = "coop.notifications"
    verbose_name = "Notifications"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Give the daily digest to the work of the day."""
        import_module("coop.notifications.registrations")
