from django.db.models import TextChoices


class NiveauObjectif(TextChoices):
    GENERAL = "general", "objectif général"
    SPECIFIQUE = "specifique", "objectif spécifique"
    OPERATIONNEL = "operationnel", "objectif opérationnel"


class Apport(TextChoices):
    """The three « apports » of a CA (R-DEF-06)."""

    INTERCONNAISSANCE = "interconnaissance", "interconnaissance entre acteurs"
    COORDINATION = "coordination", "coordination des acteurs"
    CO_CONSTRUCTION = "co_construction", "co-construction de projets"


class NatureAction(TextChoices):
    NOUVELLE = "nouvelle", "action nouvelle"
    ETENDUE = "etendue", "action existante étendue"
    STRUCTUREE = "structuree", "action existante structurée avec d’autres"


class LevierISTS(TextChoices):
    """Levers on the social and territorial inequalities of health (R-FA-08), named in column 29–30 (R-EVA-12, R-HAB-12)."""

    INTERSECTORIALITE = "intersectorialite", "Intersectorialité"
    DETERMINANTS = "determinants", "Prise en compte des déterminants sociaux"
    PARTICIPATION = "participation", "Participation des habitants"
    AUTRE = "autre", "Autre"


class TypeContribution(TextChoices):
    """What a member brings of its own to an action (article 3: « contribution propre »)."""

    FINANCIERE = "financiere", "financière"
    HUMAINE = "humaine", "humaine"
    MATERIELLE = "materielle", "matérielle"
    LOCAUX = "locaux", "locaux"
    EXPERTISE = "expertise", "expertise"


class StatutFil(TextChoices):
    """A thread of comments on a field: resolved by who writes the fiche, closed by the coordination."""

    OUVERT = "ouvert", "ouvert"
    RESOLU = "resolu", "résolu"
    CLOS = "clos", "clos"


class NiveauExigence(TextChoices):
    """Proportionate follow-up (R-EVA-06)."""

    ALLEGE = "allege", "suivi allégé"
    APPROFONDI = "approfondi", "suivi approfondi"


class TypeIndicateur(TextChoices):
    IP = "ip", "indicateur de processus"
    IA = "ia", "indicateur d’activité"
    IR = "ir", "indicateur de résultats"


class SousTypeIR(TextChoices):
    INTERMEDIAIRE = "intermediaire", "résultat intermédiaire"
    FINAL = "final", "résultat final"


class NatureIndicateur(TextChoices):
    """Figures and words both count (R-EVA-03, R-EVA-13)."""

    QUANTITATIF = "quantitatif", "quantitatif"
    QUALITATIF = "qualitatif", "qualitatif"


class Sens(TextChoices):
    HAUSSE = "hausse", "plus c’est haut, mieux c’est"
    BAISSE = "baisse", "plus c’est bas, mieux c’est"


class Frequence(TextChoices):
    """How often an indicator is read."""

    TRIMESTRIELLE = "trimestrielle", "chaque trimestre"
    SEMESTRIELLE = "semestrielle", "chaque semestre"
    ANNUELLE = "annuelle", "chaque année"


class Dimension(TextChoices):
    """What a figure may be broken down by."""

    PUBLIC = "public", "public"
    TERRITOIRE = "territoire", "territoire"
    SEXE = "sexe", "sexe"
    AGE = "age", "âge"


class StatutConvention(TextChoices):
    """Stored states; à reconduire, échue, en préavis and résiliée are read from dates (decisions.md 12)."""

    BROUILLON = "brouillon", "en rédaction"
    EN_SIGNATURE = "en_signature", "à la signature"
    EN_VIGUEUR = "en_vigueur", "en vigueur"
    CLOSE = "close", "close"


class EtatConvention(TextChoices):
    """What people read: the stored state, or what the dates make of a convention in force (domain.md §3.3)."""

    BROUILLON = "brouillon", "en rédaction"
    EN_SIGNATURE = "en_signature", "à la signature"
    EN_VIGUEUR = "en_vigueur", "en vigueur"
    A_RECONDUIRE = "a_reconduire", "à reconduire"
    ECHUE = "echue", "échue"
    EN_PREAVIS = "en_preavis", "en préavis de résiliation"
    RESILIEE = "resiliee", "résiliée"
    CLOSE = "close", "close"


class AnnexeConvention(TextChoices):
    """What the coordination chooses to join to the text (domain.md §5.1); rhythm and indicators are always joined."""

    CALENDRIER = "calendrier", "calendrier des étapes"
    CHARTE = "charte", "charte de coopération"
    # Last: a reader of no amounts reads the others under the same numbers (ADR 0010).
    REPARTITION = "repartition", "répartition du budget"


class TypePartie(TextChoices):
    ARS = "ars", "ARS"
    PARTENAIRE = "partenaire", "partenaire"
    FINANCEUR = "financeur", "autre financeur"


class ModeSignature(TextChoices):
    """Paper, simple electronic signature by one-time code (decisions.md 18), or a qualified service when one is plugged."""

    PAPIER = "papier", "sur papier"
    ELECTRONIQUE = "electronique", "signature électronique simple"
    QUALIFIEE = "qualifiee", "signature électronique qualifiée"


class StatutAvenant(TextChoices):
    BROUILLON = "brouillon", "en préparation"
    EN_SIGNATURE = "en_signature", "à la signature"
    SIGNE = "signe", "signé"
    ABANDONNE = "abandonne", "abandonné"


class TypeAvenant(TextChoices):
    """What an avenant does, read from its content (R-CONV-13)."""

    ENTREE = "entree", "entrée d’une partie"
    SORTIE = "sortie", "sortie d’une partie"
    AJOUT = "ajout", "ajout d’une action"
    MODIFICATION = "modification", "modification d’une action"
    RETRAIT = "retrait", "retrait d’une action"
    PROGRAMME = "programme", "modification du programme"
    FINANCIERE = "financiere", "modification financière"
    RECONDUCTION = "reconduction", "reconduction expresse"
    AUTRE = "autre", "autre modification"


class TexteModifiable(TextChoices):
    """The contractual texts outside the fiches-action (inserts of R-CONV-05)."""

    INTITULE = "intitule", "intitulé du programme"
    LIBELLE = "libelle_deploiement", "libellé après « programme de »"
    OBJECTIF = "objectif", "objectif"
    PREAMBULE = "preambule", "préambule"
    EN_LIEN_AVEC = "en_lien_avec", "dispositif ou réseau de l’article 4.1"


class SensPartie(TextChoices):
    ENTREE = "entree", "entrée"
    SORTIE = "sortie", "sortie"
    RESILIE = "resilie", "départ par résiliation"


class ChoixReconduction(TextChoices):
    """What the réunion élargie decides of an action (article 4.4)."""

    RECONDUITE = "reconduite", "reconduite"
    MODIFIEE = "modifiee", "modifiée"
    NON_RECONDUITE = "non_reconduite", "non reconduite"


class SuiteResiliation(TextChoices):
    """What one party’s letter ends (A-11): the convention, read literally, or its own part once the others have signed."""

    CONVENTION = "convention", "Toute la convention prend fin"
    DEPART = "depart", "Les autres parties continuent, par un avenant signé avant la date d’effet"
