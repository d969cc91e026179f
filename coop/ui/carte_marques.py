"""Marks on the local map: what has no outline of its own (a quartier, a count), set in its commune without overlap."""

from dataclasses import dataclass
from itertools import product

from coop.ui.charts.base import n
from coop.ui.fond import milieu

Boite = tuple[float, float, float, float]
# Places around a commune, the nearest first and below the name: enough for a hundred marks in one commune.
ANNEAUX = sorted(product(range(-9, 10), repeat=2), key=lambda p: (p[0] ** 2 + p[1] ** 2, -p[1], p[0]))


@dataclass(frozen=True, slots=True)
class Marque:
    """A mark in the commune `commune`: `texte` is written in it, `nom` said on hover. `forme`: losange or rond."""

    code: str
    commune: str
    nom: str
    texte: str
    choisie: bool = False
    ancre: str = ""
    forme: str = "losange"


def poser(marques: list[Marque], traces: dict[str, str], rayon: float, obstacles: list[Boite]) -> list[dict]:
    """Each mark as near as can be to the middle of its commune, over no name of `obstacles` nor another mark."""
    taken, found = list(obstacles), []
    for marque in marques:
        x, y = milieu(traces[marque.commune])
        box = _libre(x, y, rayon, taken)
        taken.append(box)
        found.append(_dessin(marque, (box[0] + box[2]) / 2, (box[1] + box[3]) / 2, rayon))
    return found


def _libre(x: float, y: float, rayon: float, taken: list[Boite]) -> Boite:
    """The nearest free place; the middle itself when the map is full."""
    for column, row in ANNEAUX:
        # Half a step at a time, so that a mark settles close under a name.
        a, b = x + column * rayon, y + row * rayon
        box = (a - rayon, b - rayon, a + rayon, b + rayon)
        if all(box[0] >= right or box[2] <= left or box[1] >= low or box[3] <= top for left, top, right, low in taken):
            return box
    return x - rayon, y - rayon, x + rayon, y + rayon


def _dessin(marque: Marque, x: float, y: float, rayon: float) -> dict:
    return {
        "code": marque.code,
        "nom": marque.nom,
        "texte": marque.texte,
        "ancre": marque.ancre,
        "choisie": marque.choisie,
        "forme": marque.forme,
        "x": n(x),
        "y": n(y),
        "bas": n(y + rayon * 0.32),
        "r": n(rayon * 0.85),
        "trace": f"M{n(x)} {n(y - rayon)}L{n(x + rayon)} {n(y)}L{n(x)} {n(y + rayon)}L{n(x - rayon)} {n(y)}z",
    }
