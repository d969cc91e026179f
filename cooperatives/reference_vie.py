"""The twenty leviers and fourteen freins (R-LF-01) and what completes them, the twenty-nine recommendations (R-REC), in the words of the evaluation."""

from coop.territories.sync import Compte, synchronise
from cooperatives.enums_vie import (
    AxeLevierFrein,
    FamilleRecommandation,
    NiveauRecommandation,
    OrigineEntree,
    TypeLevierFrein,
)
from cooperatives.models import EntreeLevierFrein, Recommandation

LEVIER, FREIN = TypeLevierFrein.LEVIER, TypeLevierFrein.FREIN
F, N = FamilleRecommandation, NiveauRecommandation

LEVIERS_FREINS = [
    (LEVIER, AxeLevierFrein.QUALITE, "Capacité du projet à s’inscrire logiquement au sein du paysage local"),
    (LEVIER, AxeLevierFrein.QUALITE, "Capacité du projet à répondre à un besoin non couvert"),
    (LEVIER, AxeLevierFrein.QUALITE, "Précision du diagnostic initial"),
    (LEVIER, AxeLevierFrein.QUALITE, "Connaissance fine de l’ensemble de la programmation santé au sein du territoire"),
    (LEVIER, AxeLevierFrein.QUALITE, "Présence de collaborations antérieures"),
    (LEVIER, AxeLevierFrein.QUALITE, "Positionnement précisé du rôle et missions de chaque acteur"),
    (LEVIER, AxeLevierFrein.QUALITE, "Qualité du système d’évaluation"),
    (LEVIER, AxeLevierFrein.QUALITE, "Visibilité du projet au sein du territoire"),
    (LEVIER, AxeLevierFrein.DYNAMIQUE, "Sentiment d’appartenance collective à un projet précis"),
    (LEVIER, AxeLevierFrein.DYNAMIQUE, "Reconnaissance des engagements antérieurs"),
    (LEVIER, AxeLevierFrein.DYNAMIQUE, "Valorisation de l’expertise locale"),
    (LEVIER, AxeLevierFrein.DYNAMIQUE, "Co-élaboration de la gouvernance"),
    (LEVIER, AxeLevierFrein.DYNAMIQUE, "Interdisciplinarité, diversité des membres"),
    (
        LEVIER,
        AxeLevierFrein.DYNAMIQUE,
        "Modalités de coopération précisées\u00a0: acte d’engagement, convention, charte …",
    ),
    (LEVIER, AxeLevierFrein.DYNAMIQUE, "Implication résolue des directions de structures et d’organismes"),
    (LEVIER, AxeLevierFrein.ARS, "Implication soutenue des délégations départementales"),
    (
        LEVIER,
        AxeLevierFrein.ARS,
        "Reconnaissance et valorisation du travail engagé antérieurement au sein du territoire",
    ),
    (LEVIER, AxeLevierFrein.ARS, "Implication des référents thématiques régionaux"),
    (
        LEVIER,
        AxeLevierFrein.ARS,
        "Posture de l’ARS\u00a0: cadre d’action porteur, rôle d’impulsion, de catalyseur, légitimité à agir",
    ),
    (LEVIER, AxeLevierFrein.ARS, "Sécurité financière accrue"),
    (FREIN, AxeLevierFrein.QUALITE, "Définition de la spécificité d’une coopérative d’acteurs non stabilisée"),
    (FREIN, AxeLevierFrein.QUALITE, "Partage insuffisant du sens donné à l’action de la coopérative"),
    (FREIN, AxeLevierFrein.QUALITE, "Acteurs agissant selon des niveaux d’implication très différents"),
    (FREIN, AxeLevierFrein.QUALITE, "Projets profitant d’une opportunité, sans concertation préalable suffisante"),
    (
        FREIN,
        AxeLevierFrein.QUALITE,
        "Absence d’un cahier des charges formalisé en co-élaboration avec les coordinations CLS",
    ),
    (FREIN, AxeLevierFrein.QUALITE, "Financements égalitaires, sans fondements structurels"),
    (FREIN, AxeLevierFrein.QUALITE, "Absence de structure juridique"),
    (FREIN, AxeLevierFrein.DYNAMIQUE, "Objectifs trop peu partagés"),
    (FREIN, AxeLevierFrein.DYNAMIQUE, "Travail dans l’urgence"),
    (FREIN, AxeLevierFrein.DYNAMIQUE, "Complexité administrative"),
    (FREIN, AxeLevierFrein.DYNAMIQUE, "Ordres du jour insuffisamment préparés"),
    (FREIN, AxeLevierFrein.ARS, "Superposition à des instances de coordination déjà existantes"),
    (
        FREIN,
        AxeLevierFrein.ARS,
        "Décalage entre la difficulté d’obtenir des financements CLS et l’opportunisme financier de la coopérative d’acteurs (pour les territoires en CLS)",
    ),
    (FREIN, AxeLevierFrein.ARS, "Gouvernance insuffisamment structurée"),
]

