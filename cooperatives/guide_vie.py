"""Sentences of the guide and of the evaluation that the pages of the life of a coopérative quote, word for word."""

BLOCAGES = (
    "Il est fréquent de rencontrer des obstacles au bon fonctionnement partenarial… Aussi faut-il prévoir des temps "
    "d’évaluation du processus de façon régulière, afin, en cas de blocage, de réfléchir collectivement à des solutions "
    "satisfaisantes pour tous."
)
# R-LF-03: what limited the first coopératives, said before the table is ticked.
LIMITES = (
    "le déficit de définition de la coopérative d’acteurs, le sentiment de précipitation de mise en œuvre et la "
    "difficulté de positionnement des acteurs au sein des projets sont des éléments limitants"
)
RETOURS = (
    "Stimuler les retours d’expériences collectifs entre les acteurs afin que chacun apprenne des tâtonnements des "
    "autres et que tous développent collectivement des solutions."
)
HABITANTS = (
    "L’idée est que l’usager soit partenaire du projet dès le départ et pas seulement consommateur. Il ne doit pas être "
    "là que pour ses attentes, mais surtout pour se rendre acteur."
)
ACCOMPAGNEMENT = "Si besoin, un accompagnement est mis à la disposition de la coopérative d’acteurs."
# R-COORD-10: why people of several sectors learn together.
FORMATIONS_CROISEES = (
    "Organiser des formations croisées entre acteurs du sanitaire, du social, de l’insertion… pour favoriser "
    "l’interconnaissance et amorcer des projets collectifs"
)
# The four outputs expected of the accompagnement (R-FORM-04), field of Formation → sentence.
LIVRABLES = {
    "livrable_objectifs": "Définir l’objectif général, les objectifs spécifiques et opérationnels du projet (à partir "
    "d’un arbre des objectifs par exemple).",
    "livrable_actions": "Définir les actions de chacun des participants, les moyens à mettre en œuvre (humains, "
    "financier), les étapes de mise en œuvre, opportunités, obstacles éventuels…",
    "livrable_indicateurs": "Définir les indicateurs d’évaluation (processus, activités, résultats) de chaque action "
    "avec les outils en permettant la mesure.",
    "livrable_projet": "Rédiger le projet et toutes ses composantes (par exemple\u00a0: une «\u00a0fiche projet\u00a0» de "
    "la CA).",
}
PROMOSANTE = "https://www.promosante-idf.fr"
ECHANGES = (
    "Organiser un échange de pratiques régulier entre Délégations Départementales, à partir de centres d’intérêts "
    "communs aux 5 DD-PPS/6 projets"
)
