from django.apps import AppConfig


class ClasseursConfig(AppConfig):
    name = "coop.classeurs"
    label = "classeurs"
    verbose_name = "Classeurs"
    default_auto_field = "django.db.models.BigAutoField"
