from django.apps import AppConfig


class UiConfig(AppConfig):
    name = "coop.ui"
    verbose_name = "Interface"
    default_auto_field = "django.db.models.BigAutoField"
