from django.db.models import TextChoices


class Etat(TextChoices):
    """Life of a generated document; time never changes it, only the runner does."""

    EN_ATTENTE = "en_attente", "en attente"
    EN_COURS = "en_cours", "en préparation"
    PRET = "pret", "prêt"
    ECHEC = "echec", "en échec"
