"""The differences between two versions of a text, word by word. Pure."""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher

WORDS = re.compile(r"\S+|\s+")


@dataclass(frozen=True, slots=True)
class Morceau:
    """A run of text: kept, added (`ajoute`) or taken away (`retire`)."""

    etat: str
    texte: str


@dataclass(frozen=True, slots=True)
class Difference:
    """What one text became; `nature` is « ajouté », « retiré » or « modifié »."""

    rubrique: str
    titre: str
    nature: str
    morceaux: list[Morceau]


def mots(avant: str, apres: str) -> list[Morceau]:
    """What was taken away and added, spaces kept so that the text reads on."""
    old, new = WORDS.findall(avant), WORDS.findall(apres)
    found: list[Morceau] = []
    for tag, i, j, k, m in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            found.append(Morceau("garde", "".join(old[i:j])))
            continue
        if i < j:
            found.append(Morceau("retire", "".join(old[i:j])))
        if k < m:
            found.append(Morceau("ajoute", "".join(new[k:m])))
    return found


def comparer(rubrique: str, avant: dict[str, tuple[str, str]], apres: dict[str, tuple[str, str]]) -> list[Difference]:
    """The differences of a family of texts: key → (title, text). What did not change is left out."""
    found = []
    for key in [*apres, *(k for k in avant if k not in apres)]:
        (_, old), (_, new) = avant.get(key, ("", "")), apres.get(key, ("", ""))
        if old == new:
            continue
        titre = (apres.get(key) or avant[key])[0]
        nature = "modifié" if old and new else "ajouté" if new else "retiré"
        found.append(Difference(rubrique, titre, nature, mots(old, new)))
    return found
