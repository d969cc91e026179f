"""Figures read year by year: what one counts, how it is written, how it is drawn. A figure is a part over a whole, or a sum."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from statistics import median

from coop.ui import charts
from coop.ui.charts import Graphique, Point
from coop.ui.typographie import euros, nombre, pourcentage

RIEN = "–"  # an empty denominator is never a zero (domain.md §7)
CENT = 100
TENDANCE = 4  # years drawn, the one read last


@dataclass(slots=True)
class Compte:
    """What was counted in one territory for one year: sums by name, and by name the durations a median is taken of."""

    nombres: Counter = field(default_factory=Counter)
    durees: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))

    def __add__(self, other: "Compte") -> "Compte":
        found = Compte(self.nombres + other.nombres)
        for durees in (self.durees, other.durees):
            for name, values in durees.items():
                found.durees[name] += values
        return found


Comptes = Mapping[tuple[str, int], Compte]  # by code of département and year


@dataclass(frozen=True, slots=True)
class Definition:
    """One figure. Without `sur` it is a sum; « % » is a share, « € » and « ETP » are written with their unit.

    `mediane` names the durations it is the median of, `vide` the note of an empty figure. `preuve` names the list of what it counts.
    """

    code: str
    libelle: str
    court: str
    phrase: str
    preuve: str
    de: str = ""
    sur: str = ""
    unite: str = ""
    note: Callable[[Compte], str] = lambda compte: ""
    mediane: str = ""
    vide: str = ""

    def valeur(self, compte: Compte) -> Decimal | None:
        """The figure, None when what it is out of is empty."""
        if self.mediane:
            values = compte.durees.get(self.mediane)
            return Decimal(str(median(values))) if values else None
        part = Decimal(compte.nombres[self.de])
        if not self.sur:
            return part
        whole = Decimal(compte.nombres[self.sur])
        return part * (CENT if self.unite == "%" else 1) / whole if whole else None

    def ecrire(self, valeur: Decimal | None) -> str:
        """« 60 000 € », « 1,20 », « 45 % », or a dash."""
        if valeur is None:
            return RIEN
        if self.unite == "%":
            return pourcentage(valeur)
        if self.unite == "€":
            return euros(round(valeur) if self.sur else valeur)
        return nombre(valeur, 2) if self.unite == "ratio" else nombre(round(valeur, 2 if self.unite else 1))

    def texte(self, compte: Compte) -> str:
        return self.ecrire(self.valeur(compte))


@dataclass(frozen=True, slots=True)
class Lecture:
    """A figure of one year as people read it, with its years before."""

    definition: Definition
    annee: int
    texte: str
    note: str
    tendance: Graphique | None


@dataclass(frozen=True, slots=True)
class Tableau:
    """Figures by territory: headings, a row each, and the whole."""

    titres: list[str]
    lignes: list[tuple[str, list[tuple[str, str]]]]
    ensemble: list[tuple[str, str]]

    @property
    def rien(self) -> tuple[str, ...]:
        """Cells a telephone leaves out."""
        return RIEN, "0", euros(0)


def annees_de(annee: int) -> list[int]:
    return list(range(annee - TENDANCE + 1, annee + 1))


def ensemble(comptes: Comptes, annee: int, codes: Iterable[str] | None = None) -> Compte:
    """A year, all these territories together."""
    wanted = None if codes is None else set(codes)
    found = [c for (code, year), c in comptes.items() if year == annee and (wanted is None or code in wanted)]
    return sum(found, Compte())


def lire(definition: Definition, comptes: Comptes, annee: int) -> Lecture:
    """The figure of the year and its drawing, when two years at least have a value."""
    values = {year: definition.valeur(ensemble(comptes, year)) for year in annees_de(annee)}
    points = [Point(str(year), str(year), None if v is None else round(v, 2)) for year, v in values.items()]
    drawn = None
    if sum(bool(v) for v in values.values()) > 1:
        unit = {"": "Nombre", "ratio": "Euros"}.get(definition.unite, definition.unite)
        drawn = charts.spark(definition.libelle.capitalize(), points, entete=unit, quoi="Année")
    whole = ensemble(comptes, annee)
    note = "" if values[annee] is None else definition.note(whole)
    return Lecture(definition, annee, definition.ecrire(values[annee]), note or definition.vide, drawn)


def tableau(definitions: list[Definition], comptes: Comptes, annee: int, territoires: list[tuple[str, str]]) -> Tableau:
    """`territoires` are (code, name), in the order they are shown: nobody is ranked."""
    titles = [d.court for d in definitions]

    def cells(compte: Compte) -> list[tuple[str, str]]:
        return list(zip(titles, [d.texte(compte) for d in definitions], strict=True))

    lines = [(name, cells(comptes.get((code, annee), Compte()))) for code, name in territoires]
    return Tableau(titles, lines, cells(ensemble(comptes, annee, [code for code, _ in territoires])))
