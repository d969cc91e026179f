"""The framework's text: R-REF-1 to 3, questions in the ex-post wording of the guide (R-EVCA-08)."""

from typing import NamedTuple

from evaluation.enums import VersionReferentiel


class Indicateur(NamedTuple):
    libelle: str
    libelle_revise: str = ""
    version: str = VersionReferentiel.LES_DEUX


class Question(NamedTuple):
    numero: int
    titre_court: str
    dimension: str
    libelle: str
    criteres: list[str]
    indicateurs: list[Indicateur]
    faisabilite: list[str]


QUALITE = Question(
    1,
    "Favoriser l’amélioration de la qualité des actions de promotion de la santé",
    "externe",
    "En quoi la structuration de coopérative d’acteurs a-t-elle favorisé l’amélioration de la qualité des actions de "
    "promotion de la santé ? Sur quels aspects ?",
    criteres=[
        "La valeur ajoutée de la coopérative d’acteurs",
        "La nature des améliorations de la qualité des actions",
        "L’intégration des dimensions de la promotion de la santé",
        "La pertinence de la thématique de santé investie",
        "L’appropriation d’un diagnostic initial",
        "La pertinence du périmètre du territoire",
    ],
    indicateurs=[
        Indicateur("Les effets de la coopérative d’acteurs constatés sur l’action et l’amélioration de sa qualité"),
        Indicateur("La relation aux parcours de santé (qualité d’intégration / interactions entre professionnels)"),
        Indicateur("La facilité de l’action à être évaluée", version=VersionReferentiel.INITIAL),
        Indicateur(
            "La présence de critères de suivi propres à la coopérative d’acteurs dans le système d’évaluation de l’action"
        ),
    ],
    faisabilite=[
        "Relevé des effets constatés sur l’action, attribués spécifiquement au fonctionnement de la coopérative d’acteurs",
        "Intégration dans le processus d’évaluation du projet d’indicateurs centrés sur l’amélioration du parcours de "
        "santé des bénéficiaires",
    ],
)

COOPERATION = Question(
    2,
    "Améliorer les pratiques, le partage, la diversité des acteurs",
    "externe",
    "La dynamique de coopération a-t-elle permis d’améliorer les pratiques, le partage, la diversité des acteurs ?",
    criteres=[
        "La nature des pratiques améliorées",
        "Les modalités de coopération interne au collectif d’acteurs",
        "La répartition des interventions au sein de la Coopérative d’acteurs",
        "Le mode d’organisation entre acteurs, la connaissance des missions respectives",
        "La création de nouveaux supports de coopération entre acteurs",
        "Les leviers de rapprochement entre acteurs, les supports de liaison",
        "L’intégration de l’action au sein des démarches et dispositifs de type CLS ASV, CLSM",
        "La connaissance mutuelle des niveaux d’intervention de chacun des opérateurs",
    ],
    indicateurs=[
        Indicateur(
            "L’évolution de l’implication des acteurs au sein de la coopérative d’acteurs",
            "L’évolution de l’implication des acteurs au sein de la coopérative",
        ),
        Indicateur(
            "L’évolution (renforcement) du degré d’appartenance des acteurs au territoire",
            "L’évolution du degré d’appartenance des acteurs au territoire",
        ),
        Indicateur("Le changement des différents modes de coopération entre acteurs"),
        Indicateur("L’émergence d’espaces de formation communs aux acteurs"),
        Indicateur("Les effets de complémentarité entre acteurs"),
        Indicateur("Les effets de subsidiarité entre acteurs"),
    ],
    faisabilite=[
        "Constats d’évolution du mode de gouvernance de la coopérative d’acteurs",
        "Effets constatables de la synergie entre acteurs, des façons de travailler",
        "Augmentation des espaces d’échange entre acteurs au sein de la coopérative",
        "Qualité améliorée de la coopération dans la durée",
    ],
)

ENGAGEMENT = Question(
    3,
    "Mesurer l’engagement de l’ARS dans la transformation de l’action locale",
    "interne",
    "Dans quelle mesure l’engagement de l’ARS a-t-il à la fois évolué et favorisé la transformation de l’action locale ?",
    criteres=[
        "Les modes de relation ARS / DD et acteurs de la coopérative",
        "Les modalités d’interpellation entre ARS/DD et acteurs",
        "Les modalités de concertation avec l’ARS, les modalités d’appui de la part de l’ARS/DD",
        "La place de l’innovation territoriale",
        "La valeur ajoutée institutionnelle liée au développement des coopératives d’acteurs",
    ],
    indicateurs=[
        Indicateur("La modification des pratiques de l’ARS vis-à-vis de l’action locale"),
        Indicateur(
            "La modification des pratiques de la Délégation Départementale / animation territoriale",
            "La modification des pratiques de la DD / animation territoriale",
        ),
        Indicateur("L’évolution des représentations des acteurs / ARS"),
        Indicateur("L’évolution de l’appui structurel et financier des partenaires politiques et institutionnels"),
        Indicateur("Les changements perçus pour les opérateurs : la posture ARS constatée par les acteurs"),
        Indicateur("Les effets de la dimension expérimentale sur la coopérative d’acteurs"),
    ],
    faisabilite=[
        "Relevé des approches novatrices – positionnement ARS / acteurs",
        "Qualité des échanges dans la durée DD/acteurs",
        "Évolution des ressources disponibles pour les DD/PPS en lien avec la coopérative d’acteurs",
    ],
)

QUESTIONS = [QUALITE, COOPERATION, ENGAGEMENT]
