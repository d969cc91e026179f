"""« Qu’est-ce qu’une CA ? »: the definition of the guide, verbatim (R-DEF-01, R-DEF-02, R-DEF-03, R-DEF-06)."""

from portail.contenus.blocs import Citation, Contenu, Liste, Note, Section, Texte

# R-DEF-01 (guide, § 3.1), verbatim.
DEFINITION_DEBUT = "Une Coopérative d’acteurs, c’est une intervention\u00a0:"
DEFINITION_POINTS = (
    "En Promotion de la Santé,",
    "En réponse aux besoins de santé identifiés,",
    "S’inscrivant dans la prise en charge globale de la personne, incluant l’accès aux droits et aux soins,",
    "Animée et coordonnée par la Délégation Départementale de l’ARS (éventuellement co-pilotée avec d’autres partenaires "
    "institutionnels),",
    "Co-construite avec un nombre diversifié d’acteurs et notamment les habitants,",
    "Permettant la structuration du maillage de proximité dans un territoire de proximité et en intercommunalité,",
)
DEFINITION_FIN = (
    "Afin d’agir sur les déterminants favorables à la réduction des inégalités sociales et territoriales de santé."
)

# R-DEF-02 (guide, § 3.1, d’après LH conseil, mai 2018), verbatim.
CE_QUI_FAIT_SENS = (
    "une meilleure coordination entre acteurs volontairement réunis",
    "un programme co construit",
    "un maillage et une réponse de proximité",
    "des réponses spécifiques à une problématique particulière",
    "une meilleure organisation des acteurs et de la mise en œuvre",
    "une souplesse de fonctionnement",
    "un lieu d’expertises renforcées et mutualisées",
)

# R-DEF-03 (lettre de santé publique, juin 2022), verbatim.
DEFINITION_2022 = (
    "Il s’agit d’une démarche d’intervention en promotion de la santé, placée sous l’angle de la concertation, qui permet "
    "de réunir et d’impliquer des acteurs locaux autour d’un enjeu territorial commun. Elle vise à produire un programme "
    "d’actions partagé s’appuyant sur la mobilisation de leurs ressources, moyens, compétences, expertises…",
    "La coopérative d’acteur procède du terrain, des besoins du territoire et de ses habitants. Elle prend appui sur une "
    "analyse territoriale préalable qui permet d’apporter des réponses à des situations concrètes sur des thématiques peu "
    "ou pas couvertes ou des publics en situation de vulnérabilité.",
    "Elle vise à agir sur un ensemble de déterminants favorables à la santé prenant en compte, notamment, l’environnement "
    "socio-économique, éducatif, familial, sanitaire...",
)

# R-DEF-06 (lettre de santé publique, juin 2022), verbatim.
APPORTS = (
    "L’interconnaissance entre acteurs, réseaux\u00a0: mieux se connaitre, mieux se comprendre pour mieux travailler "
    "ensemble\u00a0: partager des modalités d’intervention, des ressources, des expertises, identifier des points de contacts, "
    "des outils de prévention, préciser des besoins en matière d’information, de formation, de partenariat.",
    "La coordination des acteurs\u00a0: faciliter le fonctionnement en chaine d’acteurs, les synergies entre interventions afin "
    "d’optimiser la prise en charge dans une logique de parcours (éviter les perdus de vue, les retards de soins, assurer "
    "la couverture territoriale...)",
    "La co-construction de projets\u00a0: concevoir à plusieurs de nouveaux projets ou pouvoir développer à plus grandes "
    "échelle des actions existantes qui fonctionnent bien chez tel ou tel partenaire, expérimenter de nouveaux usages "
    "ensemble.",
)

GUIDE = "Guide de l’ARS Île-de-France, 2018, §\u00a03.1"
CHAINE = (
    "Le diagnostic partagé dit quels besoins de santé ne sont pas couverts.",
    "La gouvernance réunit les acteurs et fixe qui décide.",
    "Le programme répond aux besoins par des objectifs et des fiches-action.",
    "La convention de partenariat engage les parties pour un an, renouvelable de manière expresse.",
    "Chaque trimestre, les partenaires transmettent leur bilan à l’ARS.",
    "L’évaluation juge du chemin parcouru et prépare la suite.",
)
BILAN_TABLEUR = (
    "Ouvrez votre bilan, par votre compte ou par le lien reçu, puis «\u00a0Remplir dans un tableur\u00a0».",
    "Téléchargez le classeur\u00a0: il est fait pour vous, une feuille par action, avec vos réponses et celles du trimestre précédent.",
    "Remplissez-le quand vous voulez, même sans réseau, dans Excel ou LibreOffice. Il peut rester incomplet.",
    "Déposez-le au même endroit\u00a0: la page montre, case par case, ce qu’il change, ce qui est à décider et ce qui est à corriger.",
    "Enregistrez, relisez, transmettez. Jusqu’à la transmission, vous pouvez revenir à avant ce dépôt.",
)


def aide() -> Contenu:
    """The first page of the help."""
    return Contenu(
        "Qu’est-ce qu’une coopérative d’acteurs\u00a0?",
        "La définition du guide, ce qui fait sens pour celles et ceux qui y participent, et le chemin que suit cette "
        "plateforme.",
        (
            Section(
                "definition",
                "La définition du guide",
                (Citation((DEFINITION_DEBUT,), GUIDE, puces=DEFINITION_POINTS, fin=DEFINITION_FIN),),
            ),
            Section(
                "sens",
                "Coopératives d’acteurs, ce qui fait sens",
                (Liste(CE_QUI_FAIT_SENS), Note("Source\u00a0: LH conseil, mai 2018, cité par le guide, § 3.1.")),
            ),
            Section(
                "aujourd-hui",
                "La démarche, cinq ans après",
                (Citation(DEFINITION_2022, "Lettre de santé publique de l’ARS Île-de-France, juin 2022"),),
            ),
            Section(
                "apports",
                "Ce qu’elle apporte",
                (Liste(APPORTS), Note("Source\u00a0: lettre de santé publique, juin 2022.")),
            ),
            Section(
                "chemin",
                "Le chemin dans la plateforme",
                (Texte("Ce qui est saisi une fois à une étape sert à la suivante."), Liste(CHAINE, ordonnee=True)),
            ),
            Section(
                "bilan-tableur",
                "Remplir son bilan dans un tableur",
                (
                    Liste(BILAN_TABLEUR, ordonnee=True),
                    Note(
                        "Rien n’est écrasé\u00a0: si quelqu’un a écrit en ligne entre-temps, le choix vous est proposé."
                    ),
                ),
            ),
        ),
    )
