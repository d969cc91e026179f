"""« Qui fait quoi ? » as a workbook: the table, what it says in words, and one long sheet to sort and filter."""

from collections.abc import Iterator

from conventions import phrases_matrice
from conventions.queries.matrice import LIBELLES, Axe, Case, Etat, Faits, Matrice
from coop.classeurs.ecriture import Colonne, Feuille

MOTS = {Etat.VIDE: "Personne", Etat.SEUL: "", Etat.PLUSIEURS: "Plusieurs promoteurs", Etat.NEUTRE: ""}


def feuilles(matrice: Matrice) -> list[Feuille]:
    """Three sheets; the third has one row for each partner, public, commune and mode of each fiche."""
    columns = [Colonne(LIBELLES[matrice.choix.lignes], 36), *(Colonne(text, 28) for text in matrice.colonnes.values())]
    rows = [[rang.libelle, *(_cell(case) for case in rang.cases)] for rang in matrice.rangs]
    note = "Actions retenues\u00a0: " + ", ".join(matrice.retenus) if matrice.retenus else ""
    return [
        Feuille("Qui fait quoi", columns, rows, note),
        Feuille("Ce que dit le tableau", [Colonne("Lecture", 22), Colonne("Phrase", 110)], list(_phrases(matrice))),
        Feuille("Toutes les interventions", LONGUE, _long(matrice.faits)),
    ]


LONGUE = [
    Colonne("Action", 10, "entier"),
    Colonne("Intitulé", 46),
    Colonne("Au programme", 32),
    Colonne("Partenaire", 34),
    Colonne("Rôle", 18),
    Colonne("Public", 34),
    Colonne("Commune", 24),
    Colonne("Mode d’intervention", 38),
]


def _cell(case: Case) -> str:
    """« Association A (action 1) »; what nobody does and what several do are said first."""
    numbers = ", ".join(" ".join(part for part in (f"action {a.numero}", a.annonce) if part) for a in case.actions)
    text = f"{case.mot} ({numbers})" if numbers else ""
    return "\u00a0: ".join(part for part in (MOTS[case.etat], text) if part)


def _phrases(matrice: Matrice) -> Iterator[list[str]]:
    for kind, sentences in (
        ("Personne", phrases_matrice.trous(matrice)),
        ("Plusieurs promoteurs", phrases_matrice.recouvrements(matrice)),
    ):
        for sentence in sentences:
            yield [kind, sentence]


def _long(faits: Faits) -> Iterator[list]:
    for action in faits.actions:
        values = {
            axe: [faits.valeurs[axe].get(code, "") for code in codes] for axe, codes in faits.de[action.pk].items()
        }
        for membre in [action.promoteur, *action.partenaires.all()]:
            role = "Promoteur référent" if membre.pk == action.promoteur_id else "Partenaire associé"
            for public in values[Axe.PUBLICS]:
                for commune in values[Axe.TERRITOIRES]:
                    for mode in values[Axe.MODES]:
                        yield [
                            action.numero,
                            action.intitule,
                            action.annonce,
                            membre.organisation.nom,
                            role,
                            public,
                            commune,
                            mode,
                        ]
