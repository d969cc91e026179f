from django.db.models import TextChoices

from conventions.enums import LevierISTS as LevierISTS


class StatutBilan(TextChoices):
    """Stored states of a bilan; « en retard » is read from dates (decisions.md 12, 24)."""

    A_ETABLIR = "a_etablir", "à établir"
    BROUILLON = "brouillon", "brouillon"
    TRANSMIS = "transmis", "transmis"
    A_COMPLETER = "a_completer", "à compléter"
    ACCEPTE = "accepte", "accepté"


class Reponse(TextChoices):
    """One enum for OUI / En partie / NON and Oui / Partiellement / Non (A-18); labels differ per column."""

    OUI = "oui", "Oui"
    PARTIEL = "partiel", "En partie"
    NON = "non", "Non"


class RaisonSansValeur(TextChoices):
    NON_DISPONIBLE = "non_disponible", "non disponible"
    NON_APPLICABLE = "non_applicable", "non applicable"
    A_VENIR = "a_venir", "à venir"


class CanalSaisie(TextChoices):
    """How the answers of a party reached the coordination that typed them (decisions.md 27)."""

    TELEPHONE = "telephone", "par téléphone"
    RENDEZ_VOUS = "rendez_vous", "lors d’un rendez-vous"
    COURRIEL = "courriel", "par courriel"
    PAPIER = "papier", "sur papier"


class ModeReponse(TextChoices):
    """How somebody answers the questionnaire of the actors (R-REF-6: « un échange téléphonique, durée 20 minutes »)."""

    EN_LIGNE = "en_ligne", "en ligne"
    TELEPHONE = "telephone", "par téléphone"


class Registre(TextChoices):
    """Registers of the evaluation (R-EVCA-06, A-05)."""

    PERTINENCE = "pertinence", "Pertinence"
    COHERENCE = "coherence", "Cohérence"
    EFFICACITE = "efficacite", "Efficacité"
    EFFICIENCE = "efficience", "Efficience"
    UTILITE = "utilite", "Utilité"


class VersionReferentiel(TextChoices):
    INITIAL = "initial", "référentiel initial (LH conseil, 2018)"
    REVISE = "revise", "référentiel révisé (LH conseil, 2018)"
    LES_DEUX = "les_deux", "référentiels initial et révisé"
