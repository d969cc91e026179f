"""The addresses of the parties, as printed: those known today, on a frozen text too (decisions.md 16, docs/decisions/0011)."""

from collections.abc import Iterable

from conventions.models import Partie


def imprime(contenu: dict, parties: Iterable[Partie] = ()) -> dict:
    """The content as it is read and printed: each party with its address of today (1 statement, none when all are in `parties`).

    Nothing of it is frozen: a typo mended in the directory shows on the next page and the next PDF, and nobody signs
    again. A text frozen under schema 1, when addresses were part of what was signed, keeps its own.
    """
    consolide = contenu.get("consolide")
    ids = {partie["id"] for content in (contenu, consolide or {}) for partie in content.get("parties", ())}
    of = {row.pk: adresse(row) for row in parties}
    if missing := ids - of.keys():
        rows = Partie.objects.filter(pk__in=missing).select_related("organisation__commune")
        of |= {row.pk: adresse(row) for row in rows}
    printed = contenu | {"parties": _parties(contenu, of)}
    return printed | {"consolide": consolide | {"parties": _parties(consolide, of)}} if consolide else printed


def adresse(partie: Partie) -> str:
    """« 3, place de la Mairie, Trappes »."""
    organisation = partie.organisation
    return ", ".join(str(part) for part in (organisation.adresse, organisation.commune) if part)


def _parties(contenu: dict, of: dict[int, str]) -> list[dict]:
    return [{"adresse": of.get(partie["id"], "")} | partie for partie in contenu["parties"]]
