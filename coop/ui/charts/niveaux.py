"""Ordered levels over time: a ring for the level planned, a full disc for the level reached."""

from dataclasses import dataclass

from coop.ui.charts.base import Graphique, n

LARGEUR, HAUT, BAS, GAUCHE, DROITE = 360, 14, 26, 100, 14
PAS = 32
MAX = 8


@dataclass(frozen=True, slots=True)
class Releve:
    """One moment: `court` under the axis, `long` in the table, levels from 1 (None when not known)."""

    court: str
    long: str
    prevu: int | None
    atteint: int | None


def niveaux(titre: str, echelle: list[str], releves: list[Releve], attendu: int | None = None) -> Graphique:
    """The last eight moments on a ladder; `echelle` names the levels from the lowest; `attendu` draws one line across."""
    shown = releves[-MAX:]
    base = HAUT + PAS * (len(echelle) - 1)
    rungs = [
        {"label": label, "y": n(base - PAS * i), "texte_y": n(base - PAS * i + 4), "attendu": attendu == i + 1}
        for i, label in enumerate(echelle)
    ]
    step = (LARGEUR - GAUCHE - DROITE - 20) / max(len(shown) - 1, 1)
    points = [_point(r, GAUCHE + 14 + i * step, base) for i, r in enumerate(shown)]
    words = ["–", *echelle]
    rows = [[r.long, words[r.prevu or 0], words[r.atteint or 0]] for r in shown]
    said = [f"{r.long} {words[r.atteint].lower()}" for r in shown if r.atteint]
    resume = f"{titre}\u00a0: {', '.join(said)}" if said else f"{titre}\u00a0: rien d’atteint pour l’instant"
    resume += f"\u00a0; attendu {echelle[attendu - 1].lower()}" if attendu else ""
    data = {
        "echelons": rungs, "points": points, "hauteur": n(base + BAS), "bas": n(base + BAS - 4),
        "debut": n(GAUCHE), "fin": n(LARGEUR),
    }  # fmt: skip
    return Graphique("niveaux", titre, resume, data, ["Activité", "Niveau prévu", "Niveau atteint"], rows)


def _point(releve: Releve, x: float, base: float) -> dict:
    def height(level: int | None) -> str:
        return n(base - PAS * (level - 1)) if level else ""

    return {"x": n(x), "prevu": height(releve.prevu), "atteint": height(releve.atteint), "court": releve.court}
