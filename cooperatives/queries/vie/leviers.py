"""The register of leviers and freins by axis, what remains to tick, what others lifted, what the bilans say."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date

from coop import horloge
from coop.calendrier import add_months
from coop.ui import typographie
from cooperatives.enums_vie import AxeLevierFrein, StatutFrein, TypeLevierFrein
from cooperatives.models import Cooperative, EntreeLevierFrein, LevierFrein

ANCIEN_MOIS = 6  # a frein still open then is told (AL-37)
DITS_A_L_ORDRE_DU_JOUR = 2


@dataclass(frozen=True, slots=True)
class Passage:
    """A levier or a frein written elsewhere (a bilan): its stable key, its words, who says it, where to read it."""

    cle: str
    type: TypeLevierFrein
    texte: str
    dit: str
    url: str
    le: date | None = None


Source = Callable[[Cooperative], Iterable[Passage]]
_sources: dict[str, Source] = {}


def register_source(name: str, source: Source) -> None:
    """Let a floor above give the passages it knows, in a fixed number of statements; a name is registered once."""
    if _sources.get(name, source) is not source:
        raise ValueError(f"Source of freins {name} is registered twice.")
    _sources[name] = source


def passages(ca: Cooperative) -> dict[str, Passage]:
    """Every passage known of this coopérative, by key."""
    return {passage.cle: passage for source in _sources.values() for passage in source(ca)}


@dataclass(slots=True)
class Axe:
    """One column of the table."""

    code: str
    nom: str
    freins: list[LevierFrein] = field(default_factory=list)
    leves: list[LevierFrein] = field(default_factory=list)
    leviers: list[LevierFrein] = field(default_factory=list)


@dataclass(slots=True)
class Registre:
    """The board, read whole."""

    axes: list[Axe]
    a_reprendre: list[Passage]
    ouverts: int = 0
    anciens: int = 0


def registre(ca: Cooperative) -> Registre:
    """The board (2 statements, and those of the sources)."""
    rows = list(ca.leviers_freins.select_related("organisation", "catalogue").order_by("signale_le", "pk"))
    known = passages(ca)
    limit = add_months(horloge.today(), -ANCIEN_MOIS)
    axes = {code: Axe(code, label) for code, label in AxeLevierFrein.choices}
    elsewhere = _lifted_elsewhere(ca, rows)
    for row in rows:
        row.passage = known.pop(row.source_cle, None)
        row.ailleurs = elsewhere.get(row.catalogue_id, [])
        row.ancien = _open(row) and row.signale_le < limit
        _place(axes[row.axe], row)
    return Registre(list(axes.values()), list(known.values()), sum(map(_open, rows)), sum(row.ancien for row in rows))


def _open(row: LevierFrein) -> bool:
    return row.type == TypeLevierFrein.FREIN and row.statut != StatutFrein.LEVE


def _place(axe: Axe, row: LevierFrein) -> None:
    if row.type == TypeLevierFrein.LEVIER:
        axe.leviers.append(row)
    else:
        (axe.freins if _open(row) else axe.leves).append(row)


def _lifted_elsewhere(ca: Cooperative, rows: list[LevierFrein]) -> dict[int, list[LevierFrein]]:
    """catalogue → freins that another coopérative lifted and agreed to tell (1 statement)."""
    wanted = [row.catalogue_id for row in rows if row.catalogue_id and _open(row)]
    found = defaultdict(list)
    shared = partages().filter(catalogue__in=wanted).exclude(ca=ca)
    for row in shared:
        found[row.catalogue_id].append(row)
    return found


def partages():
    """Lifted freins that their coopérative lets the others read."""
    rows = LevierFrein.objects.filter(partage=True, statut=StatutFrein.LEVE).select_related("ca__departement")
    return rows.order_by("-leve_le", "pk")


def a_cocher(ca: Cooperative) -> list[tuple[str, list[EntreeLevierFrein], list[EntreeLevierFrein]]]:
    """(axis, freins, leviers) of the table that are not open in the register (1 statement)."""
    taken = ca.leviers_freins.exclude(statut=StatutFrein.LEVE).filter(catalogue__isnull=False)
    rows = list(EntreeLevierFrein.objects.exclude(pk__in=taken.order_by().values("catalogue")).order_by("ordre"))
    return [
        (label, _of(rows, code, TypeLevierFrein.FREIN), _of(rows, code, TypeLevierFrein.LEVIER))
        for code, label in AxeLevierFrein.choices
    ]


def _of(rows: list[EntreeLevierFrein], axe: str, kind: str) -> list[EntreeLevierFrein]:
    return [row for row in rows if (row.axe, row.type) == (axe, kind)]


def ouverts(ca: Cooperative):
    """Open freins, the oldest first."""
    rows = ca.leviers_freins.filter(type=TypeLevierFrein.FREIN).exclude(statut=StatutFrein.LEVE)
    return rows.order_by("signale_le", "pk")


def a_l_ordre_du_jour(ca: Cooperative) -> list[str]:
    """One item for the meetings that follow the programme: the freins to look at together (1 statement)."""
    rows = list(ouverts(ca).values_list("libelle", flat=True))
    if not rows:
        return []
    named = "\u00a0; ".join(_short(label) for label in rows[:DITS_A_L_ORDRE_DU_JOUR])
    more = len(rows) - DITS_A_L_ORDRE_DU_JOUR
    rest = f" (et {typographie.avec_nombre(more, 'autre,autres')})" if more > 0 else ""
    return [f"Freins à lever\u00a0: {named}{rest}"]


def _short(label: str, limit: int = 90) -> str:
    return label if len(label) <= limit else f"{label[: limit - 1].rsplit(' ', 1)[0]}…"
