"""Names taken out of somebody's words: the people and the structures of the coopérative, addresses, telephone numbers."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from cooperatives.models import Cooperative
from cooperatives.queries.personnes import people_of

PERSONNE, STRUCTURE, COORDONNEES = "[une personne]", "[une structure]", "[coordonnées]"
COURRIEL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
TELEPHONE = re.compile(r"(?<!\d)(?:\+33\s?|0)[1-9](?:[\s.\-\u00a0]?\d{2}){4}(?!\d)")
COURT = 3  # letters: a shorter part of a name is a word of the language


@dataclass(frozen=True, slots=True)
class Noms:
    """What to look for, the longest first; capitals count: « Rose » is a name, « rose » is not."""

    personnes: tuple[str, ...]
    structures: tuple[str, ...]


def noms_de(ca: Cooperative) -> Noms:
    """Names of the people of the coopérative, whole and by part, and of its members (2 statements)."""
    people = {nom for nom in people_of(ca).values_list("nom", flat=True) if nom}
    parts = {part for nom in people for part in re.split(r"[\s\-]+", nom) if len(part) >= COURT and part[0].isupper()}
    members = ca.membres.values_list("organisation__nom", "organisation__sigle")
    named = {name for row in members for name in row if len(name) >= COURT}
    return Noms(_ordered(people | parts), _ordered(named))


def _ordered(names: set[str]) -> tuple[str, ...]:
    return tuple(sorted(names, key=lambda name: (-len(name), name)))


def masquer(texte: str, noms: Noms) -> str:
    """The words without these names; what else would tell somebody is left to who reads."""
    found = TELEPHONE.sub(COORDONNEES, COURRIEL.sub(COORDONNEES, texte))
    return _replace(_replace(found, noms.structures, STRUCTURE), noms.personnes, PERSONNE)


def _replace(texte: str, names: Iterable[str], word: str) -> str:
    if not names:
        return texte
    return re.sub(rf"(?<!\w)(?:{'|'.join(map(re.escape, names))})(?!\w)", word, texte)
