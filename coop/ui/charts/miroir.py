"""Two columns in mirror, level by level: what is aimed at, and what is expected to come of it."""

from dataclasses import dataclass, field
from textwrap import wrap

from coop.ui.charts.base import Graphique, n

LARGEUR, GAUCHE, DROITE, AXE = 1000, 430, 540, 485
MARGE, INTERLIGNE, ENTRE, TITRE = 12, 20, 10, 36
# Letters of 15 px Source Sans that hold in a box of each side.
LETTRES = (55, 59)


@dataclass(frozen=True, slots=True)
class Reflet:
    """One line: `nom` and `texte` at the left; at the right (text, words under it, expected or not)."""

    nom: str
    texte: str
    effets: list[tuple[str, str, bool]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Bande:
    """One level, with the titles of its two sides."""

    gauche: str
    droite: str
    reflets: list[Reflet]


def miroir(titre: str, bandes: list[Bande]) -> Graphique:
    """The levels from the top; a dotted frame for what was not expected."""
    y, shown = 0, []
    for index, bande in enumerate(bandes):
        drawn, height = _bande(bande, y)
        drawn["montee"] = n(y - 6) if index else ""
        shown.append(drawn)
        y += height + 24
    rows = [
        [f"{reflet.nom}\u00a0: {reflet.texte}" if reflet.texte else reflet.nom, text, words]
        for bande in bandes
        for reflet in bande.reflets
        for text, words, _ in (reflet.effets or [("–", "–", True)])
    ]
    count = sum(len(reflet.effets) for bande in bandes for reflet in bande.reflets)
    resume = f"{titre}\u00a0: objectifs à gauche, effets à droite ({count}), du plus général au plus proche des actions"
    data = {"bandes": shown, "hauteur": n(y - 24), "bas": n(y - 24), "axe": n(AXE)}
    return Graphique("miroir", titre, resume, data, ["Objectif", "Effet", "Nature"], rows, "coop-tableau")


def _bande(bande: Bande, y: float) -> tuple[dict, float]:
    top, lines = y + TITRE, []
    for reflet in bande.reflets:
        drawn, height = _reflet(reflet, top)
        lines.append(drawn)
        top += height + ENTRE
    drawn = {
        "gauche": bande.gauche,
        "droite": bande.droite,
        "titre_y": n(y + 20),
        "lignes": lines,
        "droite_x": n(DROITE),
    }
    return drawn, max(top - ENTRE, y + TITRE) - y


def _reflet(reflet: Reflet, y: float) -> tuple[dict, float]:
    left, own = _cadre(0, GAUCHE, y, [*wrap(reflet.nom, LETTRES[0])], wrap(reflet.texte, LETTRES[0]))
    boxes, top = [], y
    for text, words, expected in reflet.effets:
        box, height = _cadre(DROITE, LARGEUR - DROITE, top, [], wrap(text, LETTRES[1]), wrap(words, LETTRES[1]))
        middle, start = top + height / 2, y + own / 2
        box["trait"] = f"M{n(GAUCHE)} {n(start)}C{n(AXE)} {n(start)} {n(AXE)} {n(middle)} {n(DROITE)} {n(middle)}"
        box["classe"] = "pale" if expected else "vide"
        boxes.append(box)
        top += height + ENTRE
    return {"cadre": left, "effets": boxes}, max(own, top - ENTRE - y)


def _cadre(x: float, width: float, y: float, *parts: list[str]) -> tuple[dict, float]:
    """A box and its lines of text: the first part small, the second strong enough to read, the third small."""
    lines, line = [], y + MARGE
    for kind, part in zip(("m", "l", "m"), parts, strict=False):
        for text in part:
            lines.append({"texte": text, "y": n(line + 14), "classe": kind})
            line += INTERLIGNE
    height = line + MARGE - 4 - y
    return {"x": n(x), "y": n(y), "w": n(width), "h": n(height), "texte_x": n(x + MARGE), "lignes": lines}, height
