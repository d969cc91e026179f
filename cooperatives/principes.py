"""The ten principles of choice, in the guide's wording (R-PRIN) with its spelling corrected (A-ORTHO).

Help is the re-reading by the ex-ante evaluation. Groups follow R-PRIN-12: criteria of the territory, prerequisites
of the project (where principles 4 and 10, which the source sets apart, are placed).
"""

from typing import NamedTuple

TERRITOIRE, PROJET = "territoire", "projet"


class Definition(NamedTuple):
    ordre: int
    court: str
    libelle: str
    aide: str
    groupe: str


PRINCIPES = [
    Definition(
        1,
        "Priorisation des besoins de santé",
        "Une nécessaire priorisation des besoins de santé : si les besoins de santé connus et identifiés constituent le "
        "socle de tout projet en santé, ils constituent aussi un élément fondateur d’une coopérative d’acteurs.",
        "L’ensemble des acteurs (DD/ARS - acteurs des projets) s’accordent sur l’importance de ce 1er critère.",
        TERRITOIRE,
    ),
    Definition(
        2,
        "Objectifs de santé publique, thématique prioritaire",
        "Un ensemble d’objectifs de santé publique correspondant à une thématique prioritaire de santé",
        "",
        PROJET,
    ),
    Definition(
        3,
        "Population suffisamment large",
        "Une réponse à un groupe ou à une population suffisamment large",
        "",
        PROJET,
    ),
    Definition(
        4,
        "Dimension de promotion de la santé",
        "Une dimension de promotion de la santé : prévention, accès aux soins, prise en charge, réinsertion... la "
        "coopérative d’acteurs sous-entend un décloisonnement interprofessionnel et interinstitutionnel sur un territoire.",
        "Prévention, accès aux soins, prise en charge, réinsertion…la coopérative d’acteurs sous-entend un décloisonnement "
        "interprofessionnel et interinstitutionnel sur un territoire.",
        PROJET,
    ),
    Definition(
        5,
        "Expression forte des habitants",
        "L’existence – ou la potentialité – d’une expression forte des habitants, même si elle est parfois difficile à "
        "formaliser.",
        "Plus difficilement constatable, ce point retient toutefois fortement l’attention des acteurs.",
        PROJET,
    ),
    Definition(
        6,
        "Périmètre facilement identifiable",
        "Un périmètre facilement identifiable par les acteurs et les habitants. La coopérative d’acteurs et les formes de "
        "coopération qu’elle initie doit renforcer l’appartenance des acteurs au territoire sur lequel ils agissent.",
        "La coopérative d’acteurs et les formes de coopération qu’elle initie, renforcent l’appartenance des acteurs au "
        "territoire sur lequel ils agissent.",
        TERRITOIRE,
    ),
    Definition(
        7,
        "Cohérence sociale et politique préexistante",
        "Une cohérence sociale et politique préexistante sur le territoire, le projet doit s’appuyer sur des dynamiques "
        "pré existantes.",
        "Les projets en cours de formalisation trouvent leurs assises sur des dynamiques pré existantes.",
        TERRITOIRE,
    ),
    Definition(
        8,
        "CLS en capacité de porter le projet",
        "Une mise en œuvre d’un (ou plusieurs) CLS en capacité de porter le projet et fédérer les acteurs qui s’y attachent.",
        "4/6 projets s’établissent sur des territoires couverts par un ou plusieurs CLS. La capacité de portage est "
        "essentielle.",
        TERRITOIRE,
    ),
    Definition(
        9,
        "Nombre suffisant d’acteurs complémentaires",
        "L’existence d’un nombre suffisant d’acteurs complémentaires (santé, social, insertion, logement..). La densité a "
        "vocation à renforcer la perméabilité entre les différents champs d’intervention et favorise les liens, "
        "l’interpellation, la réorientation entre eux.",
        "L’existence d’une densité suffisante d’acteurs. La densité a vocation à renforcer la perméabilité entre les "
        "différents champs d’intervention et favorise les liens, l’interpellation, la réorientation entre eux.",
        TERRITOIRE,
    ),
    Definition(
        10,
        "Durée pluriannuelle",
        "La coopérative d’acteurs a vocation à s’inscrire dans une durée pluriannuelle.",
        "Si pour certains, cette donne est encore incertaine, la mise à la connaissance de cette information auprès des "
        "acteurs est essentielle. Elle participe à la motivation d’ensemble rencontrée lors de nos sollicitations d’acteurs.",
        PROJET,
    ),
]
