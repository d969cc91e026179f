"""The map of a few communes, seen from near: those chosen, and those one may choose, over the published outlines."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.safestring import mark_safe

from coop.ui.charts.base import Graphique, n
from coop.ui.fond import boite, contours, empreinte
from coop.ui.typographie import avec_nombre

LARGEUR_MIN = 130.0  # a lone commune keeps its neighbours around it
PROPORTION = 0.68
MARGE = 0.12
NOMMEES = 24
VOISINES = 160


@dataclass(frozen=True, slots=True)
class Place:
    """A commune on the map. `ancre`: where a click leads (an address or a fragment), "" for none."""

    code: str
    nom: str
    choisie: bool
    ancre: str = ""


def carte_locale(titre: str, places: list[Place], cadre: list[str], *, liste: str = "") -> Graphique:
    """The communes of `places`, framed on the codes `cadre`; the whole région when none has an outline.

    One merged since the outlines were drawn is left out. `liste`: « la liste » that says the same to who sees no map.
    """
    data = contours()
    traces = data["communes"]
    x, y, width, height = _cadre([traces[code] for code in cadre if code in traces])
    known = [place for place in places if place.code in traces]
    chosen = [place for place in known if place.choisie]
    voisines = _voisines(traces, {place.code for place in known}, (x, y, x + width, y + height))
    context = {
        "fond": "" if voisines else f"{reverse('ui:carte_fond')}?v={empreinte()}",
        "voisines": mark_safe(" ".join(voisines)),  # noqa: S308 - our data file
        "vue": " ".join(n(v) for v in (x, y, width, height)),
        "trait": n(width / 700),
        "libres": [_forme(place, traces) for place in known if not place.choisie],
        "choisies": [_forme(place, traces) for place in chosen],
        "departements": [mark_safe(d) for d in data["departements"].values()],  # noqa: S308 - our data file
        "noms": _noms(chosen, traces, width / 40) if len(chosen) <= NOMMEES else [],
        "corps": n(width / 40),
    }
    resume = f"{avec_nombre(len(chosen), 'commune choisie,communes choisies')}{liste}"
    return Graphique("locale", titre, resume, context)


def _voisines(traces: dict[str, str], known: set[str], frame: tuple[float, ...]) -> list[str]:
    """Outlines of the communes that show around; none when they are so many that the cached background serves better."""
    left, top, right, bottom = frame
    found = []
    for code, trace in traces.items():
        a, b, c, d = boite(trace)
        if code not in known and a < right and c > left and b < bottom and d > top:
            found.append(trace)
    return found if len(found) <= VOISINES else []


def _forme(place: Place, traces: dict[str, str]) -> dict:
    return {"code": place.code, "nom": place.nom, "ancre": place.ancre, "trace": mark_safe(traces[place.code])}  # noqa: S308


def _cadre(traces: list[str]) -> tuple[float, float, float, float]:
    """x, y, width and height of a frame of constant proportion around the outlines."""
    if not traces:
        return 0, 0, 1000, 810
    boxes = [boite(trace) for trace in traces]
    left, top = min(b[0] for b in boxes), min(b[1] for b in boxes)
    right, bottom = max(b[2] for b in boxes), max(b[3] for b in boxes)
    width = max((right - left) * (1 + 2 * MARGE), (bottom - top) * (1 + 2 * MARGE) / PROPORTION, LARGEUR_MIN)
    height = width * PROPORTION
    return (left + right - width) / 2, (top + bottom - height) / 2, width, height


def _noms(places: list[Place], traces: dict[str, str], size: float) -> list[dict]:
    """The names of the communes at their middle, those that would cover another left to the list."""
    placed: list[tuple[float, float, float]] = []
    found = []
    for place in places:
        left, top, right, bottom = boite(traces[place.code])
        x, y, half = (left + right) / 2, (top + bottom) / 2, len(place.nom) * size * 0.28
        if all(abs(y - b) > size * 1.1 or abs(x - a) > half + h for a, b, h in placed):
            placed.append((x, y, half))
            found.append({"x": n(x), "y": n(y + size / 3), "nom": place.nom})
    return found
