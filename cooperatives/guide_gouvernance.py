"""Texts of the guide and of article 4.1 that governance proposes: roles, rhythms, agendas."""

from cooperatives.enums import TypeInstance, TypeReunion

# R-GOUV-12, wording of article 4.1.
ROLE_COPIL = (
    "Il aura pour objectif de définir les modalités de mise en œuvre des actions mises en place dans le cadre du "
    "projet, d’échanger sur les pratiques respectives, d’évaluer les résultats recensés dans les bilans d’activité et "
    "les tendances se dégageant du programme et enfin, de procéder aux ajustements nécessaires pour la bonne marche de "
    "ce dernier."
)
# R-GOUV-12: the four standing items of a comité de pilotage.
POINTS_COPIL = (
    "Modalités de mise en œuvre des actions",
    "Échange sur les pratiques respectives",
    "Résultats recensés dans les bilans et tendances du programme",
    "Ajustements nécessaires à la bonne marche du programme",
)
# R-CONST-01: the three items of the first collective meeting.
POINTS_LANCEMENT = (
    "Présentation de la démarche «\u00a0coopérative d’acteurs\u00a0»",
    "Premiers éléments de diagnostic",
    "Problématique dégagée",
)
POINTS_ELARGIE = ("Bilan complet de l’année", "Reconduction ou non de chaque action")
POINTS_ETAPE = ("Chemin parcouru", "Suite")  # R-GOUV-08
# R-COORD-18: the time taken to fit the working frames of the institutions to one another.
POINTS_ACCORDAGE = (
    "Cadres de travail de chaque institution",
    "Règles communes, claires pour chacun",
    "Règles à simplifier",
)
POINTS_PROCESSUS = ("Ce qui facilite le travail commun", "Ce qui le freine", "Solutions à essayer")

# R-COORD-05: why elected officials are associated.
PORTAGE_POLITIQUE = (
    "Le portage politique a été identifié comme primordial\u00a0: c’est un levier lorsque le coordonnateur peut s’appuyer "
    "sur des élus convaincus ou un frein important s’il fait défaut."
)
# R-COORD-21: what is asked of public policies, beside the time the délégation counts.
TEMPS_INTERSECTORIEL = (
    "Reconnaître le temps de travail intersectoriel (l’accordage est chronophage), financièrement et en "
    "professionnalisant les pratiques."
)
# R-COORD-19: what is advised to those who coordinate.
COORDONNER = (
    "Veiller à l’ambiance qui permet la construction de liens intersubjectifs (confiance, non jugement propice à la "
    "liberté de parole et à la créativité)",
    "Assurer la cohésion\u00a0: reformuler les étapes du projet, rappeler le sens du travail ensemble, les objectifs "
    "partagés…",
    "Veiller à la complémentarité pour garantir une approche globale",
    "Faire le lien entre les enjeux politiques, les réalités de terrain et les possibilités pratiques des différents "
    "partenaires",
)
# R-COORD-20: what is advised to partners who work together.
PARTENARIAT = (
    "Veiller à un cadre de travail qui favorise la créativité, la coresponsabilité, la participation des différents "
    "partenaires",
    "Avoir du temps pour l’«\u00a0accordage\u00a0» institutionnel",
    "Penser à des conventions de travail",
)

POINTS = {
    TypeReunion.COPIL: POINTS_COPIL,
    TypeReunion.LANCEMENT: POINTS_LANCEMENT,
    TypeReunion.ELARGIE: POINTS_ELARGIE,
    TypeReunion.EVALUATION_PROCESSUS: POINTS_PROCESSUS,
    TypeReunion.POINT_ETAPE: POINTS_ETAPE,
    TypeReunion.ACCORDAGE: POINTS_ACCORDAGE,
}
# The meeting an instance holds.
REUNION_DE = {
    TypeInstance.COPIL: TypeReunion.COPIL,
    TypeInstance.COTECH: TypeReunion.COTECH,
    TypeInstance.OPERATIONNELLE: TypeReunion.OPERATIONNELLE,
    TypeInstance.GROUPE_TRAVAIL: TypeReunion.GROUPE_TRAVAIL,
    TypeInstance.ESPACE_HABITANTS: TypeReunion.HABITANTS,
    TypeInstance.EQUIPE_EVALUATION: TypeReunion.EVALUATION_PROCESSUS,
}

RYTHME_COPIL = 75  # days: « tous les deux-trois mois en moyenne » (R-GOUV-06)
DELAI_CONVOCATION = 14  # days between a convocation and its meeting, when nothing else is decided (ours)
COPIL_ESPACE = 92  # days after which the rhythm of the comité de pilotage is lost (AL-14)
