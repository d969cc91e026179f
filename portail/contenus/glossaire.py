"""The glossary: the words of the guide and the acronyms met on the field (domain.md §1.1 and §1.2)."""

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from coop.territories.models.geographie import searchable


@dataclass(frozen=True, slots=True)
class Entree:
    """A word, what it means, the other words met for the same thing."""

    terme: str
    definition: str
    variantes: str
    recherche: str


@dataclass(frozen=True, slots=True)
class Glossaire:
    """The entries kept by a search."""

    termes: list[Entree]
    sigles: list[Entree]

    @property
    def total(self) -> int:
        return len(self.termes) + len(self.sigles)


@cache
def _tout() -> Glossaire:
    raw = json.loads((Path(__file__).parent / "glossaire.json").read_text(encoding="utf-8"))
    return Glossaire([_entree(row) for row in raw["termes"]], [_entree(row) for row in raw["sigles"]])


def _entree(row: dict) -> Entree:
    variantes = row.get("variantes", "")
    key = searchable(f"{row['terme']} {row['definition']} {variantes}")
    return Entree(row["terme"], row["definition"], variantes, key)


def chercher(mots: str) -> Glossaire:
    """The entries that hold every word typed, whatever the accents and the case; everything for an empty search."""
    wanted = searchable(mots).split()
    everything = _tout()

    def keep(entries: list[Entree]) -> list[Entree]:
        return [entry for entry in entries if all(word in entry.recherche for word in wanted)]

    return Glossaire(keep(everything.termes), keep(everything.sigles))
