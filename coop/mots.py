"""Which words changed between two wordings: kept, withdrawn and added pieces, in reading order. Pure."""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher

_PIECE = re.compile(r"\w+|\s+|[^\w\s]")
# Under this likeness the two wordings share only small words: one whole is shown struck, the other added.
LIKENESS = 0.35


@dataclass(frozen=True, slots=True)
class Morceau:
    """A run of text: `sens` is "" when both wordings have it, "del" when it goes, "ins" when it comes."""

    sens: str
    texte: str


def mots(avant: str, apres: str) -> list[Morceau]:
    """The pieces of both wordings: those without « ins » make `avant`, those without « del » make `apres`."""
    old, new = _PIECE.findall(avant), _PIECE.findall(apres)
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    if matcher.ratio() < LIKENESS:
        return [Morceau(sens, text) for sens, text in (("del", avant), ("ins", apres)) if text]
    found: list[Morceau] = []
    for tag, i, j, k, n in matcher.get_opcodes():
        if tag == "equal":
            found.append(Morceau("", "".join(old[i:j])))
            continue
        found += [Morceau(s, t) for s, t in (("del", "".join(old[i:j])), ("ins", "".join(new[k:n]))) if t]
    return found


def reunir(autre: str, mien: str) -> str:
    """Both texts in one, line by line: what they share once, then the other's lines and mine; nothing is left out."""
    theirs, own = autre.splitlines(), mien.splitlines()
    found: list[str] = []
    for tag, i, j, k, n in SequenceMatcher(None, theirs, own, autojunk=False).get_opcodes():
        found += theirs[i:j] if tag == "equal" else theirs[i:j] + own[k:n]
    return "\n".join(found)


__all__ = ["Morceau", "mots", "reunir"]
