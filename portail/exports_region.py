"""The région as rows of CSV files and of workbooks."""

from conventions.chiffres_annuels import Comptes, Definition, ensemble
from coop.classeurs.ecriture import Colonne, Feuille
from coop.ui.typographie import date_longue
from cooperatives.enums import PointVigilance
from portail.queries.region.chiffres import Chiffre
from portail.queries.region.enseignements import Axe, QuestionRegionale
from portail.queries.region.liste import Ligne
from portail.queries.region.situation import Base
from portail.queries.region.vigilance import LignePrincipe, LigneVigilance

UNITES = {"ratio": "€ pour 1 €"}
CHIFFRES = [
    "Code",
    "Chiffre",
    "Valeur",
    "Unité",
    "Numérateur",
    "Dénominateur",
    "Précision",
    "Définition",
    "Périmètre",
    "Situation au",
]
ANNUELS = [
    ("Code", 8), ("Chiffre", 40), ("Territoire", 22), ("Année", 8), ("Valeur", 14), ("Unité", 10), ("Numérateur", 14),
    ("Dénominateur", 14), ("Définition", 90),
]  # fmt: skip
COOPERATIVES = [
    "Référence", "Coopérative", "Département", "Territoire", "Étape", "Statut", "Convention", "Partenaires", "Bilans à la date", "Bilans dus", "Prochaine date", "Prochain rendez-vous"
]  # fmt: skip


def chiffres(base: Base, found: list[Chiffre]) -> list[list]:
    """One row a figure, with its definition."""
    situation = [base.portee.nom, date_longue(base.jour)]
    return [
        CHIFFRES,
        *(
            [c.code, c.libelle, c.valeur, c.unite, c.numerateur, c.denominateur, c.note, c.definition, *situation]
            for c in found
        ),
    ]


def annuels(
    definitions: list[Definition], comptes: Comptes, annees: list[int], territoires: list[tuple[str, str]], tout: str
) -> list[list]:
    """One row a figure, a territory and a year, the whole last; an empty cell where nothing can be divided."""
    places = [*((nom, [code]) for code, nom in territoires), (f"{tout} (ensemble)", [code for code, _ in territoires])]
    rows = []
    for d in definitions:
        for nom, codes in places:
            for annee in annees:
                compte = ensemble(comptes, annee, codes)
                value = d.valeur(compte)
                part = len(compte.durees[d.mediane]) if d.mediane else compte.nombres[d.de]
                rows.append(
                    [d.code, d.libelle, nom, annee, None if value is None else round(value, 2), UNITES.get(d.unite, d.unite),
                     part, compte.nombres[d.sur] if d.sur else None, d.phrase]
                )  # fmt: skip
    return rows


def feuille_annuelle(titre: str, rows: list[list]) -> Feuille:
    formats = {"Valeur": "nombre", "Numérateur": "nombre", "Dénominateur": "nombre"}
    return Feuille(titre, [Colonne(nom, width, formats.get(nom, "texte")) for nom, width in ANNUELS], rows)


def cooperatives(lignes: list[Ligne]) -> list[list]:
    """One row a coopérative, in the order of the départements."""
    return [COOPERATIVES, *(_cooperative(ligne) for ligne in lignes)]


def _cooperative(ligne: Ligne) -> list:
    ca, (in_time, due) = ligne.ca, ligne.bilans or (None, None)
    following = [date_longue(ligne.prochaine.jour), ligne.prochaine.nature] if ligne.prochaine else ["", ""]
    status = "active" if ca.active else "en préparation" if ca.en_preparation else ca.etape.lower()
    return [
        ca.reference, ca.intitule, ca.departement, ca.territoire, ligne.etape, status, ligne.convention, ligne.partenaires, in_time, due, *following
    ]  # fmt: skip


def feuille_principes(rows: list[LignePrincipe]) -> Feuille:
    """F-28: one row a principle, a column a reading."""
    words = [word for word, _ in rows[0].comptes] if rows else []
    columns = [
        Colonne("N°", 6, "entier"), Colonne("Principe", 70), *(Colonne(word, 16, "entier") for word in words),
        Colonne("Non satisfait, sur les lus", 18),
    ]  # fmt: skip
    return Feuille("Principes", columns, [[r.ordre, r.nom, *(n for _, n in r.comptes), r.non] for r in rows])


def feuille_points(rows: list[LigneVigilance]) -> Feuille:
    """F-29: one row a coopérative, a column a point."""
    columns = [
        Colonne("Référence", 12), Colonne("Coopérative", 50), Colonne("Département", 12),
        *(Colonne(str(point.label), 20) for point in PointVigilance),
    ]  # fmt: skip
    return Feuille(
        "Points de vigilance", columns,
        [[r.ca.reference, r.ca.intitule, r.ca.departement, *(str(state.label) for _, state in r.etats)] for r in rows], figees=2,
    )  # fmt: skip


def feuille_axes(rows: list[Axe]) -> Feuille:
    """F-27: what several coopératives say in the words of the table."""
    columns = [
        Colonne("Axe", 50),
        Colonne("Nature", 10),
        Colonne("Levier ou frein", 90),
        Colonne("Coopératives", 14, "entier"),
    ]
    said = [
        [axe.nom, kind, label, n]
        for axe in rows
        for kind, told in (("frein", axe.freins_dits), ("levier", axe.leviers_dits))
        for label, n in told
    ]
    return Feuille("Leviers et freins", columns, said)


def feuille_questions(rows: list[QuestionRegionale]) -> Feuille:
    """F-31: one row a critère kept somewhere."""
    columns = [
        Colonne("Question", 60), Colonne("Critère", 90), Colonne("Coopératives", 14, "entier"), Colonne("Avec un indicateur", 18, "entier"),
    ]  # fmt: skip
    return Feuille("Critères d’évaluation", columns, [[q.libelle, *kept] for q in rows for kept in q.criteres])
