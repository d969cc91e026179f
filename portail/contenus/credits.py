"""« Sources et crédits »: the data, the texts and the components of others, with their licences."""

from coop.territories.credits import credits as credits_donnees
from portail.contenus.blocs import Contenu, Section, Tableau

TEXTES = (
    (
        "En pratique\u00a0: la coopérative d’acteurs en promotion de la santé en Île-de-France",
        "Agence régionale de santé Île-de-France",
        "2018",
    ),
    ("Évaluation ex-ante des coopératives d’acteurs, rapport de synthèse", "LH conseil", "2018"),
    (
        "Lettre de santé publique, «\u00a0Les coopératives d’acteurs\u00a0»",
        "Agence régionale de santé Île-de-France",
        "juin 2022",
    ),
    (
        "Réduire les inégalités sociales et territoriales de santé\u00a0: la plus-value de la coordination locale, synthèse de "
        "la journée du 24\u00a0janvier 2017",
        "Plateforme nationale de ressources ASV, Normanvilles, Plateforme normande pour la promotion de la santé",
        "2017",
    ),
)
COMPOSANTS = (
    (
        "Système de design de l’État, feuilles de style (sans marque de l’État)",
        "Service d’information du Gouvernement",
        "MIT",
    ),
    ("Source Sans\u00a03, police de caractères", "Adobe", "SIL Open Font License 1.1"),
    ("htmx", "Big Sky Software", "BSD Zero Clause"),
    ("Django", "Django Software Foundation", "BSD"),
    ("WeasyPrint", "CourtBouillon", "BSD"),
)


def credits() -> Contenu:
    """What the licences ask to be said."""
    return Contenu(
        "Sources et crédits",
        "Les données, les textes et les composants repris par cette plateforme, avec leur licence.",
        (
            Section(
                "donnees",
                "Données",
                (
                    Tableau(
                        "Jeux de données repris",
                        ("Jeu de données", "Producteur", "Licence", "Date", "Précision"),
                        tuple(tuple(credit) for credit in credits_donnees()),
                    ),
                ),
            ),
            Section("textes", "Textes", (Tableau("Documents cités", ("Document", "Auteur", "Date"), TEXTES),)),
            Section(
                "composants",
                "Composants",
                (Tableau("Composants repris", ("Composant", "Auteur", "Licence"), COMPOSANTS),),
            ),
        ),
    )
