"""The places of many coopératives at once, and where two territories meet (decisions.md 4 and 33)."""

from collections import defaultdict
from dataclasses import dataclass, field

from django.db.models import BigIntegerField, CharField, F, QuerySet, Value

from cooperatives.models import Cooperative, DispositifLocal, FicheDispositif


@dataclass(slots=True)
class Lieux:
    """Ids of the communes covered whole, of the quartiers chosen, and of the communes of these quartiers.

    `parents` maps an arrondissement met there to its commune.
    """

    communes: set[int] = field(default_factory=set)
    quartiers: set[int] = field(default_factory=set)
    des_quartiers: set[int] = field(default_factory=set)
    parents: dict[int, int] = field(default_factory=dict)

    @property
    def toutes(self) -> set[int]:
        """Every commune touched, whole or by a quartier."""
        return self.communes | self.des_quartiers

    @property
    def distinctes(self) -> set[int]:
        """The same, an arrondissement of Paris not counted beside Paris."""
        return {pk for pk in self.toutes if self.parents.get(pk) not in self.toutes}

    def rencontre(self, other: "Lieux") -> set[int]:
        """Communes where both act; two different quartiers of one commune do not meet."""
        found = self.communes & other.toutes | self.des_quartiers & other.communes
        return found | (self.des_quartiers & other.des_quartiers if self.quartiers & other.quartiers else set())


def lieux_des_cooperatives(cas: QuerySet[Cooperative]) -> dict[int, Lieux]:
    """The places of each coopérative of `cas` (1 statement)."""
    rows = Cooperative.objects.order_by().filter(pk__in=cas.order_by().values("pk"))
    return _lieux(rows, communes=("communes", "intercommunalites__communes"))


def _lieux(rows: QuerySet, *, communes: tuple[str, ...]) -> dict[int, Lieux]:
    """Places of coopératives or of fiches: each kind of place is a branch of one statement."""
    paths = [("communes", path, F(f"{path}__parent")) for path in communes]
    paths += [("quartiers", "quartiers", Value(None, output_field=BigIntegerField()))]
    paths += [("des_quartiers", "quartiers__communes", F("quartiers__communes__parent"))]
    branches = [
        rows.filter(**{f"{path}__isnull": False}).values_list("pk", path, Value(kind, output_field=CharField()), parent)
        for kind, path, parent in paths
    ]
    found: dict[int, Lieux] = defaultdict(Lieux)
    for owner, place, kind, parent in branches[0].union(*branches[1:], all=True):
        getattr(found[owner], kind).add(place)
        if parent:
            found[owner].parents[place] = parent
    return found


def communes_des_dispositifs(dispositifs: QuerySet[DispositifLocal]) -> dict[int, set[int]]:
    """Ids of the communes of each scheme (1 statement)."""
    found: dict[int, set[int]] = defaultdict(set)
    rows = dispositifs.order_by().filter(communes__isnull=False)
    for scheme, commune in rows.values_list("pk", "communes"):
        found[scheme].add(commune)
    return found


def lieux_des_fiches(fiches: list[FicheDispositif], communes: dict[int, set[int]]) -> dict[int, Lieux]:
    """The places of each fiche, those of its scheme when it names none (1 statement); `communes` by scheme."""
    rows = FicheDispositif.objects.order_by().filter(pk__in=[fiche.pk for fiche in fiches])
    found = _lieux(rows, communes=("communes",))
    return {
        fiche.pk: found[fiche.pk] if fiche.pk in found else Lieux(set(communes.get(fiche.dispositif_id, ())))
        for fiche in fiches
    }
