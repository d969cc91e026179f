from django.db.models import TextChoices


class StatutDiagnostic(TextChoices):
    BROUILLON = "brouillon", "en cours"
    VALIDE = "valide", "validé"
    REMPLACE = "remplace", "remplacé par une version suivante"


class Niveau(TextChoices):
    """The four analyses of the guide (R-DIAG-05, A-01)."""

    BESOINS = "besoins", "Analyse des besoins"
    DEMANDE = "demande", "Analyse de la demande exprimée par les habitants"
    RESSOURCES = "ressources", "Analyse des ressources disponibles ou mobilisables"
    OFFRE = "offre", "Analyse de l’offre de soins et de prévention"


class CouvertureBesoin(TextChoices):
    NON_COUVERT = "non_couvert", "non couvert"
    PARTIEL = "partiel", "insuffisamment couvert"
    COUVERT = "couvert", "couvert"


class TypeSource(TextChoices):
    QUANTITATIF = "quantitatif", "quantitatif"
    QUALITATIF = "qualitatif", "qualitatif"


class RaisonAbsence(TextChoices):
    """Why a figure has no value: an unpublished value is never a zero."""

    SECRET = "secret", "secret statistique"
    NON_DISPONIBLE = "non_disponible", "non disponible"
    NON_APPLICABLE = "non_applicable", "non applicable"
