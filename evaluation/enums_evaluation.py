"""Words of the evaluation of a coopérative: its object, its moment, the dimensions that renew it."""

from django.db.models import TextChoices


class ObjetEvaluation(TextChoices):
    """What is evaluated (R-EVA-01); the coopératives of the région together are the siège's own evaluation."""

    COMPOSANTES = "composantes", "Une ou plusieurs composantes d’une action"
    ACTION = "action", "Une action dans sa globalité"
    THEMATIQUE = "thematique", "Plusieurs actions avec une même orientation thématique"
    COOPERATIVE = "cooperative", "Une coopérative d’acteurs dans sa globalité"
    REGION = "region", "Les coopératives d’acteurs régionales dans leur ensemble"


class MomentEvaluation(TextChoices):
    EX_ANTE = "ex_ante", "Ex-ante, avant le démarrage"
    EN_COURS = "en_cours", "En cours de programme"
    EX_POST = "ex_post", "Ex-post, après les actions"
    FINALE = "finale", "Finale, à la fin du programme"


class QualiteCritere(TextChoices):
    """A critère is… (R-EVCA-09): each value is a field of SelectionCritere."""

    CLAIR = "clair", "Clair"
    PRECIS = "precis", "Précis"
    SIMPLE = "simple", "Simple"
    TECHNIQUE = "technique", "Plus technique que la question évaluative"
    FIDELE = "fidele", "Fidèle à la question évaluative"


# R-EVCA-16: what the evaluation is renewed on, proposed as critères of one's own.
DIMENSIONS = (
    "L’implication de la population",
    "L’interaction des niveaux territoriaux",
    "La capacité d’interpellation des politiques publiques",
    "La transversalité entre champs d’intervention",
    "Les résultats des interventions",
    "L’impact des interventions",
)


class NiveauEffet(TextChoices):
    """The three levels of the diagramme logique d’impact (R-EVCA-07)."""

    IMPACT_GLOBAL = "impact_global", "impact global"
    IMPACT_INTERMEDIAIRE = "impact_intermediaire", "impact intermédiaire"
    REALISATION = "realisation", "réalisation"


class HorizonEffet(TextChoices):
    COURT = "court", "court terme"
    MOYEN = "moyen", "moyen terme"
    LONG = "long", "long terme"


class Jugement(TextChoices):
    """What is judged of a critère or an indicator once the findings are written (ours: the guide gives no scale)."""

    FAVORABLE = "favorable", "favorable"
    MITIGE = "mitige", "mitigé"
    DEFAVORABLE = "defavorable", "défavorable"
    NON_OBSERVABLE = "non_observable", "non observable"


class TypeInstanceRegionale(TextChoices):
    """The instances of the evaluation of the région; the chargé d’évaluation is one person (R-EVCA-03)."""

    COPIL = "copil_evaluation", "Comité de pilotage de l’évaluation"
    TECHNIQUE = "comite_technique_evaluation", "Comité technique d’évaluation"


# What each is for, in the words of the guide (R-EVCA-03).
ROLES_REGIONAUX = {
    TypeInstanceRegionale.COPIL: "Instance décisionnelle en charge de la définition des finalités de l’évaluation et de la "
    "validation des différentes étapes de la démarche.",
    TypeInstanceRegionale.TECHNIQUE: "Il a pour mission d’assurer la conduite opérationnelle et le suivi de l’évaluation.",
}
ROLE_DU_CHARGE = (
    "Il fait l’interface entre le niveau stratégique et le niveau opérationnel. Il s’assure également de la cohérence "
    "globale de la démarche."
)
