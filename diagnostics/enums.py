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


class OrigineDonnee(TextChoices):
    """How a figure reached the diagnosis."""

    REPRISE = "reprise", "publiée, reprise pour le territoire"
    SAISIE = "saisie", "saisie"
    IMPORT = "import", "importée d’un fichier"


class Volet(TextChoices):
    """The nine descriptive parts, in the words of the guide (R-DIAG-07.1 to R-DIAG-07.9)."""

    POPULATION = "population", "Décrire les caractéristiques et la situation socio-démographique des populations"
    TERRITOIRE = "territoire", "Décrire les caractéristiques du territoire et/ou du milieu de vie"
    PARCOURS = "parcours", "Analyser l’offre du système de prévention et de soins et les parcours de santé"
    SANTE = "sante", "Analyser l’état de santé de la population"
    ECARTS = (
        "ecarts",
        "Documenter les écarts en termes d’état de santé et d’accès aux soins entre les groupes sociaux, territoires "
        "et/ou les milieux de vie",
    )
    INEGALITES = "inegalites", "Décrire la nature de ces inégalités"
    MECANISMES = "mecanismes", "Analyser les facteurs et les mécanismes qui conduisent à ces inégalités"
    DETERMINANTS = (
        "determinants",
        "Considérer les déterminants sociaux de la santé, notamment le contexte social, économique, politique et "
        "culturel, les conditions de vie et de travail, les comportements individuels et collectifs pour identifier ce "
        "qui doit être modifié",
    )
    ATTENTES = "attentes", "Recueillir les avis et attentes des populations et des professionnels"


class NatureInegalite(TextChoices):
    """What an inequality is tied to (R-DIAG-14). Ethnic origin is not a category of data (A-33)."""

    SOCIO_ECONOMIQUE = "socio_eco", "au niveau socio-économique"
    TERRITOIRE = "territoire", "au territoire"
    PROFESSION = "profession", "à la profession"
    HANDICAP = "handicap", "à une situation de handicap"
    AUTRE = "autre", "à autre chose"


class OrigineAvis(TextChoices):
    """Whose voice it is (R-DIAG-07.9)."""

    HABITANTS = "habitants", "habitants"
    PROFESSIONNELS = "professionnels", "professionnels"


class ModeAvis(TextChoices):
    """How a voice reached the diagnosis."""

    COMPTE = "compte", "écrit en ligne"
    LIEN = "lien", "écrit par un lien personnel"
    RECUEIL = "recueil", "écrit sur la page de recueil"
    PAPIER = "papier", "recueilli sur papier"
    ECHANGE = "echange", "recueilli lors d’un échange"


class TypeRessource(TextChoices):
    """What a resource or a service is, in the words people look for it."""

    ACCUEIL = "accueil", "lieu d’accueil ou de vie"
    SOINS = "soins", "soins"
    PREVENTION = "prevention", "prévention, promotion de la santé"
    SOCIAL = "social", "accompagnement social, accès aux droits"
    MEDICO_SOCIAL = "medico_social", "accompagnement médico-social"
    EDUCATION = "education", "éducation, petite enfance"
    INSERTION = "insertion", "emploi, insertion, formation"
    LOGEMENT = "logement", "logement, hébergement"
    HABITANTS = "habitants", "initiative d’habitants"
    RESEAU = "reseau", "réseau, coordination"
    AUTRE = "autre", "autre"


class EtatRessource(TextChoices):
    """The guide speaks of resources « disponibles ou mobilisables »."""

    DISPONIBLE = "disponible", "disponible"
    MOBILISABLE = "mobilisable", "mobilisable"


class ModeVote(TextChoices):
    COMPTE = "compte", "en ligne"
    LIEN = "lien", "par lien personnel"
    SEANCE = "seance", "en séance"
