"""Small bars: quarters with the planned mark, answers yes/partly/no, progress of a count."""

from dataclasses import dataclass
from decimal import Decimal

from coop.ui.charts.base import Graphique, n
from coop.ui.typographie import nombre

LARGEUR, BASE, HAUT = 240, 80, 70
TONS = {"fort": "fort", "moyen": "moyen", "doux": "doux", "vide": "vide"}


@dataclass(frozen=True, slots=True)
class Point:
    """One quarter: `court` under the bar (« T1 »), `long` in the table (« T1 2026 »), `valeur` None when not given."""

    court: str
    long: str
    valeur: Decimal | int | None


@dataclass(frozen=True, slots=True)
class Part:
    """One answer and how many times it was given; `ton` is fort, moyen, doux or vide."""

    label: str
    valeur: Decimal | int
    ton: str = "fort"


def spark(
    titre: str,
    points: list[Point],
    prevu: Decimal | int | None = None,
    entete: str = "Réalisé",
    quoi: str = "Trimestre",
) -> Graphique:
    """Six quarters (or years) at most, the last one full, a mark for the planned value of the last one."""
    points = points[-6:]
    values = [p.valeur for p in points if p.valeur is not None]
    top = float(max([*values, prevu or 0, 1]))
    step = (LARGEUR - 28) / 5
    start = LARGEUR - 28 - step * (len(points) - 1)
    bars = [
        _barre(p, n(start + i * step), top, last=i == len(points) - 1, centre=start + i * step + 14)
        for i, p in enumerate(points)
    ]
    y = BASE - float(prevu) / top * HAUT if prevu is not None else None
    resume = f"{titre}\u00a0: " + ", ".join(f"{p.court} {_valeur(p.valeur)}" for p in points)
    resume += f"\u00a0; prévu {nombre(prevu)}" if prevu is not None else ""
    rows = [[p.long, _valeur(p.valeur)] for p in points]
    if prevu is not None:
        rows.append(["Prévu", nombre(prevu)])
    return Graphique(
        "spark", titre, resume, {"barres": bars, "prevu": n(y) if y is not None else ""}, [quoi, entete], rows
    )


def _barre(point: Point, x: str, top: float, *, last: bool, centre: float) -> dict:
    height = float(point.valeur or 0) / top * HAUT
    return {
        "classe": "fort" if last else "doux",
        "texte": "t tf" if last else "t",
        "x": x,
        "y": n(BASE - height),
        "h": n(height),
        "centre": n(centre),
        "court": point.court,
        "absent": point.valeur is None,
    }


def _valeur(value) -> str:
    return "n.d." if value is None else nombre(value)


def barres(
    titre: str, parts: list[Part], entete: str = "Réponses", quoi: str = "Réponse", longueur: int = 144
) -> Graphique:
    """Horizontal bars with their number: oui (fort), en partie (moyen), non (vide).

    `quoi` heads the labels in the table; `longueur` of the longest bar, shorter where the numbers are long.
    """
    top = max([p.valeur for p in parts] + [1])
    rows = [
        {
            "label": p.label,
            "classe": TONS[p.ton],
            "y": n(12 + 30 * i),
            "texte_y": n(25 + 30 * i),
            "w": n(p.valeur / top * longueur),
            "fin": n(66 + p.valeur / top * longueur + 8),
            "valeur": nombre(p.valeur),
        }
        for i, p in enumerate(parts)
    ]
    resume = f"{titre}\u00a0: " + ", ".join(f"{nombre(p.valeur)} {p.label}" for p in parts)
    table = [[p.label, nombre(p.valeur)] for p in parts]
    return Graphique(
        "barres", titre, resume, {"rangs": rows, "hauteur": n(10 + 30 * len(parts))}, [quoi, entete], table
    )


def jauge(fait: int, total: int, mot: str) -> Graphique:
    """« 6 sur 9 transmis »: one block per unit up to twenty, one bar beyond."""
    fait = max(0, min(fait, total))
    resume = f"{nombre(fait)} sur {nombre(total)} {mot}"
    if total > 20 or total == 0:
        width = n(180 * fait / total) if total else "0"
        blocks = [{"x": "0", "w": "180", "classe": "off"}, {"x": "0", "w": width, "classe": "on"}]
    else:
        step = 180 / total
        blocks = [{"x": n(i * step), "w": n(step - 3), "classe": "on" if i < fait else "off"} for i in range(total)]
    return Graphique("jauge", mot, resume, {"blocs": blocks})
