"""What changed between two texts, word by word. Pure."""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher

MOTS = re.compile(r"\S+|\s+")


@dataclass(frozen=True, slots=True)
class Morceau:
    """A run of text: « garde », « ajoute » or « retire »."""

    etat: str
    texte: str


def mots(avant: str, apres: str) -> list[Morceau]:
    """What was taken away and added, spaces kept so that the text reads on."""
    old, new = MOTS.findall(avant), MOTS.findall(apres)
    found: list[Morceau] = []
    for tag, i, j, k, m in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            found.append(Morceau("garde", "".join(old[i:j])))
            continue
        found += [Morceau("retire", "".join(old[i:j]))] if i < j else []
        found += [Morceau("ajoute", "".join(new[k:m]))] if k < m else []
    return found
