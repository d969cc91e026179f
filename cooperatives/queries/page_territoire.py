"""The page of a territory: what it covers, and what one may choose in a département. A fixed number of statements."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Exists, OuterRef, Subquery

from coop.territories.models import Commune, Departement, Intercommunalite, Quartier
from coop.territories.queries import NATURES
from coop.ui.carte_locale import Place, carte_locale
from coop.ui.carte_marques import Marque
from coop.ui.charts.base import Graphique
from cooperatives.models import Cooperative
from cooperatives.queries.territoire import communes_couvertes

LOSANGES = "Losange\u00a0: un quartier prioritaire, placé dans sa commune (son contour n’est pas dessiné), sous son numéro dans la liste."


@dataclass(frozen=True)
class Territoire:
    """What a coopérative covers. `quartiers` are those of its communes, `choisi` told on each.

    `part_qpv`: inhabitants of these quartiers for 100 of the communes, None when no population is published.
    """

    communes: list[Commune]
    departements: list[str]
    population: int
    intercommunalites: list[tuple[str, str]]
    quartiers: list[Quartier]
    part_qpv: Decimal | None
    geographie: int | None
    departements_vises: list[str]
    sites: list[str]

    @property
    def choisis(self) -> list[Quartier]:
        """The quartiers the coopérative chose by name."""
        return [quartier for quartier in self.quartiers if quartier.choisi]

    @property
    def carte(self) -> Graphique:
        """The communes covered, seen from near, and the quartiers chosen under their number in the list."""
        places = [Place(c.code, c.nom, True) for c in self.communes]
        marks = [Marque(q.code, q.code_commune, q.nom, str(n), True) for n, q in enumerate(self.choisis, start=1)]
        return carte_locale(
            "Carte du territoire",
            places,
            [c.code for c in self.communes],
            marques=marks,
            legende=LOSANGES if marks else "",
            liste=". Les lieux sont dans la liste",
        )


def territoire(ca: Cooperative) -> Territoire:
    """Five statements, whatever the number of communes."""
    covered = list(communes_couvertes(ca))
    present = {commune.pk for commune in covered}
    communes = [commune for commune in covered if commune.parent_id not in present]
    population = sum(commune.population for commune in communes)
    quartiers = _quartiers(ca, covered)
    counted = [q for q in quartiers if q.population]
    geographie = max((q.geographie for q in counted), default=None)
    people = sum(q.population for q in counted if q.geographie == geographie)
    return Territoire(
        communes=communes,
        departements=sorted({commune.departement.nom for commune in communes}),
        population=population,
        intercommunalites=[(row.nom, NATURES.get(row.nature, row.nature)) for row in ca.intercommunalites.all()],
        quartiers=quartiers,
        part_qpv=round(Decimal(100 * people) / population, 1) if geographie and population else None,
        geographie=geographie,
        departements_vises=[row.nom for row in ca.departements_vises.defer("trace")],
        sites=[row.nom for row in ca.sites.all()],
    )


def _quartiers(ca: Cooperative, communes: list[Commune]) -> list[Quartier]:
    """Quartiers of the communes, and those chosen, once each."""
    chosen = Cooperative.quartiers.through.objects.filter(cooperative=ca, quartier=OuterRef("pk"))
    here = Quartier.communes.through.objects.filter(quartier=OuterRef("pk"), commune__in=[c.pk for c in communes])
    first = Commune.objects.filter(quartiers=OuterRef("pk")).order_by("code").values("code")[:1]
    rows = Quartier.objects.annotate(choisi=Exists(chosen), code_commune=Subquery(first)).filter(Exists(here))
    return [quartier for quartier in rows.order_by("recherche") if quartier.choisi or not quartier.retire]


@dataclass(frozen=True)
class Groupe:
    """An intercommunalité and its communes in the département shown; `entiere` when it is chosen whole."""

    intercommunalite: Intercommunalite | None
    nature: str
    entiere: bool
    communes: list[tuple[Commune, bool]]

    @property
    def nombre(self) -> int:
        return sum(ticked for _, ticked in self.communes)


@dataclass(frozen=True)
class Choix:
    """Everything one may tick in a département, `valeurs` as the form writes them, and the map of its communes."""

    departement: Departement
    groupes: list[Groupe]
    quartiers: list[tuple[Quartier, str, bool]]
    valeurs: set[str]
    carte: Graphique


def choix(departement: Departement, ticked: Iterable[str], *, entier: bool = True) -> Choix:
    """Four statements. `ticked`: values of places as the forms carry them (« commune:12 »).

    The map shows the whole département, or, not `entier`, what surrounds the communes ticked.
    """
    ticked = set(ticked)
    communes = list(
        Commune.objects.filter(departement=departement)
        .prefetch_related("intercommunalites")
        .defer("trace")
        .order_by("recherche")
    )
    groupes = _groupes(communes, ticked)
    quartiers = _quartiers_proposes(departement, ticked)
    whole = {g.intercommunalite.pk for g in groupes if g.entiere}
    places = [
        Place(c.code, c.nom, chosen or any(i.pk in whole for i in c.intercommunalites.all()), f"#c-{c.code}")
        for g in groupes
        for c, chosen in g.communes
    ]
    values = {f"commune:{c.pk}" for c in communes} | {f"quartier:{q.pk}" for q, _, _ in quartiers}
    values |= {f"intercommunalite:{g.intercommunalite.pk}" for g in groupes if g.intercommunalite}
    marks = [
        Marque(q.code, q.code_commune, f"{q.nom} ({names})", str(n), chosen, f"#q-{q.code}")
        for n, (q, names, chosen) in enumerate(quartiers, start=1)
    ]
    drawn = carte_locale(
        f"Communes et quartiers\u00a0: {departement.nom}",
        places,
        [c.code for c in communes] if entier else _cadre(groupes) or [c.code for c in communes],
        marques=marks,
        legende=LOSANGES if quartiers else "",
        liste=". Les mêmes lieux se cochent dans la liste",
    )
    return Choix(departement, groupes, quartiers, values, drawn)


def _cadre(groupes: list[Groupe]) -> list[str]:
    """The communes of the intercommunalités where something is ticked; outside of any, those ticked alone."""
    near = []
    for group in groupes:
        if group.intercommunalite and (group.entiere or group.nombre):
            near += [commune.code for commune, _ in group.communes]
        else:
            near += [commune.code for commune, ticked in group.communes if ticked]
    return near


def _groupes(communes: list[Commune], ticked: set[str]) -> list[Groupe]:
    """Communes by intercommunalité; inside the Métropole, by établissement public territorial."""
    rows: dict[int | None, tuple[Intercommunalite | None, list]] = {}
    for commune in communes:
        found = sorted(commune.intercommunalites.all(), key=lambda i: i.parent_id is None)
        epci = found[0] if found else None
        rows.setdefault(epci.pk if epci else None, (epci, []))[1].append((commune, f"commune:{commune.pk}" in ticked))
    groupes = [
        Groupe(
            epci,
            NATURES.get(epci.nature, "") if epci else "",
            bool(epci) and f"intercommunalite:{epci.pk}" in ticked,
            inside,
        )
        for epci, inside in rows.values()
    ]
    return sorted(
        groupes, key=lambda g: (g.intercommunalite is None, g.intercommunalite.recherche if g.intercommunalite else "")
    )


def _quartiers_proposes(departement: Departement, ticked: set[str]) -> list[tuple[Quartier, str, bool]]:
    """Quartiers of the département still on a list, the latest géographie, with their communes."""
    rows = list(
        Quartier.objects.filter(departement=departement, retire=False)
        .prefetch_related("communes")
        .order_by("recherche")
    )
    latest = max((q.geographie for q in rows), default=0)
    return [
        (_situe(q), ", ".join(c.nom for c in q.communes.all()), f"quartier:{q.pk}" in ticked)
        for q in rows
        if q.geographie == latest or f"quartier:{q.pk}" in ticked
    ]


def _situe(quartier: Quartier) -> Quartier:
    """With the commune its mark stands in, the first by code; the communes are already read."""
    quartier.code_commune = min((commune.code for commune in quartier.communes.all()), default="")
    return quartier
