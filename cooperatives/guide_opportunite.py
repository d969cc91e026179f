"""Wording of the guide for the opportunity: repérage (R-AMONT), points de vigilance (R-VIG), CLS beside CA (R-TERR-20)."""

from typing import NamedTuple

from cooperatives.enums import CategorieActeur, PointVigilance

# R-AMONT-02, one sentence a category.
CATEGORIES = {
    CategorieActeur.STRATEGIQUE: "les acteurs bien implantés et reconnus sur le territoire, disposant d’une forte capacité et légitimité à mobiliser dans leurs réseaux.",
    CategorieActeur.ELU: "les élus locaux (en s’appuyant particulièrement sur ceux qui sont sensibles aux questions de qualité de vie et de santé de la population).",
    CategorieActeur.DECIDEUR: "les décideurs, responsables de structures associatives ou institutionnelles, afin de faciliter l’inscription de leurs représentants au sein du futur comité local.",
    CategorieActeur.PROMOTEUR: "les promoteurs de première ligne locaux ou régionaux (ceux qui iront devant les publics ciblés) susceptibles d’être intéressés par la démarche.",
    CategorieActeur.POPULATION: "la population concernée : comment et jusqu’où la mobiliser (information, consultation, implication, collaboration), les circuits d’information locaux et les supports utilisés...",
}
TITRES = {
    CategorieActeur.STRATEGIQUE: "Acteurs stratégiques",
    CategorieActeur.ELU: "Élus locaux",
    CategorieActeur.DECIDEUR: "Décideurs",
    CategorieActeur.PROMOTEUR: "Promoteurs de première ligne",
    CategorieActeur.POPULATION: "Population concernée",
}
BESOINS = "Repérage dans les diagnostics locaux (en lien avec les coordinateurs CLS par exemple) des besoins non ou insuffisamment couverts pour dégager une thématique ou un public et un territoire à cibler."
# R-CADRE-12: what the démarche starts from.
DEPART = "La démarche part d’une analyse des besoins conduite au plus près des habitants, de l’offre de santé localement disponible, des interactions entre professionnels, des initiatives des collectivités territoriales et des élus, ainsi que des conditions de vie quotidiennes des habitants, usagers-patients."
EPARCOURS = "Rechercher l’existence d’une dynamique e-parcours sur le territoire. Il existe un référent « e-parcours » au sein de chaque délégation départementale."


class Point(NamedTuple):
    """One point de vigilance: its title and what follows it in the guide."""

    titre: str
    texte: str


POINTS = {
    PointVigilance.ARTICULATION: Point(
        "La CA doit impérativement s’articuler avec les autres dispositifs et démarches territoriales", ""
    ),
    PointVigilance.CROISEMENT: Point(
        "Le croisement dans la durée d’une population, d’un territoire et d’une thématique",
        "La coopérative d’acteurs est singularisée par une alliance entre expertise thématique, territoriale et populationnelle. La représentativité et le professionnalisme des acteurs cooptés facilitent l’interaction de ces expertises et apportent une réelle légitimité au projet engagé.",
    ),
    PointVigilance.THEMATIQUE: Point(
        "Un choix argumenté de thématiques de santé non ou peu couvertes par les niveaux locaux",
        "Elle s’appuie sur des besoins non couverts ou de façon partielle et investit des thématiques complexes, difficiles à appréhender à l’échelle locale (exemple de programmes en cours : les interactions entre logement et santé, les troubles du langage chez les enfants, le parcours santé de publics précaires...). L’implication des coordinations locales dans le choix de la thématique est donc centrale. Il peut s’agir de thèmes tels que la périnatalité et les compétences psychosociales familiales, la santé des enfants, la santé mentale, la lutte contre les addictions et particulièrement la lutte contre le tabagisme, la promotion de la vaccination. Les publics ciblés seront prioritairement ceux visés par le PRAPS ou en difficultés sociales (fiches 9 et 10 du « guide de l’intervention en prévention et promotion de la santé en IDF 2018-2022 »).",
    ),
    PointVigilance.TRANSVERSALITE: Point(
        "Une recherche et une exigence de transversalité entre champs d’intervention",
        "Il est essentiel de mobiliser des leviers au-delà du seul secteur sanitaire. Tous les secteurs ayant un impact sur la santé doivent être associés, à savoir le social mais aussi le logement et l’habitat, le travail, l’éducation, la jeunesse, l’urbain, le développement durable pour développer une approche holistique...",
    ),
    PointVigilance.COCONSTRUCTION: Point(
        "Un programme co construit dans un esprit de complémentarité et non de subsidiarité par tous les membres volontaires de la coopérative",
        "",
    ),
    PointVigilance.HABITANTS: Point(
        "Une participation active des habitants",
        "La participation des habitants doit être encouragée car elle constitue un vecteur de réduction des inégalités sociales et territoriales de santé et favorise l’inclusion sociale. Cela nécessite de définir en amont une stratégie intégrant les objectifs, les niveaux de participation attendus, les modalités de mobilisation, de suivi et d’évaluation de la participation.",
    ),
    PointVigilance.CULTURE: Point(
        "Au service d’une culture commune",
        "La CA trouve son fondement dans la rencontre et le partage des informations, des valeurs, des idées et des expériences entre acteurs. Les compétences mises en commun, les activités-supports (documentation, formation, communication), les travaux entre opérateurs ou la valorisation des actions sont autant d’éléments qui renforcent cette culture commune.",
    ),
}

# R-TERR-20: two columns of eight; the source does not pair them line by line.
CLS_CA_PHRASE = "Ce sont les effets de réciprocité entre Contrat local de santé et Coopérative d’acteurs qui signent un renouvellement des pratiques et répondent aux exigences collectives de leur adaptation aux territoires."
CLS = (
    "Portage politique affirmé",
    "Contractualisation partenariale",
    "Légitimité locale d’intervention",
    "Programmation partagée",
    "Périmètre d’intervention stabilisé",
    "Coordination formalisée",
    "Interaction des dispositifs et démarches locaux",
    "Évaluation formalisée des actions",
)
CA = (
    "Souplesse de gouvernance",
    "Cooptation évolutive d’acteurs",
    "Agilité d’intervention géographique",
    "Objet d’expertise précisé",
    "Coordination et animation partagée",
    "Implication opérationnelle des délégations départementales ARS",
    "Dimension de recherche-action",
    "Co-élaboration de critères évaluatifs",
)
