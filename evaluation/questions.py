"""The questions of columns 11 to 35, as the form, the reading page and the PDF print them (R-EVA-12, A-18)."""

from typing import NamedTuple

from evaluation.enums import Reponse

PARTIELLEMENT = "Partiellement"


class Question(NamedTuple):
    """`code` is the field of LigneBilan and of the form; `suite` the text that goes with the answer.

    `ferme` is the answer after which the text is not asked: « Pourquoi ? » closes on Oui, the aspects on Non.
    """

    code: str
    colonne: int
    libelle: str
    suite: str
    suite_libelle: str
    partiel: str
    ferme: str

    @property
    def choix(self) -> list[tuple[str, str]]:
        """The three answers, in the words of the column."""
        return [(Reponse.OUI.value, "Oui"), (Reponse.PARTIEL.value, self.partiel), (Reponse.NON.value, "Non")]

    def mot(self, reponse: str) -> str:
        """An answer in words; empty without answer."""
        return dict(self.choix).get(reponse, "")

    def texte(self, ligne) -> str:
        """What a line (or None) says after the answer: why, on which aspects, which levers."""
        if ligne is None or self.code != "ists":
            return getattr(ligne, self.suite, "")
        levers = [row.get_levier_display() for row in ligne.leviers_ists.all()]
        return ", ".join([*levers, ligne.ists_autre] if ligne.ists_autre else levers)


CONFORMITE = (
    Question("ressources", 11, "Les ressources ont été mobilisées comme prévu", "ressources_pourquoi", "Pourquoi\u00a0?", "En partie", "oui"),
    Question("groupes", 13, "Les groupes cibles ont été atteints comme prévu", "groupes_pourquoi", "Pourquoi\u00a0?", "En partie", "oui"),
    Question(
        "realisation", 15, "Les actions ont été réalisées et sont conformes à la programmation", "realisation_pourquoi",
        "Pourquoi\u00a0?", "En partie", "oui",
    ),
    Question(
        "objectifs", 17, "Les objectifs cibles ont été atteints", "objectifs_pourquoi", "Pourquoi\u00a0? Justifiez, éléments clés",
        PARTIELLEMENT, "oui",
    ),
)  # fmt: skip
CONTRIBUTION = (
    Question(
        "dynamique", 25, "Est-ce que l’action a contribué à améliorer la dynamique de coopération\u00a0?", "dynamique_aspects",
        "Sur quels aspects\u00a0?", PARTIELLEMENT, "non",
    ),
    Question("pratiques", 27, "… à l’amélioration des pratiques\u00a0?", "pratiques_aspects", "Sur quels aspects\u00a0?", PARTIELLEMENT, "non"),
    Question(
        "ists", 29, "… à activer des leviers permettant d’agir sur les inégalités sociales et territoriales de santé\u00a0?",
        "leviers_ists", "Lesquels\u00a0?", PARTIELLEMENT, "non",
    ),
    Question(
        "parcours", 31, "… à l’amélioration du parcours de santé des bénéficiaires sur le territoire\u00a0?", "parcours_aspects",
        "Sur quels aspects\u00a0?", PARTIELLEMENT, "non",
    ),
)  # fmt: skip
QUESTIONS = CONFORMITE + CONTRIBUTION
TEXTES = (
    ("freins", "Freins identifiés"),
    ("leviers", "Leviers identifiés"),
    ("pistes", "Pistes d’amélioration"),
    ("effets_non_attendus", "Effets non attendus"),
)
# The field of the important actions (R-EVA-06); the others are not asked for it.
RECUEIL = ("recueil_qualitatif", "Ce que l’action change pour les habitants (efficacité, impact)")
# Texts that propose again what was said the quarter before, one item at a time.
PROPOSES = ("freins", "leviers", "pistes")


def propositions(texte: str) -> list[str]:
    """The items of an earlier text, one a line or between semicolons: each is a chip that one click adds."""
    parts = [part.strip(" •-–\t") for line in texte.splitlines() for part in line.split(";")]
    return list(dict.fromkeys(part for part in parts if part))


def ajoute(texte: str, item: str) -> str:
    """A text with one more item on a line of its own; unchanged when it says it already."""
    if item in propositions(texte) or item in texte:
        return texte
    return f"{texte.rstrip()}\n{item}" if texte.strip() else item


def groupe(code: str) -> list[str]:
    """The fields that one « Inchangé » button takes over."""
    if code.startswith("i") and code[1:].isdigit():
        return [code, f"{code}_raison"]
    for question in QUESTIONS:
        if question.code == code:
            return [code, question.suite] + (["ists_autre"] if code == "ists" else [])
    return [code]
