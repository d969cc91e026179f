"""What the actors said, for the ARS, as a workbook and as a CSV: names masked, nobody's, and how many answered."""

from collections.abc import Iterator

from coop.classeurs.ecriture import Colonne, Feuille
from evaluation.masquage import Noms, masquer
from evaluation.models import Questionnaire
from evaluation.queries.questionnaire import ALire, Suivi

COLONNES = [
    Colonne("N°", 6, "entier"),
    Colonne("Question", 44),
    Colonne("Thème", 24),
    Colonne("Type de structure", 24),
    Colonne("Ce qui a été dit", 80),
    Colonne("Montré aux membres", 12),
]


def feuilles(row: Questionnaire, lecture: list[ALire], suivi: Suivi, noms: Noms) -> list[Feuille]:
    """The words; the syntheses; who answered, in numbers."""
    syntheses = [[x.question.ordre, x.question.libelle, len(x.paroles), x.question.synthese] for x in lecture]
    counts = [
        ["Personnes interrogées", len(suivi.etats)],
        ["Ont répondu", suivi.repondu],
        ["dont par téléphone", suivi.par_telephone],
    ]
    return [
        Feuille("Paroles", COLONNES, _lignes(lecture, noms), "Sans nom ni auteur\u00a0; l’ordre est tiré au hasard.", 2),
        Feuille("Questions", [*COLONNES[:2], Colonne("Réponses", 12, "entier"), Colonne("Ce qu’il en ressort", 80)], syntheses),
        Feuille("Participation", [Colonne("", 30), Colonne("Nombre", 12, "entier")], counts, f"Clos le {row.clos_le:%d/%m/%Y}"),
    ]  # fmt: skip


def lignes_csv(lecture: list[ALire], noms: Noms) -> list[list]:
    """One line of headings, then one line a word."""
    return [[colonne.titre for colonne in COLONNES], *_lignes(lecture, noms)]


def _lignes(lecture: list[ALire], noms: Noms) -> Iterator[list]:
    for question in lecture:
        for parole in question.paroles:
            yield [
                question.question.ordre, question.question.libelle, parole.theme, parole.get_type_organisation_display(),
                masquer(parole.extrait or parole.texte, noms), "oui" if parole.public else "non",
            ]  # fmt: skip
