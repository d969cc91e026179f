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
    CTS = "cts", "Conseil territorial de santé (CTS)"
    AGENDA21 = "agenda21", "Agenda 21, projet éducatif de territoire"
    AUTRE = "autre", "Autre dispositif"


class Presence(TextChoices):
    """Answer of a territory to « is there such a scheme here? » (R-TERR-05)."""

    PRESENT = "present", "présent"
    ABSENT = "absent", "aucun sur ce territoire"
    A_VERIFIER = "a_verifier", "à vérifier"


class NatureArticulation(TextChoices):
    """How a CA stands beside a scheme that exists (domain.md §4.1)."""

    COMPLEMENTARITE = "complementarite", "complémentarité"
    DECLINAISON = "declinaison", "déclinaison d’une fiche-action"
    PORTAGE = "portage", "portage"
    INFORMATION = "information", "information"
    RECOUVREMENT = "recouvrement", "recouvrement à traiter"


class CategorieActeur(TextChoices):
    """The five categories of the repérage (R-AMONT-02)."""

    STRATEGIQUE = "strategique", "acteur stratégique"
    ELU = "elu", "élu local"
    DECIDEUR = "decideur", "décideur"
    PROMOTEUR = "promoteur", "promoteur de première ligne"
    POPULATION = "population", "population concernée"


class Interet(TextChoices):
    """What an actor spotted on the territory thinks of the démarche."""

    A_SONDER = "a_sonder", "à sonder"
    INTERESSE = "interesse", "intéressé"
    RESERVE = "reserve", "réservé"
    PAS_INTERESSE = "pas_interesse", "pas intéressé"


class PointVigilance(IntegerChoices):
    """The seven points of the ex-ante evaluation (R-VIG-01 to 07), in their order."""

    ARTICULATION = 1, "Articulation avec les autres dispositifs"
    CROISEMENT = 2, "Population, territoire et thématique croisés dans la durée"
    THEMATIQUE = 3, "Thématique non ou peu couverte"
    TRANSVERSALITE = 4, "Transversalité entre champs d’intervention"
    COCONSTRUCTION = 5, "Programme co-construit"
    HABITANTS = 6, "Participation active des habitants"
    CULTURE = 7, "Culture commune"


class StatutVigilance(TextChoices):
    NON_TRAITE = "non_traite", "non traité"
    EN_COURS = "en_cours", "en cours"
    TRAITE = "traite", "traité"


class CodeAvertissement(TextChoices):
    """Warnings computed beside the grid: they ask for a sentence and never block."""

    COMMUNE = "commune", "Un territoire d’une seule commune"
    COMMUNE_CLS = "commune_cls", "Une seule commune, déjà couverte par un contrat local de santé"
    RECOUVREMENT = "recouvrement", "Un thème déjà porté sur ce territoire"
    SECTEURS = "secteurs", "Moins de deux secteurs au-delà du sanitaire"
    HABITANTS = "habitants", "Aucun habitant associé"
    CONCERTATION = "concertation", "Une coordination locale à associer"
    DUREE = "duree", "Une durée qui n’est pas pluriannuelle"


class ModeElaboration(TextChoices):
    """How the programme is worked out: the support of the guide is optional (R-FORM-07)."""

    FORMATION = "formation", "avec la formation «\u00a0accompagnement des CA\u00a0»"
    AUTRE = "autre", "d’une autre façon, décidée par le groupe de pilotage"


class StatutMembre(TextChoices):
    """Life of a membership (domain.md §3.4)."""

    REPERE = "repere", "repéré"
    INVITE = "invite", "invité"
    PARTANT = "partant", "partant"
    MEMBRE = "membre", "membre"
    SIGNATAIRE = "signataire", "signataire"
    REFUS = "refus", "ne participe pas"
    SORTI = "sorti", "sorti"


class Positionnement(TextChoices):
    """How what a member brings combines with the others (R-DEF-14, R-GOUV-19)."""

    COMPLEMENTARITE = "complementarite", "complémentarité"
    SUBSIDIARITE = "subsidiarite", "subsidiarité"
    MIXTE = "mixte", "les deux, selon les sujets"


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
    POINT_ETAPE = "point_etape", "Point d’étape"  # R-GOUV-08
    ACCORDAGE = "accordage", "Temps d’accordage entre institutions"  # R-COORD-18


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


class AncienTitulaire(TextChoices):
    """What becomes of the titulaire of a member when another person is named: one is the rule of use (R-ENG-07)."""

    REMPLACE = (
        "remplace",
        "Son mandat prend fin la veille, ses places dans les instances passent à la nouvelle personne",
    )
    SUPPLEANT = "suppleant", "Reste, comme suppléant"
    GARDE = "garde", "Reste titulaire aussi"


class Reponse(TextChoices):
    """What somebody answers to a convocation, in the words of the sheet of presences."""

    PRESENT = StatutPresence.PRESENT.value, "présent"
    REPRESENTE = StatutPresence.REPRESENTE.value, "représenté"
    EXCUSE = StatutPresence.EXCUSE.value, "excusé"


class StatutProposition(TextChoices):
    PROPOSEE = "proposee", "proposé"
    RETENUE = "retenue", "retenu"
    ECARTEE = "ecartee", "non retenu"


class StatutRemarque(TextChoices):
    RECUE = "recue", "reçue"
    SUIVIE = "suivie", "prise en compte"
    NON_SUIVIE = "non_suivie", "non retenue"


class StatutTache(TextChoices):
    A_FAIRE = "a_faire", "à faire"
    EN_COURS = "en_cours", "en cours"
    TERMINEE = "terminee", "terminée"
    ABANDONNEE = "abandonnee", "abandonnée"


class Decalage(TextChoices):
    MOIS_AVANT = "moins_un_mois", "−\u00a01 mois"
    SEMAINE_AVANT = "moins_une_semaine", "−\u00a01 semaine"
    SEMAINE_APRES = "plus_une_semaine", "+\u00a01 semaine"
    MOIS_APRES = "plus_un_mois", "+\u00a01 mois"

    @property
    def journal(self) -> str:
        """« une semaine plus tard »."""
        length = "une semaine" if self in {self.SEMAINE_AVANT, self.SEMAINE_APRES} else "un mois"
        return f"{length} plus {'tôt' if self in {self.SEMAINE_AVANT, self.MOIS_AVANT} else 'tard'}"


class Criticite(IntegerChoices):
    FAIBLE = 1, "faible"
    MOYENNE = 2, "moyenne"
    HAUTE = 3, "haute"


class TypeEffet(TextChoices):
    """The three effects of the engagement of the délégation (R-GOUV-25)."""

    ACTEUR = "acteur", "Un acteur nouveau"
    CONCERTATION = "concertation", "Une concertation intercommunale"
    INTERPELLATION = "interpellation", "Une interpellation des politiques publiques"


class InstanceSante(TextChoices):
    CRSA = "crsa", "Conférence régionale de la santé et de l’autonomie"
    CTS = "cts", "Conseil territorial de santé"


class ConditionIntersectorielle(IntegerChoices):
    """The seven conditions of an intersectoral process, in their order (R-COORD-14)."""

    CHAMPS = 1, "Des champs d’intervention différents"
    INSCRIPTION = 2, "Une inscription institutionnelle des participants"
    CONCERTATION = 3, "Une dynamique de concertation"
    VISEE = 4, "Une visée commune"
    VOLONTE = 5, "Une volonté de travailler ensemble"
    PISTES = 6, "Un besoin de dégager des pistes par rapport à des situations questionnantes"
    EXPERTISE = 7, "Une expertise ou des savoirs à partager"
