"""Words of the life of a coopérative: points d'étape, freins, participation, formations, recommandations."""

from django.db.models import IntegerChoices, TextChoices


class ElementCollaboratif(IntegerChoices):
    """The five elements of a collaborative governance (R-GOUV-18), in their order."""

    EQUILIBRE = 1, "Veiller à l’équilibre de pouvoir entre les différents acteurs"
    EXPRESSION = 2, "Favoriser la participation au sein du groupe et l’expression des attentes de chacun"
    LEADERSHIP = 3, "S’appuyer sur un leadership au sein du groupe"
    REGLES = 4, "Disposer de règles claires et d’un processus transparent"
    CONSTRUCTION = (
        5,
        "Mettre en place un processus de construction collaboratif (avec des phases de pré-négociation, négociation, "
        "mise en œuvre)",
    )


class TenueElement(TextChoices):
    """How the group judges that one of the five elements holds."""

    OUI = "oui", "oui"
    PARTIEL = "partiel", "en partie"
    NON = "non", "non"


class TypeLevierFrein(TextChoices):
    LEVIER = "levier", "levier"
    FREIN = "frein", "frein"


class OrigineEntree(TextChoices):
    """Where an entry proposed to the register comes from."""

    TABLEAU = "tableau", "tableau de l’évaluation"
    EVALUATION = "evaluation", "évaluation, version longue"
    COORDINATION = "coordination", "repères sur la coordination locale"


class AxeLevierFrein(TextChoices):
    """The three columns of the « Tableau des leviers et des freins » (R-LF-01)."""

    QUALITE = "qualite", "Amélioration de la qualité des actions"
    DYNAMIQUE = "dynamique", "Dynamique de coopération et amélioration des pratiques"
    ARS = "ars", "Engagement et rôle de l’ARS"


class StatutFrein(TextChoices):
    OUVERT = "ouvert", "ouvert"
    EN_COURS = "en_cours", "en cours"
    LEVE = "leve", "levé"


class SourceFrein(TextChoices):
    """Where a frein or a levier was said (R-LF-04)."""

    COPIL = "copil", "comité de pilotage"
    BILAN = "bilan", "bilan trimestriel"
    QUESTIONNAIRE = "questionnaire", "questionnaire"
    COORDINATEUR = "coordinateur", "coordination"
    MEMBRE = "membre", "membre de la coopérative"


class FamilleEffet(TextChoices):
    """On whom a solution had its effect."""

    HABITANTS = "habitants", "sur les habitants"
    PROFESSIONNELS = "professionnels", "sur les professionnels"
    POLITIQUES = "politiques", "sur les politiques"


class NiveauParticipation(IntegerChoices):
    """Levels of participation of the inhabitants, ordered (R-HAB-02)."""

    INFORMATION = 1, "Information"
    CONSULTATION = 2, "Consultation"
    IMPLICATION = 3, "Implication"
    COLLABORATION = 4, "Collaboration"
    CODECISION = 5, "Co-décision"


class TypeActivite(TextChoices):
    """Kinds of activities with inhabitants (R-HAB-07)."""

    CONVIVIAL = "convivial", "moment convivial"
    ESPACE = "espace", "espace accueillant"
    PAROLE = "parole", "temps de parole"
    ATELIER = "atelier", "atelier"
    INSTANCE = "instance", "instance"
    AUTRE = "autre", "autre"


class Mobilisation(TextChoices):
    """How inhabitants came (R-HAB-11)."""

    VOLONTARIAT = "volontariat", "volontariat"
    TIRAGE = "tirage", "tirage au sort"
    RELAIS = "relais", "par un relais du quartier"


class TypeFormation(TextChoices):
    """Trainings and support of the guide (Fiche 2), and the joint ones (R-FORM-09)."""

    ANIMATION = "animation", "Formation à l’animation territoriale"
    ACCOMPAGNEMENT = "accompagnement", "Formation «\u00a0accompagnement des CA\u00a0»"
    CROISEE = "croisee", "Formation croisée entre acteurs"
    INDIVIDUELLE = "individuelle", "Formation individuelle"


class TypeEchange(TextChoices):
    """Exchanges of practice (R-REC-08, R-REC-09, R-REC-18)."""

    INTER_DD = "inter_dd", "entre délégations départementales"
    INTER_ACTEURS = "inter_acteurs", "entre porteurs, promoteurs et acteurs"
    REFERENTS = "referents", "avec les référents thématiques de l’ARS"


class FamilleRecommandation(TextChoices):
    STRATEGIE = "strategie", "Stratégie, projet régional de santé"
    ECHANGES = "echanges", "Échanges de pratiques"
    OPERATIONNEL = "operationnel", "Conduite opérationnelle"
    PARTICIPATION = "participation", "Méthode\u00a0: participation"
    APPUI = "appui", "Méthode\u00a0: appui de l’ARS"
    TERRITOIRE = "territoire", "Méthode\u00a0: territorialité"
    GOUVERNANCE = "gouvernance", "Méthode\u00a0: modes de gouvernance"
    EVALUATION = "evaluation", "Méthode\u00a0: évaluation"


class NiveauRecommandation(TextChoices):
    """Who follows a recommendation up (domain.md §2.22)."""

    REGION = "region", "région"
    DEPARTEMENT = "departement", "délégation départementale"
    CA = "ca", "coopérative"
    REGION_CA = "region_ca", "région et coopérative"


class StatutRecommandation(TextChoices):
    A_EXAMINER = "a_examiner", "à examiner"
    EN_COURS = "en_cours", "en cours"
    SUIVIE = "suivie", "suivie"
    ECARTEE = "ecartee", "non retenue"
