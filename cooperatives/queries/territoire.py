"""Which communes a coopérative covers (decisions.md 4) and how many people live there."""

from django.db.models import Q, QuerySet

from coop.territories.models import Commune
from cooperatives.models import Cooperative
from cooperatives.queries.presences import LIEUX, presences


def communes_couvertes(ca: Cooperative) -> QuerySet[Commune]:
    """Communes chosen, of a chosen intercommunalité or of a chosen quartier; a whole département or a site adds none."""
    chosen = Q(pk__in=ca.communes.order_by().values("pk"))
    of_epci = Q(pk__in=Commune.objects.order_by().filter(intercommunalites__cooperatives=ca).values("pk"))
    of_quartier = Q(pk__in=Commune.objects.order_by().filter(quartiers__cooperatives=ca).values("pk"))
    return (
        Commune.objects.filter(chosen | of_epci | of_quartier)
        .select_related("departement")
        .defer("trace", "departement__trace")
    )


def compte(ca: Cooperative) -> tuple[int, int]:
    """Communes and inhabitants covered, as the two functions below give them, in 1 statement."""
    rows = list(communes_couvertes(ca).values_list("pk", "parent_id", "population"))
    present = {pk for pk, _, _ in rows}
    people = [population for _, parent, population in rows if parent not in present]
    return len(people), sum(people)


def nombre_communes(ca: Cooperative) -> int:
    """How many communes, an arrondissement of Paris not counted beside Paris (1 statement)."""
    return compte(ca)[0]


def population(ca: Cooperative) -> int:
    """Population municipale of the communes covered (1 statement); a quartier counts for its commune."""
    return compte(ca)[1]


def has_territory(ca: Cooperative, held: frozenset[str] | None = None) -> bool:
    """Whether anything says where: places of the reference, sites or a label; `held` is what it is known to have."""
    known = presences(Cooperative.objects.filter(pk=ca.pk))[ca.pk] if held is None else held
    return bool(ca.libelle_territoire or known & LIEUX)
