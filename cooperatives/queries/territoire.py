"""Which communes a coopérative covers (decisions.md 4) and how many people live there."""

from django.db.models import Q, QuerySet

from coop.territories.models import Commune
from coop.territories.queries import distinct_communes
from cooperatives.models import Cooperative


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


def _codes(ca: Cooperative) -> list[str]:
    return list(communes_couvertes(ca).values_list("code", flat=True))


def compte(ca: Cooperative) -> tuple[int, int]:
    """Communes and inhabitants covered, as the two functions below give them, in 1 statement."""
    rows = list(communes_couvertes(ca).values_list("pk", "parent_id", "population"))
    present = {pk for pk, _, _ in rows}
    people = [population for _, parent, population in rows if parent not in present]
    return len(people), sum(people)


def nombre_communes(ca: Cooperative) -> int:
    """How many communes, an arrondissement of Paris not counted beside Paris (2 statements)."""
    return len(distinct_communes(_codes(ca)))


def population(ca: Cooperative) -> int:
    """Population municipale of the communes covered (2 statements); a quartier counts for its commune."""
    return sum(commune.population for commune in distinct_communes(_codes(ca)))


def has_territory(ca: Cooperative) -> bool:
    """Whether anything says where: places of the reference, sites or a label."""
    if ca.libelle_territoire or ca.sites.exists():
        return True
    return any(
        getattr(ca, name).exists() for name in ("communes", "intercommunalites", "quartiers", "departements_vises")
    )