# The same entries as the long version of the evaluation words them (R-LF-02).
DETAILS = {
    "Précision du diagnostic initial": "La précision du diagnostic initial en correspondance avec la thématique de santé retenue",
    "Qualité du système d’évaluation": "La qualité du système d’évaluation incluant le processus de mise en œuvre, le développement des activités, les moyens de mesurer leur impact",
    "Projets profitant d’une opportunité, sans concertation préalable suffisante": "Des projets profitant d’une opportunité, sans concertation préalable suffisante avec les coordinations CLS en présence",
    "Superposition à des instances de coordination déjà existantes": "Une coopérative d’acteurs qui se superposerait à des instances de coordination déjà existantes\u00a0: CLS, Plateforme territoriale, réseau…",
}
# What the long version adds to the table (R-LF-02).
COMPLEMENTS = [
    (
        FREIN,
        AxeLevierFrein.QUALITE,
        "Une zone de confrontation avec d’autres dispositifs, de type Contrat local de santé",
    ),
    (
        LEVIER,
        AxeLevierFrein.ARS,
        "Une valorisation affirmée du fait territorial\u00a0: prise en compte des interactions existantes, des projets en cours, reconnaissance des engagements locaux (CLS, ASV, CLSM, Contrats de ville)",
    ),
    (
        LEVIER,
        AxeLevierFrein.ARS,
        "Une immersion locale pour la délégation départementale\u00a0: un engagement opérationnel",
    ),
    (
        LEVIER,
        AxeLevierFrein.ARS,
        "Une force d’entraînement\u00a0: l’interpellation directe de l’ARS induit un cadre d’action porteur, un rôle d’impulsion, de catalyseur, une légitimité à agir",
    ),
    (LEVIER, AxeLevierFrein.ARS, "Une appropriation du programme e-Parcours par les acteurs"),
]
# What the local coordinations met (R-COORD-03, -08). Their source has no axis: the nearest one is ours.
COORDINATIONS = [
    (
        FREIN,
        AxeLevierFrein.QUALITE,
        "Des difficultés d’articulation entre les différentes échelles d’intervention (imbrication des territoires et de leurs compétences)",
    ),
    (FREIN, AxeLevierFrein.QUALITE, "Une instabilité liée à la réforme NOTRE"),
    (
        FREIN,
        AxeLevierFrein.QUALITE,
        "Une nécessité de garder de la proximité à la fois avec les habitants et avec les professionnels de première ligne",
    ),
    (FREIN, AxeLevierFrein.DYNAMIQUE, "Une organisation de l’administration en silos"),
    (
        FREIN,
        AxeLevierFrein.DYNAMIQUE,
        "Une méconnaissance des différents acteurs impliqués, des activités et compétences de chacun",
    ),
    (
        FREIN,
        AxeLevierFrein.ARS,
        "Des financements par appel à projets pour une année, alors même qu’une dynamique doit s’inscrire dans la durée",
    ),
    (
        FREIN,
        AxeLevierFrein.ARS,
        "Un manque de visibilité sur les priorités de financement des acteurs publics et l’articulation entre les ressources mobilisables",
    ),
]

