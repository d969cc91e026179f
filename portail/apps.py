from django.apps import AppConfig


class PortailConfig(AppConfig):
    name = "portail"
    verbose_name = "Portail"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from django.contrib.auth.signals import user_logged_in

        import portail.registrations  # noqa: F401
        from portail import visites

        user_logged_in.connect(visites.garder_la_precedente, dispatch_uid="portail.visites")
        user_logged_in.connect(visites.garder_le_menu, dispatch_uid="portail.menu")
