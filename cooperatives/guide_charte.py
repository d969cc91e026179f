"""The first regional text of the charte (DOC-CHART): written for the product, each article anchored to the guide's words.

To be validated by the siège, which publishes the next versions from its own page.
"""

from dataclasses import dataclass

CHAMPS = ("[coopérative]", "[territoire]", "[délégation]")


@dataclass(frozen=True, slots=True)
class Article:
    """One article: title, text, where it comes from."""

    titre: str
    texte: str
    source: str


ARTICLES = (
    Article(
        "Nos valeurs",
        "La coopérative d’acteurs «\u00a0[coopérative]\u00a0» réunit des acteurs volontaires autour d’une combinaison de compétences, "
        "d’une organisation démocratique, de la co-construction et de la co-responsabilité.\n"
        "Chaque membre s’y engage pour réduire les inégalités sociales et territoriales de santé. Notre territoire\u00a0: [territoire].",
        "R-DEF-09",
    ),
    Article(
        "Une adhésion volontaire",
        "Nul n’est membre malgré lui\u00a0: chaque structure rejoint la coopérative de son propre choix et sa direction le confirme.\n"
        "Les membres accueillent ensemble ceux qui les rejoignent.",
        "R-ENG-06, R-TERR-20",
    ),
    Article(
        "Rôles, missions et mandats",
        "Chaque membre dit ce qu’il apporte et ce qu’il fait\u00a0; ce «\u00a0Qui fait quoi\u00a0?\u00a0» est connu de tous.\n"
        "La personne qui représente un membre sait ce qu’elle peut dire et jusqu’où elle peut s’engager\u00a0; un suppléant la remplace.",
        "R-DEF-14, R-ENG-07",
    ),
    Article(
        "Des règles claires, un processus transparent",
        "Les membres veillent à l’équilibre de pouvoir entre eux, à la participation et à l’expression des attentes de chacun.\n"
        "Les instances, leur rôle et leur rythme sont écrits. Les décisions sont prises en réunion et figurent au compte rendu.",
        "R-GOUV-18",
    ),
    Article(
        "Le partage de l’information",
        "L’information est systématiquement et très régulièrement partagée avec toutes les parties prenantes, à chacune des étapes clés du projet.\n"
        "Les comptes rendus et le tableau de bord sont ouverts à tous les membres.",
        "R-GOUV-17",
    ),
    Article(
        "La place des habitants",
        "Les habitants concernés participent à la coopérative, à un niveau dit à l’avance\u00a0: information, consultation, implication ou collaboration.\n"
        "Les membres leur rendent compte de ce que leur parole a changé.",
        "R-HAB-01, R-HAB-02",
    ),
    Article(
        "Complémentarité et répartition des moyens",
        "Les membres agissent en complémentarité, sans se substituer les uns aux autres.\n"
        "Le budget alloué au programme est réparti en fonction de la contribution propre à chacun\u00a0; cette répartition est visible de tous les membres qui portent le programme.",
        "R-FIN-05, R-FIN-07",
    ),
    Article(
        "En cas de blocage",
        "Des temps d’évaluation du processus sont prévus de façon régulière, afin de réfléchir collectivement à des solutions satisfaisantes pour tous.\n"
        "Le coordinateur de [délégation] garantit le cadre et peut remplir une fonction de médiation.",
        "R-GOUV-20, R-COORD-16",
    ),
    Article(
        "Entrer et sortir",
        "De nouveaux participants peuvent entrer au cours du programme.\n"
        "Un membre peut sortir à l’échéance annuelle, en concertation préalable avec [délégation].",
        "R-ENG-04, R-ENG-05",
    ),
)  # fmt: skip
