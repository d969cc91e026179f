"""The région as CSV: semicolons, UTF-8 with its mark, one cell never read as a formula (OWASP, CSV injection)."""

import csv
from collections.abc import Iterable

from django.http import HttpResponse

from coop.ui.typographie import date_longue
from portail.queries.region.chiffres import Chiffre
from portail.queries.region.liste import Ligne
from portail.queries.region.situation import Base

MARQUE = "\ufeff"
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
