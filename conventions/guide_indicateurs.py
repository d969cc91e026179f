"""What the guide says of the three types of indicator (R-EVA-08, R-EVA-09), shown as help beside the form."""

from dataclasses import dataclass

from conventions.enums import TypeIndicateur

DEFINITION = (
    "«\u00a0Un indicateur est une variable qui permet de décrire un phénomène, des changements obtenus ou des progrès "
    "accomplis par une action.\u00a0»"
)


@dataclass(frozen=True, slots=True)
class Aide:
    """One type: its definition in the guide, and examples."""

    type: TypeIndicateur
    definition: str
    exemples: tuple[str, ...]


AIDES = (
    Aide(
        TypeIndicateur.IP,
        "«\u00a0ce type d’indicateur précise les points clefs qui seront suivis lors de la mise en œuvre de l’action\u00a0»",
        (
            "Comment a fonctionné l’organisation\u00a0?",
            "Quelle a été la répartition des tâches\u00a0?",
            "Comment s’effectue le suivi par les instances décisionnelles\u00a0?",
        ),
    ),
    Aide(
        TypeIndicateur.IA,
        "«\u00a0il exprime par des données souvent chiffrées la quantité de la production d’une action réalisée\u00a0»",
        ("Nombre de bénéficiaires.", "Nombre de réunions."),
    ),
    Aide(
        TypeIndicateur.IR,
        "Résultat intermédiaire\u00a0: «\u00a0des données mesurables permettant de juger de l’atteinte de l’objectif\u00a0». "
        "Résultat final\u00a0: «\u00a0permet à travers des données de juger de l’impact de l’action sur la santé\u00a0».",
        (
            "Intermédiaire\u00a0: éléments de mesure de l’amélioration de la pratique professionnelle.",
            "Final\u00a0: diminution de nouveaux cas annuels de tuberculose (le sens est alors «\u00a0plus c’est bas, mieux c’est\u00a0»).",
        ),
    ),
)
