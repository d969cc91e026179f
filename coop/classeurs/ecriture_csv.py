"""CSV we write: semicolons, UTF-8 with its mark, one cell never read as a formula (OWASP, CSV injection)."""

import csv
from collections.abc import Iterable

from django.http import HttpResponse

MARQUE = "\ufeff"
FORMULES = ("=", "+", "-", "@", "\t", "\r")


def neutraliser(value: object) -> str:
    """The text of a cell; a spreadsheet shows the sign instead of running what follows."""
    text = "" if value is None else str(value)
    return f"'{text}" if text.lstrip(" \u00a0").startswith(FORMULES) else text


def reponse_csv(nom: str, lignes: Iterable[Iterable]) -> HttpResponse:
    """The rows as a download named `nom` (with its .csv)."""
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{nom}"'
    response.write(MARQUE)
    writer = csv.writer(response, delimiter=";")
    for ligne in lignes:
        writer.writerow([neutraliser(cell) for cell in ligne])
    return response
