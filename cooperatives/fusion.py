"""Two people who wrote the same text at once: merged where they touched different paragraphs (issue « réunions »)."""

from collections.abc import Iterator
from difflib import SequenceMatcher
from typing import NamedTuple


class Retouche(NamedTuple):
    """Paragraphs `debut` to `fin` (excluded) of the common text become `lignes`; `debut == fin` is an insertion."""

    debut: int
    fin: int
    lignes: tuple[str, ...]


def fusionner(base: str, mien: str, autre: str) -> str | None:
    """What both wrote over `base`, the other's words first where both add; None when they rewrote the same paragraph."""
    base, mien, autre = (_normal(text) for text in (base, mien, autre))
    if mien == autre or base == autre:
        return mien
    if base == mien:
        return autre
    lignes = _paragraphes(base)
    leurs, miennes = list(_retouches(lignes, autre)), list(_retouches(lignes, mien))
    if any(_se_heurtent(a, b) for a in leurs for b in miennes):
        return None
    return "\n".join(_appliquees(lignes, leurs, miennes))


def _normal(text: str) -> str:
    """A browser sends its line ends its own way; blanks at the end say nothing."""
    return "\n".join(line.rstrip() for line in text.replace("\r\n", "\n").split("\n")).strip("\n")


def _paragraphes(text: str) -> list[str]:
    return text.split("\n") if text else []


def _retouches(base: list[str], text: str) -> Iterator[Retouche]:
    lines = _paragraphes(text)
    matcher = SequenceMatcher(a=base, b=lines, autojunk=False)
    for tag, start, end, first, last in matcher.get_opcodes():
        if tag != "equal":
            yield Retouche(start, end, tuple(lines[first:last]))


def _se_heurtent(a: Retouche, b: Retouche) -> bool:
    """They rewrite a paragraph in common, or one inserts inside what the other rewrites; the same change is no clash."""
    if a == b:
        return False
    if a.debut == a.fin or b.debut == b.fin:
        point, other = (a.debut, b) if a.debut == a.fin else (b.debut, a)
        return other.debut < point < other.fin
    return max(a.debut, b.debut) < min(a.fin, b.fin)


def _appliquees(lignes: list[str], leurs: list[Retouche], miennes: list[Retouche]) -> list[str]:
    ordered = sorted({*leurs, *miennes}, key=lambda r: (r.debut, r.fin, r not in leurs))
    found: list[str] = []
    place = 0
    for retouche in ordered:
        found += lignes[place : retouche.debut]
        found += retouche.lignes
        place = retouche.fin
    return found + lignes[place:]
