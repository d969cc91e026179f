"""Published figures of a set of communes, beside their départements and the région."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal

from coop.territories.loading.figures import REGION
from coop.territories.models import Commune, Departement, Ponderation, Serie, ValeurReference
from coop.territories.queries import distinct_communes
from coop.territories.reperes import derived

NON_PUBLIE = "non publié"
NE_SE_MOYENNE_PAS = "ne se moyenne pas entre communes"
Niveau = ValeurReference.Niveau


@dataclass(frozen=True)
class Repere:
    """The figure of a larger territory, to compare with."""

    territoire: str
    valeur: Decimal
    estimee: bool
    couverture: Decimal | None


@dataclass(frozen=True)
class Chiffre:
    """One series for the chosen communes. `valeur` is None when nothing can lawfully be said: `mention` says why.

    `couverture`: share (%) of the population living where the figure is published, for a mean; None for a figure read.
    """

    serie: Serie
    valeur: Decimal | None
    mention: str
    communes: int
    publiees: int
    couverture: Decimal | None = None
    departements: list[Repere] = field(default_factory=list)
    region: Repere | None = None


def figures_for(codes: Iterable[str], series: Iterable[str]) -> list[Chiffre]:
    """Figures of the communes `codes` for the series of code `series`, in their reading order (at most 6 statements).

    One commune: the figure its producer publishes. Several: the sum of a count, a weighted mean when the series can be
    averaged, over the communes that publish it, with its coverage. Nothing published: « non publié », never zero.
    Beside it, the départements and the région: the figure given, else the mean of their communes where it is lawful.
    """
    communes = distinct_communes(codes)
    wanted = list(Serie.objects.filter(code__in=set(series)))
    departements = {commune.departement.code: commune.departement for commune in communes}
    local = _local_values(communes)
    larger = _larger_values(wanted, departements)
    return [_chiffre(serie, communes, local, larger, departements) for serie in wanted]


def _local_values(communes: list[Commune]) -> dict[str, dict[str, Decimal]]:
    """Values by series code then commune code."""
    rows = ValeurReference.objects.filter(niveau=Niveau.COMMUNE, code__in=[c.code for c in communes])
    values: dict[str, dict[str, Decimal]] = {}
    for serie, code, valeur in rows.order_by("pk").values_list("serie__code", "code", "valeur"):
        values.setdefault(serie, {})[code] = valeur
    return values


def _larger_values(wanted: list[Serie], departements: dict[str, Departement]) -> dict[tuple, ValeurReference]:
    rows = ValeurReference.objects.filter(
        serie__in=wanted, niveau__in=[Niveau.DEPARTEMENT, Niveau.REGION], code__in=[REGION, *departements]
    )
    found = {(row.serie_id, row.niveau, row.code): row for row in rows}
    return found | derived(wanted, departements, found)


def _chiffre(serie, communes, local, larger, departements) -> Chiffre:
    published = local.get(serie.code, {})
    valeur, mention, couverture = _read(serie, communes, published, local.get("personnes_fiscales", {}))
    region = larger.get((serie.pk, Niveau.REGION, REGION))
    return Chiffre(
        serie=serie,
        valeur=valeur,
        mention=mention,
        communes=len(communes),
        publiees=len(published),
        couverture=couverture,
        departements=[
            _repere(row, departements[code].nom)
            for code in sorted(departements)
            if (row := larger.get((serie.pk, Niveau.DEPARTEMENT, code)))
        ],
        region=_repere(region, "Île-de-France") if region else None,
    )


def _repere(row: ValeurReference, territoire: str) -> Repere:
    return Repere(territoire, row.valeur, row.estimee, row.couverture)


def _read(serie, communes, published, fiscal) -> tuple[Decimal | None, str, Decimal | None]:
    if not published:
        return None, NON_PUBLIE, None
    if len(communes) == 1:
        return published[communes[0].code], "", None
    if serie.ponderation == Ponderation.AUCUNE:
        return None, NE_SE_MOYENNE_PAS, None
    if serie.ponderation == Ponderation.SOMME:
        return _sum(communes, published)
    weights = {c.code: _weight(serie, c, fiscal) for c in communes}
    covered = sum(weights[code] for code in published)
    if not covered:
        return None, NON_PUBLIE, None
    mean = sum(valeur * weights[code] for code, valeur in published.items()) / covered
    couverture = round(100 * covered / sum(weights.values()), 1)
    return round(mean, 1), _mention("moyenne pondérée", len(published), len(communes), couverture), couverture


def _sum(communes: list[Commune], published: dict[str, Decimal]) -> tuple[Decimal, str, Decimal]:
    """The total of the communes that publish it, and the share of the population living there."""
    people = {commune.code: commune.population for commune in communes}
    couverture = round(Decimal(100 * sum(people[code] for code in published)) / (sum(people.values()) or 1), 1)
    return sum(published.values()), _mention("somme", len(published), len(communes), couverture), couverture


def _weight(serie: Serie, commune: Commune, fiscal: dict[str, Decimal]) -> Decimal:
    if serie.ponderation == Ponderation.PERSONNES_FISCALES and commune.code in fiscal:
        return fiscal[commune.code]
    return Decimal(commune.population)


def _mention(operation: str, published: int, communes: int, couverture: Decimal) -> str:
    if published == communes:
        return f"{operation} des {communes} communes"
    share = str(couverture).replace(".", ",")
    part = "d’une commune publiée" if published == 1 else f"de {published} communes publiées"
    return f"{operation} {part} sur {communes} ({share} % de la population)"