RECOMMANDATIONS = [
    (
        F.STRATEGIE,
        N.REGION,
        "Promouvoir et formaliser les interactions entre niveau régional (siège ARS) et départemental (DD) au service du développement des coopératives d’acteurs",
    ),
    (
        F.STRATEGIE,
        N.REGION,
        "Communiquer sur les objectifs des coopératives d’acteurs auprès de la Conférence Régionale de la Santé et de l’Autonomie",
    ),
    (
        F.STRATEGIE,
        N.DEPARTEMENT,
        "Associer les Conseils territoriaux de santé aux dynamiques portées par les coopératives d’acteurs",
    ),
    (F.STRATEGIE, N.REGION, "Renforcer le positionnement des coopératives d’acteurs au sein du PRAPS"),
    (F.STRATEGIE, N.REGION, "Positionner les coopératives d’acteurs comme levier d’amélioration des parcours de santé"),
    (
        F.STRATEGIE,
        N.CA,
        "Favoriser, dans le cadre de la compétence de la politique de la ville des Communautés d’agglomération, les interactions entre coopérative d’acteurs et contrat de ville",
    ),
    (
        F.STRATEGIE,
        N.REGION_CA,
        "Promouvoir des axes de convergence avec les structurations en cours dans le champ sanitaire et médico-social\u00a0: plate-forme territoriale d’appui, communauté professionnelle territoriale de santé, projet territorial de santé mentale",
    ),
    (
        F.ECHANGES,
        N.REGION,
        "Organiser un échange de pratiques régulier entre Délégations Départementales, à partir de centres d’intérêts communs aux 5 DD-PPS/6 projets",
    ),
    (
        F.ECHANGES,
        N.REGION,
        "Organiser un échange de pratiques entre porteurs / promoteurs / acteurs des différentes démarches engagées",
    ),
    (F.OPERATIONNEL, N.CA, "Instaurer une gouvernance projet en mode «\u00a0agile\u00a0»"),
    (
        F.OPERATIONNEL,
        N.REGION_CA,
        "Élaborer une charte spécifique à la coopération d’acteurs, à partir d’un texte standard proposé par l’ARS\u00a0; à adapter selon les configurations territoriales",
    ),
    (
        F.OPERATIONNEL,
        N.DEPARTEMENT,
        "Renforcer les moyens d’animation ou de co-animation des délégations départementales",
    ),
    (
        F.OPERATIONNEL,
        N.CA,
        "Lorsqu’il s’agit d’un même territoire, informer clairement les comités de pilotage et technique des CLS, ASV, CLSM des objectifs poursuivis par les coopératives d’acteurs",
    ),
    (
        F.OPERATIONNEL,
        N.CA,
        "Clarifier les répartitions financières entre acteurs et partenaires au regard du degré d’engagement possible au sein de la coopérative d’acteurs",
    ),
    (F.OPERATIONNEL, N.REGION, "Sécuriser et simplifier les modalités de conventionnement financier"),
    (
        F.PARTICIPATION,
        N.CA,
        "Engager résolument l’association des habitants et usagers au projet, en correspondance étroite avec sa gouvernance\u00a0: mise en place d’un espace spécifique de concertation",
    ),
    (F.APPUI, N.REGION, "Mettre au service de la coopérative d’acteurs l’ensemble des expertises internes à l’ARS"),
    (
        F.APPUI,
        N.REGION_CA,
        "Formaliser des échanges entre les coopératives d’acteurs et les référents thématiques de l’ARS",
    ),
    (
        F.APPUI,
        N.CA,
        "Valoriser les structures qui appartiennent à la coopérative d’acteurs\u00a0: augmentation de leur espace de contribution au service général du projet",
    ),
    (F.TERRITOIRE, N.CA, "S’assurer de la cohérence du périmètre politique et géographique d’intervention"),
    (F.TERRITOIRE, N.CA, "S’appuyer sur les dynamiques affirmées de partenariats locaux préexistantes"),
    (
        F.TERRITOIRE,
        N.CA,
        "Associer résolument les coordinations des contrats locaux de santé au choix des thématiques retenues",
    ),
    (
        F.TERRITOIRE,
        N.CA,
        "Expliciter clairement les fondements et les spécificités de la coopérative d’acteur aux acteurs et partenaires partie prenante",
    ),
    (
        F.GOUVERNANCE,
        N.CA,
        "Associer les élus et leurs équipes sur la phase initiale de mise en œuvre de la coopérative d’acteurs",
    ),
    (F.GOUVERNANCE, N.CA, "Impliquer en amont les directions des structures et organismes parties prenantes"),
    (F.GOUVERNANCE, N.CA, "Coopter des acteurs en capacité de répondre aux objectifs de l’action"),
    (
        F.GOUVERNANCE,
        N.CA,
        "Définir avec précision le positionnement de chaque acteur et partenaire au sein de la coopérative d’acteurs\u00a0: préciser les effets de complémentarité et subsidiarité attendus",
    ),
    (
        F.EVALUATION,
        N.CA,
        "Conforter les critères d’évaluation spécifiques aux actions et périmètres de la coopérative d’acteurs",
    ),
    (
        F.EVALUATION,
        N.REGION,
        "Réviser les objectifs et la nature des grilles du Carnet de suivi (du projet). Tendre vers un seul Carnet de suivi par projet",
    ),
]


def load() -> list[Compte]:
    """Create or mend the two lists: their words belong to the evaluation."""
    told = [
        *((OrigineEntree.TABLEAU, row) for row in LEVIERS_FREINS),
        *((OrigineEntree.EVALUATION, row) for row in COMPLEMENTS),
        *((OrigineEntree.COORDINATION, row) for row in COORDINATIONS),
    ]
    entries = [
        {
            "ordre": rank, "type": kind, "axe": axe, "libelle": label, "origine": origin,
            "detail": DETAILS.get(label, ""),
        }
        for rank, (origin, (kind, axe, label)) in enumerate(told, start=1)
    ]  # fmt: skip
    advice = [
        {"numero": rank, "famille": family, "niveau": level, "libelle": label}
        for rank, (family, level, label) in enumerate(RECOMMANDATIONS, start=1)
    ]
    return [
        synchronise(EntreeLevierFrein, entries, key=("ordre",)),
        synchronise(Recommandation, advice, key=("numero",)),
    ]
