"""The published outlines (IGN, Admin Express) of `data/carte_svg_idf.json`: viewBox, départements, communes."""

import json
import re
from functools import lru_cache
from hashlib import sha256

from django.conf import settings

_COMMANDE = re.compile(r"([Ml])([^MlzZ]*)")
_NOMBRE = re.compile(r"-?\d+(?:\.\d+)?")


@lru_cache(maxsize=1)
def contours() -> dict:
    """The whole file: `departements` and `communes` by code, as SVG path data in the same projection."""
    path = settings.BASE_DIR / "data" / "carte_svg_idf.json"
    return json.loads(path.read_text(encoding="utf-8"))


def fond_svg() -> str:
    """Every commune as one thin line that reads on a light and on a dark page (an image inherits no theme)."""
    data = contours()
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{data["viewBox"]}"><g fill="#8a989e" fill-opacity=".06" '
        f'stroke="#8a989e" stroke-opacity=".45" stroke-width=".5"><path d="{" ".join(data["communes"].values())}"/></g></svg>'
    )


@lru_cache(maxsize=1)
def empreinte() -> str:
    """Twelve letters that change with the outlines: the address of the background, so that it can be kept a year."""
    return sha256(fond_svg().encode()).hexdigest()[:12]


@lru_cache(maxsize=512)
def centre(departement: str, communes: tuple[str, ...]) -> tuple[float, float]:
    """A point inside the territory: the middle of its most central commune, of the département when none is known."""
    data = contours()
    traces = [data["communes"][c] for c in communes if c in data["communes"]] or [data["departements"][departement]]
    middles = [milieu(trace) for trace in traces]
    x, y = sum(m[0] for m in middles) / len(middles), sum(m[1] for m in middles) / len(middles)
    return min(middles, key=lambda m: (m[0] - x) ** 2 + (m[1] - y) ** 2)


def milieu(trace: str) -> tuple[float, float]:
    """The middle of the box around a path."""
    left, top, right, bottom = boite(trace)
    return (left + right) / 2, (top + bottom) / 2


@lru_cache(maxsize=2048)
def boite(trace: str) -> tuple[float, float, float, float]:
    """The box around a path: left, top, right, bottom."""
    points = _points(trace)
    xs, ys = [p[0] for p in points], [p[1] for p in points]
    return min(xs), min(ys), max(xs), max(ys)


def _points(trace: str) -> list[tuple[float, float]]:
    """The absolute points of a path made of « M x y », then relative « l dx dy » (repeated), then « z »."""
    points, x, y = [], 0.0, 0.0
    for command, numbers in _COMMANDE.findall(trace):
        values = [float(v) for v in _NOMBRE.findall(numbers)]
        for dx, dy in zip(values[::2], values[1::2], strict=True):
            x, y = (dx, dy) if command == "M" else (x + dx, y + dy)
            points.append((x, y))
    return points
