"""The comités de pilotage held, with who was expected and who came: what F-16 and F-17 are counted from."""

from collections import defaultdict
from datetime import date

from django.db.models import QuerySet

from coop.organisations.enums import TypeOrganisation
from cooperatives.chiffres_vie import Comite
from cooperatives.enums import QualiteInstance, StatutPresence, TypeReunion
from cooperatives.models import MembreInstance, Presence, Reunion
from cooperatives.queries.gouvernance import TENUES

VENUS = (StatutPresence.PRESENT, StatutPresence.REPRESENTE)


def tenus(ids, jour: date) -> QuerySet[Reunion]:
    """Comités held up to `jour` by these coopératives (`ids`: keys, or a queryset of keys)."""
    return Reunion.objects.filter(ca__in=ids, type=TypeReunion.COPIL, statut__in=TENUES, tenue_le__lte=jour)


def comites(reunions: QuerySet[Reunion]) -> dict[int, Comite]:
    """The comité of each meeting, the first held first (3 statements).

    A member is expected where the presence of somebody is noted for it, and came when one of them was there: of who was
    convened and not noted nothing is said. The ARS, which animates, is not counted. Inhabitants came when they were
    counted, or when one of them was noted present.
    """
    rows = reunions.order_by("tenue_le", "pk").values_list("pk", "tenue_le", "cr_valide_le", "habitants_presents")
    found = {pk: Comite(le, valide, habitants=habitants > 0) for pk, le, valide, habitants in rows}
    ids = reunions.order_by().values("pk")
    seats = _sieges_d_habitants(ids)
    noted = Presence.objects.filter(reunion__in=ids).order_by()
    for reunion, contact, membre, kind, statut in noted.values_list(
        "reunion", "contact", "membre", "membre__organisation__type", "statut"
    ):
        row, came = found[reunion], statut in VENUS
        row.habitants |= came and (kind == TypeOrganisation.GROUPE_HABITANTS or contact in seats[reunion])
        if membre is not None and kind != TypeOrganisation.ARS:
            row.attendus.add(membre)
            if came:
                row.venus.add(membre)
    return found


def _sieges_d_habitants(ids: QuerySet) -> dict[int, set[int]]:
    """The contacts that sit as inhabitants in the instance of each meeting."""
    found: dict[int, set[int]] = defaultdict(set)
    rows = MembreInstance.objects.filter(qualite=QualiteInstance.HABITANT, instance__reunions__in=ids).order_by()
    for reunion, contact in rows.values_list("instance__reunions", "contact"):
        found[reunion].add(contact)
    return found
