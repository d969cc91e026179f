from django.apps import AppConfig


class OrganisationsConfig(AppConfig):
    name = "coop.organisations"
    verbose_name = "Organisations et contacts"
    default_auto_field = "django.db.models.BigAutoField"
