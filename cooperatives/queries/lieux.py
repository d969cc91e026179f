"""Places as the forms carry them: « commune:12 », « intercommunalite:3 », « quartier:7 »."""

from collections.abc import Iterable

from coop.territories.models import Commune, Intercommunalite, Quartier
from coop.territories.queries import NATURES, describe_quartier, search
from cooperatives.models import Cooperative

CHAMPS = {"commune": "communes", "intercommunalite": "intercommunalites", "quartier": "quartiers"}
MODELES = {"commune": Commune, "intercommunalite": Intercommunalite, "quartier": Quartier}


def resolve(values: Iterable[str]) -> dict[str, list]:
    """The rows of `values`, by field of the coopérative; what does not exist is left out (3 statements at most)."""
    wanted: dict[str, list[int]] = {}
    for value in values:
        kind, _, key = str(value).partition(":")
        if kind in MODELES and key.isdecimal():
            wanted.setdefault(kind, []).append(int(key))
    return {
        field: list(_rows(kind).filter(pk__in=wanted[kind])) if kind in wanted else [] for kind, field in CHAMPS.items()
    }


def _rows(kind: str):
    rows = MODELES[kind].objects.order_by("recherche")
    if kind == "commune":
        return rows.select_related("departement").defer("trace", "departement__trace")
    return rows.prefetch_related("communes") if kind == "quartier" else rows


def choices_of(values: Iterable[str]) -> list[tuple[str, str]]:
    """(value, label) of places already chosen."""
    found = resolve(values)
    return [(f"{kind}:{row.pk}", _label(kind, row)) for kind, field in CHAMPS.items() for row in found[field]]


def choices_found(text: str) -> list[tuple[str, str]]:
    """(value, label) of the places a search gives, whatever the accents; nothing for an empty text."""
    if len(text.strip()) < 2:
        return []
    return [(f"{place.type}:{place.pk}", f"{place.nom} ({place.precision})") for place in search(text)]


def values_of(ca: Cooperative) -> list[str]:
    """What a form of `ca` has ticked."""
    return [f"{kind}:{pk}" for kind, field in CHAMPS.items() for pk in getattr(ca, field).values_list("pk", flat=True)]


def _label(kind: str, row) -> str:
    if kind == "commune":
        return f"{row.nom} ({row.departement.nom})"
    if kind == "intercommunalite":
        return f"{row.nom} ({NATURES.get(row.nature, row.nature)})"
    return f"{row.nom} ({describe_quartier(row)})"
