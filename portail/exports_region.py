"""The région as CSV: semicolons, UTF-8 with its mark, one cell never read as a formula (OWASP, CSV injection)."""

import csv
from collections.abc import Iterable

from django.http import HttpResponse

from conventions.chiffres_annuels import Comptes, Definition, ensemble
from coop.classeurs.ecriture import Colonne, Feuille
from coop.ui.typographie import date_longue
from portail.queries.region.chiffres import Chiffre
from portail.queries.region.liste import Ligne
from portail.queries.region.situation import Base

MARQUE = "\ufeff"
UNITES = {"ratio": "€ pour 1 €"}
FORMULES = ("=", "+", "-", "@", "\t", "\r")
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


def neutraliser(value: object) -> str:
    """The text of a cell; a spreadsheet shows the sign instead of running what follows."""
    text = "" if value is None else str(value)
    return f"'{text}" if text.lstrip(" \u00a0").startswith(FORMULES) else text


def reponse(filename: str, rows: Iterable[list]) -> HttpResponse:
    """The file, sent as an attachment."""
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{filename}"'
    response.write(MARQUE)
    writer = csv.writer(response, delimiter=";")
    for row in rows:
        writer.writerow([neutraliser(cell) for cell in row])
    return response


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
