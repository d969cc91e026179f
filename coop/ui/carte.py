"""The map of the region: who covers which communes, drawn from codes, with its legend and its table.

Labels stand at fixed places per département, outside of its crowded part; a département with more coopératives
than places says « et 2 autres ». A territory without precise perimeter hatches its whole département.
"""

from collections import defaultdict
from dataclasses import dataclass

from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import mark_safe

from coop.ui.charts.base import Graphique, n
from coop.ui.fond import centre, contours, empreinte
from coop.ui.typographie import avec_nombre

TONS = {
    "diag": "Préfiguration, diagnostic",
    "elab": "Élaboration",
    "sign": "Convention en signature",
    "meo": "Mise en œuvre",
    "autre": "Suspendue ou terminée",
}
LETTRE = 8.4  # width of a letter of the first line (18 px, bold)
# Département → (x, y, anchor) of its labels, the second line of each 20 lower.
PLACES = {
    "75": [(690, 268, "start")],
    "77": [(720, 470, "start"), (720, 535, "start")],
    "78": [(14, 520, "start"), (14, 585, "start")],
    "91": [(600, 640, "start"), (600, 705, "start")],
    "92": [(306, 208, "end"), (306, 262, "end")],
    "93": [(690, 140, "start"), (690, 204, "start")],
    "94": [(690, 332, "start"), (690, 396, "start")],
    "95": [(566, 30, "start"), (566, 84, "start")],
}
NUMEROS = {"75": (404, 292), "77": (800, 600), "78": (110, 300), "91": (300, 570), "95": (250, 120)}


@dataclass(frozen=True, slots=True)
class Territoire:
    """A coopérative on the map: `ton` is a key of TONS; `communes` are INSEE codes; `precision` its second line."""

    nom: str
    departement: str
    ton: str
    communes: tuple[str, ...] = ()
    precision: str = ""
    url: str = ""
    imprecis: bool = False


def carte(titre: str, territoires: list[Territoire], *, pour_pdf: bool = False) -> Graphique:
    """The map; in a PDF the outlines of the communes are inside, in a page they are one cached image."""
    data = contours()
    codes = {code for t in territoires for code in t.communes}
    context = {
        "fond": "" if pour_pdf else f"{reverse('ui:carte_fond')}?v={empreinte()}",
        "communes": mark_safe(" ".join(data["communes"].values())) if pour_pdf else "",  # noqa: S308 - our data file
        "hachures": [mark_safe(data["departements"][t.departement]) for t in territoires if t.imprecis],  # noqa: S308
        "couvertes": _couvertes(territoires, data["communes"]),
        "departements": [mark_safe(d) for d in data["departements"].values()],  # noqa: S308 - our data file
        "numeros": [{"code": code, "x": x, "y": y} for code, (x, y) in NUMEROS.items()],
        "etiquettes": _etiquettes(territoires),
        "legende": _legende(territoires),
    }
    resume = f"{avec_nombre(len(codes), 'commune couverte,communes couvertes')} par {avec_nombre(len(territoires), 'coopérative,coopératives')}\u00a0; le détail est dans le tableau."
    rows = [[_nom(t), t.departement, TONS[t.ton], t.precision or _communes(t)] for t in territoires]
    return Graphique(
        "carte",
        titre,
        resume,
        context,
        ["Coopérative", "Département", "Étape", "Territoire"],
        rows,
        "coop-tableau coop-tableau--carte",
    )


def _nom(t: Territoire) -> str:
    return format_html('<a href="{}">{}</a>', t.url, t.nom) if t.url else t.nom


def _communes(t: Territoire) -> str:
    return "périmètre à préciser" if t.imprecis else avec_nombre(len(t.communes), "commune,communes")


def _couvertes(territoires: list[Territoire], traces: dict[str, str]) -> list[dict]:
    """One shape per territory; a code that the outlines do not know is left out (communes merged since)."""
    shapes = [(t, " ".join(traces[c] for c in t.communes if c in traces)) for t in territoires]
    return [{"classe": f"couv {t.ton}", "nom": t.nom, "trace": mark_safe(trace)} for t, trace in shapes if trace]  # noqa: S308


def _etiquettes(territoires: list[Territoire]) -> list[dict]:
    """Two lines and a thread to the heart of the territory, in the order given inside each département."""
    by_dep: dict[str, list[Territoire]] = defaultdict(list)
    for t in territoires:
        by_dep[t.departement].append(t)
    labels = []
    for code, group in by_dep.items():
        places = PLACES[code]
        for place, t in zip(places, group, strict=False):
            labels.append(_etiquette(t, place))
        rest = len(group) - len(places)
        if rest > 0:
            labels[-1]["ligne2"] += f" – et {avec_nombre(rest, 'autre,autres')}"
    return labels


def _etiquette(t: Territoire, place: tuple[int, int, str]) -> dict:
    x, y, anchor = place
    cx, cy = centre(t.departement, tuple(t.communes))
    return {
        "x": x,
        "y": y,
        "y2": y + 20,
        "ancre": anchor,
        "bord_x": _bord(x, anchor, _court(t.nom), cx),
        "bord_y": y - 5,
        "cx": n(cx),
        "cy": n(cy),
        "ligne1": _court(t.nom),
        "ligne2": t.precision or _communes(t),
    }


def _bord(x: int, anchor: str, text: str, centre_x: float) -> int:
    """Where the thread meets the label: the end that faces the territory."""
    width = round(len(text) * LETTRE)
    left, right = (x, x + width) if anchor == "start" else (x - width, x)
    return left - 6 if centre_x < (left + right) / 2 else right + 6


def _court(text: str, limit: int = 34) -> str:
    """The name, cut at a word with an ellipsis: the table has it whole."""
    if len(text) <= limit:
        return text
    return text[:limit].rsplit(" ", 1)[0].rstrip(" ,;:") + "…"


def _legende(territoires: list[Territoire]) -> list[dict]:
    used = {t.ton for t in territoires if t.communes}
    rows = [{"classe": f"couv {ton}", "label": label} for ton, label in TONS.items() if ton in used]
    if any(t.imprecis for t in territoires):
        rows.append({"classe": "perim", "label": "Périmètre à préciser"})
    return rows
