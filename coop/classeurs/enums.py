from django.db.models import TextChoices


class EtatImport(TextChoices):
    """Where a deposited file stands. A file with refusals stays « déposé »: it can only be replaced."""

    DEPOSE = "depose", "déposé, à corriger"
    VERIFIE = "verifie", "vérifié, à confirmer"
    CONFIRME = "confirme", "importé"
    ABANDONNE = "abandonne", "abandonné"


class EtatRetour(TextChoices):
    """Where a workbook given back stands. Recorded, it may still hold cells to correct or to choose."""

    LU = "lu", "lu, à enregistrer"
    ENREGISTRE = "enregistre", "enregistré"
    DEFAIT = "defait", "défait"
    ABANDONNE = "abandonne", "abandonné"
