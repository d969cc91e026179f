"""What coopératives have or lack of all that the first step asks to find somewhere, in one statement."""

from django.db.models import Exists, OuterRef, Q, QuerySet

from cooperatives.enums import StatutReunion, TypeInstance, TypeReunion
from cooperatives.models import Cooperative

TENUES = (StatutReunion.TENUE, StatutReunion.CR_VALIDE, StatutReunion.CR_DIFFUSE)
LIEUX = frozenset({"sites", "communes", "intercommunalites", "quartiers", "departements_vises"})
CHOISIS = ("thematiques", "publics", "determinants", *sorted(LIEUX))
REUNION, COPIL = "premiere_reunion", "comite_de_pilotage"


def presences(cas: QuerySet[Cooperative]) -> dict[int, frozenset[str]]:
    """Coopérative → the names of what it has: `CHOISIS`, `REUNION` (held), `COPIL` (not ended) (1 statement)."""
    asked = {name: Q(**{f"{name}__isnull": False}) for name in CHOISIS}
    asked[REUNION] = Q(reunions__type=TypeReunion.LANCEMENT, reunions__statut__in=TENUES)
    asked[COPIL] = Q(instances__type=TypeInstance.COPIL, instances__fin__isnull=True)
    here = Cooperative.objects.order_by().filter(pk=OuterRef("pk"))
    rows = cas.order_by().annotate(**{f"a_{name}": Exists(here.filter(held)) for name, held in asked.items()})
    found = rows.values_list("pk", *(f"a_{name}" for name in asked))
    return {pk: frozenset(name for name, is_held in zip(asked, held, strict=True) if is_held) for pk, *held in found}
