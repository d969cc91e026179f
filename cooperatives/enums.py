from django.db.models import IntegerChoices, TextChoices


class Phase(TextChoices):
    """Stored phases (decisions.md 6); the frise shows the guide's six stages, see `cooperatives.frise`."""

    PREFIGURATION = "prefiguration", "Préfiguration du projet"
    DIAGNOSTIC = "diagnostic", "Diagnostic"
    ELABORATION = "elaboration", "Élaboration du plan d’actions"
    CONVENTIONNEMENT = "conventionnement", "Élaboration, convention en signature"
    MISE_EN_OEUVRE = "mise_en_oeuvre", "Mise en œuvre du plan d’actions"
    EVALUATION_CA = "evaluation_ca", "Évaluation de la coopérative d’acteurs"


class Statut(TextChoices):
    EN_COURS = "en_cours", "en cours"
    SUSPENDUE = "suspendue", "suspendue"
    NON_RETENUE = "non_retenue", "non retenue"
    TERMINEE = "terminee", "terminée"


class Role(TextChoices):
    """What somebody is in one coopérative: computed from mandates and dated rows by `cooperatives.roles`."""

    ADMIN = "admin", "administration"
    SIEGE = "siege", "siège"
    COORDINATION = "coordination", "coordination de la délégation départementale"
    COPILOTE = "copilote", "co-pilote"
    DELEGUE = "delegue", "délégué départemental"
    PARTENAIRE = "partenaire", "partenaire"
    HABITANT = "habitant", "représentant d’habitants"
    EVALUATEUR = "evaluateur", "évaluateur"
    VOISIN = "voisin", "délégation d’un autre département du territoire"
    LECTEUR = "lecteur", "lecteur"


class Couverture(TextChoices):
    NON = "non", "non couverte"
    PARTIELLE = "partielle", "partiellement couverte"
    COUVERTE = "couverte", "couverte"
    A_VERIFIER = "a_verifier", "à vérifier"


class OuiNonAVerifier(TextChoices):
    OUI = "oui", "oui"
    NON = "non", "non"
    A_VERIFIER = "a_verifier", "à vérifier"


class Appreciation(TextChoices):
    """Reading of one principle; « à étudier » is not considered (decisions.md 7)."""

    A_ETUDIER = "a_etudier", "à étudier"
    SATISFAIT = "satisfait", "satisfait"
    PARTIEL = "partiel", "partiellement satisfait"
    NON = "non", "non satisfait"
    SANS_OBJET = "sans_objet", "sans objet"


class TypeDispositif(TextChoices):
    """Local schemes named by the sources (R-TERR-22)."""

    CLS = "cls", "Contrat local de santé (CLS)"
    CLSM = "clsm", "Conseil local de santé mentale (CLSM)"
    CONTRAT_VILLE = "contrat_ville", "Contrat de ville"
    ASV = "asv", "Atelier Santé Ville (ASV)"
    CPTS = "cpts", "Communauté professionnelle territoriale de santé (CPTS)"
    PTA = "pta", "Plateforme territoriale d’appui (PTA)"
    MAIA = "maia", "MAIA"
    PTSM = "ptsm", "Projet territorial de santé mentale (PTSM)"
    RLPS = "rlps", "Réseau local de promotion de la santé (RLPS)"
    E_PARCOURS = "e_parcours", "Territoire e-parcours"
    PRE = "pre", "Programme de réussite éducative"
    CONSEIL_CITOYEN = "conseil_citoyen", "Conseil citoyen"
    AUTRE = "autre", "Autre dispositif"


class Presence(TextChoices):
    """Answer of a territory to « is there such a scheme here? » (R-TERR-05)."""

    PRESENT = "present", "présent"
    ABSENT = "absent", "aucun sur ce territoire"
    A_VERIFIER = "a_verifier", "à vérifier"


class StatutMembre(TextChoices):
    """Life of a membership (domain.md §3.4)."""

    REPERE = "repere", "repéré"
    INVITE = "invite", "invité"
    PARTANT = "partant", "partant"
    MEMBRE = "membre", "membre"
    SIGNATAIRE = "signataire", "signataire"
    REFUS = "refus", "ne participe pas"
    SORTI = "sorti", "sorti"


class TypeCoordinateur(TextChoices):
    DD = "dd", "délégation départementale"
    COPILOTE = "copilote", "co-pilote"


class TypeInstance(TextChoices):
    COPIL = "copil", "Comité de pilotage"
    COTECH = "cotech", "Comité technique"
    OPERATIONNELLE = "operationnelle", "Réunions opérationnelles"
    GROUPE_TRAVAIL = "groupe_travail", "Groupe de travail"
    ESPACE_HABITANTS = "espace_habitants", "Espace d’échange avec les habitants"
    EQUIPE_EVALUATION = "equipe_evaluation", "Équipe d’évaluation"


class QualiteInstance(TextChoices):
    MEMBRE = "membre", "membre"
    HABITANT = "habitant", "habitant"
    ACTEUR_STRATEGIQUE = "acteur_strategique", "acteur local stratégique"
    ELU = "elu", "élu"
    INVITE = "invite", "invité"
    ANIMATEUR = "animateur", "animateur"


class TypeReunion(TextChoices):
    COPIL = "copil", "Comité de pilotage"
    COTECH = "cotech", "Comité technique"
    LANCEMENT = "lancement", "Première réunion collective"
    OPERATIONNELLE = "operationnelle", "Réunion opérationnelle"
    GROUPE_TRAVAIL = "groupe_travail", "Groupe de travail"
    ELARGIE = "elargie", "Réunion élargie de bilan annuel"
    EVALUATION_PROCESSUS = "evaluation_processus", "Évaluation collective du processus"
    HABITANTS = "habitants", "Rencontre avec les habitants"


class StatutReunion(TextChoices):
    PLANIFIEE = "planifiee", "planifiée"
    CONVOQUEE = "convoquee", "convoquée"
    TENUE = "tenue", "tenue"
    CR_VALIDE = "cr_valide", "compte rendu validé"
    CR_DIFFUSE = "cr_diffuse", "compte rendu diffusé"
    ANNULEE = "annulee", "annulée"


class StatutPresence(TextChoices):
    PRESENT = "present", "présent"
    REPRESENTE = "represente", "représenté"
    EXCUSE = "excuse", "excusé"
    ABSENT = "absent", "absent"


class StatutTache(TextChoices):
    A_FAIRE = "a_faire", "à faire"
    EN_COURS = "en_cours", "en cours"
    TERMINEE = "terminee", "terminée"
    ABANDONNEE = "abandonnee", "abandonnée"


class Criticite(IntegerChoices):
    FAIBLE = 1, "faible"
    MOYENNE = 2, "moyenne"
    HAUTE = 3, "haute"
