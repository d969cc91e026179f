"""The map of a few communes, seen from near: those chosen, and those one may choose, over the published outlines."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.safestring import mark_safe

from coop.ui.carte_marques import Boite, Marque, poser
from coop.ui.charts.base import Graphique, n
from coop.ui.fond import boite, contours, empreinte
from coop.ui.typographie import avec_nombre

LARGEUR_MIN = 130.0  # a lone commune keeps its neighbours around it
PROPORTION = 0.68
MARGE = 0.12
NOMMEES = 24
VOISINES = 160


@dataclass(frozen=True, slots=True)
class Ecriture:
    """How large names and marks are written, in shares of the width of the map."""

    classe: str
    nom: float
    rayon: float
    marque: float


# A telephone shows the map on 320 px: the same shares would write names of 7 px there and marks of 5.
ECRITURES = (Ecriture("large", 1 / 44, 1 / 58, 1 / 62), Ecriture("etroite", 1 / 26, 1 / 30, 1 / 29))


@dataclass(frozen=True, slots=True)
class Place:
    """A commune on the map. `ancre`: where a click leads (an address or a fragment), "" for none.

    `pale`: one of the territory that has nothing of what the map shows.
    """

    code: str
    nom: str
    choisie: bool
    ancre: str = ""
    pale: bool = False


def carte_locale(
    titre: str,
    places: list[Place],
    cadre: list[str],
    *,
    marques: Iterable[Marque] = (),
    legende: str = "",
    resume: str = "",
    liste: str = "",
    pour_pdf: bool = False,
) -> Graphique:
    """The communes of `places`, framed on the codes `cadre`; the whole région when none has an outline.

    One merged since the outlines were drawn is left out. `legende` is read under the map; `resume` is its sentence (how
    many communes are chosen, by default), `liste` where the same is said to who sees no map. A PDF has no background
    image: nothing around is drawn there when the neighbours are too many; its sentence is the alternative of the figure.
    """
    data = contours()
    traces = data["communes"]
    x, y, width, height = _cadre([traces[code] for code in cadre if code in traces])
    known = [place for place in places if place.code in traces]
    chosen = [place for place in known if place.choisie]
    voisines = _voisines(traces, {place.code for place in known}, (x, y, x + width, y + height))
    drawn = [marque for marque in marques if marque.commune in traces]
    context = {
        "fond": "" if voisines or pour_pdf else f"{reverse('ui:carte_fond')}?v={empreinte()}",
        "voisines": mark_safe(" ".join(voisines)),  # noqa: S308 - our data file
        "vue": " ".join(n(v) for v in (x, y, width, height)),
        "trait": n(width / 700),
        "libres": [_forme(place, traces) for place in known if not place.choisie],
        "choisies": [_forme(place, traces) for place in chosen],
        "departements": [mark_safe(d) for d in data["departements"].values()],  # noqa: S308 - our data file
        "ecritures": [_ecriture(e, chosen, drawn, traces, width) for e in (ECRITURES[:1] if pour_pdf else ECRITURES)],
        "legende": legende,
        "pour_pdf": pour_pdf,
        # Links that a list says again are for the mouse: neither read nor reached by the keyboard.
        "cliquable": any(item.ancre for item in (*known, *drawn)),
    }
    resume = resume or avec_nombre(len(chosen), "commune choisie,communes choisies")
    return Graphique("locale", titre, f"{resume}{liste}", context)


def _ecriture(
    ecriture: Ecriture, chosen: list[Place], drawn: list[Marque], traces: dict[str, str], width: float
) -> dict:
    """Names and marks at one size, each placed for it; the style sheet shows the one its width can read."""
    corps = width * ecriture.nom
    noms = _noms(chosen, traces, corps) if len(chosen) <= NOMMEES else []
    return {
        "classe": ecriture.classe,
        "noms": noms,
        "corps": n(corps),
        "marques": poser(drawn, traces, width * ecriture.rayon, [_boite(nom, corps) for nom in noms]),
        "corps_marque": n(width * ecriture.marque),
    }


def _boite(nom: dict, corps: float) -> Boite:
    """The box of a name, as `_noms` placed it."""
    x, y, half = float(nom["x"]), float(nom["y"]), len(nom["nom"]) * corps * 0.28
    return x - half, y - corps * 0.9, x + half, y + corps * 0.25


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
    trace = mark_safe(traces[place.code])  # noqa: S308 - our data file
    return {"code": place.code, "nom": place.nom, "ancre": place.ancre, "pale": place.pale, "trace": trace}


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
    """The names of the communes at their middle, those that would cover another left to the list, pale ones first."""
    placed: list[tuple[float, float, float]] = []
    found = []
    for place in sorted(places, key=lambda place: place.pale):
        left, top, right, bottom = boite(traces[place.code])
        x, y, half = (left + right) / 2, (top + bottom) / 2, len(place.nom) * size * 0.28
        if all(abs(y - b) > size * 1.1 or abs(x - a) > half + h for a, b, h in placed):
            placed.append((x, y, half))
            found.append({"x": n(x), "y": n(y + size / 3), "nom": place.nom})
    return found
