from django.db.models import TextChoices


class EtatImport(TextChoices):
    """Where a deposited file stands. A file with refusals stays « déposé »: it can only be replaced."""

    DEPOSE = "depose", "déposé, à corriger"
    VERIFIE = "verifie", "vérifié, à confirmer"
    CONFIRME = "confirme", "importé"
    ABANDONNE = "abandonne", "abandonné"
