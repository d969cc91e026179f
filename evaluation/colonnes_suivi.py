"""The 35 columns of the « Tableau de suivi des actions par les acteurs », headings and order of the guide (R-EVA-12, R-EVA-14)."""

from typing import NamedTuple

from django.db.models import TextChoices

from evaluation.enums import Reponse
from evaluation.questions import CONFORMITE, Question

TITRE = "Tableau de suivi des actions par les acteurs"
PAR_TYPE = 3  # indicators of a type that have a column; the others are « complémentaires »


class Volet(TextChoices):
    """The columns that are read together."""

    PROGRAMMATION = "programmation", "Programmation"
    CONFORMITE = "conformite", "Conformité"
    INDICATEURS = "indicateurs", "Indicateurs"
    CONTRIBUTION = "contribution", "Contribution"
    APPRENTISSAGES = "apprentissages", "Freins, leviers et pistes"


class Colonne(NamedTuple):
    """`titre` and what stands under it (`sous_titre`) as the guide prints them."""

    numero: int
    volet: Volet
    titre: str
    sous_titre: str = ""

    @property
    def entier(self) -> str:
        """Both on one line, where there is one header line."""
        return f"{self.titre} {self.sous_titre}".strip()


_OEN, _OPN = "OUI/ NON/ En partie", "OUI/ NON/ Partiellement"
_PUBLICS, _POURQUOI, _ASPECTS = (
    "Publics cibles\u00a0? (Liste déroulante)", "Si non ou partiellement... pourquoi\u00a0?", "Sur quels aspects\u00a0?",
)  # fmt: skip
_PREVU = "(au regard des objectifs programmés et des valeurs prévisionnelles)"
_IA, _IR = f"Indicateur d’activité {_PREVU}", f"Indicateur de résultats {_PREVU}"
_TITRES: dict[Volet, list[tuple[str, str]]] = {
    Volet.PROGRAMMATION: [
        ("Objectif opérationnel du projet auquel se rattache la ou les actions", ""),
        ("Intitulés des actions", ""),
        ("Objectifs poursuivis", ""),
        ("Résultats attendus", ""),
        (_PUBLICS, "1"),
        (_PUBLICS, "2"),
        (_PUBLICS, "3"),
        ("Si autre public cible, précisez\u00a0:", "4"),
        ("Nombre de bénéficiaires ciblés", ""),
        ("Territoire d’intervention (Liste déroulante)", ""),
    ],
    Volet.CONFORMITE: [
        ("Les ressources ont été mobilisées comme prévu", _OEN),
        (_POURQUOI, ""),
        ("Les groupes cibles ont été atteints comme prévu", _OEN),
        (_POURQUOI, ""),
        ("Les actions ont été réalisées et sont conformes à la programmation", _OEN),
        (_POURQUOI, ""),
        ("Les objectifs cibles ont été atteints", _OPN),
        ("Si, Non ou Partiellement ... (Justifiez, éléments clés)", ""),
    ],
    Volet.INDICATEURS: [*((_IA, str(n)) for n in (1, 2, 3)), *((_IR, str(n)) for n in (1, 2, 3))],
    Volet.CONTRIBUTION: [
        ("Est-ce que l’action a contribué à ... améliorer la dynamique de coopération\u00a0? Oui/Non/ Partiellement", ""),
        (_ASPECTS, ""),
        ("Est-ce que l’action a contribué à ... l’amélioration des pratiques\u00a0? Oui/Non/ Partiellement", ""),
        (_ASPECTS, ""),
        (
            "Est-ce que l’action a contribué à activer des leviers permettant d’agir sur les ISTS ... Intersectorialité/ "
            "Prise en compte des déterminants sociaux/ Participation des habitants/ ... Oui/Non/Partiellement",
            "",
        ),
        ("Lesquels\u00a0?", ""),
        (
            "Est-ce que l’action a contribué à l’amélioration du parcours de santé des bénéficiaires sur le territoire "
            "...\u00a0? Oui/Non/Partiellement",
            "",
        ),
        (_ASPECTS, ""),
    ],
    Volet.APPRENTISSAGES: [("Freins identifiés", ""), ("Leviers Identifiés", ""), ("Pistes d’amélioration", "")],
}  # fmt: skip
COLONNES = tuple(
    Colonne(numero, volet, titre, sous_titre)
    for numero, (volet, titre, sous_titre) in enumerate(
        ((volet, *titres) for volet, rows in _TITRES.items() for titres in rows), start=1
    )
)


def mot(question: Question, reponse: str) -> str:
    """An answer in the words of its column: « OUI » and « NON » of columns 11 to 17, « Oui » and « Non » after."""
    if question in CONFORMITE and reponse in (Reponse.OUI, Reponse.NON):
        return reponse.upper()
    return question.mot(reponse)
