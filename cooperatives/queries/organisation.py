"""« Organisation de la CA »: what everybody reads of its instances, on screen and on paper (R-GOUV-02, R-GOUV-04)."""

from coop.organisations.enums import TypeOrganisation
from cooperatives.enums import QualiteInstance, TypeInstance
from cooperatives.models import Cooperative, Membre
from cooperatives.models.perimetre import running
from cooperatives.queries.gouvernance import instances
from cooperatives.queries.membres import elus


def organisation(ca: Cooperative) -> dict:
    """Who animates, each instance with its role, rhythm and composition, and who has no seat where all should (6 statements)."""
    rows = list(instances(ca))
    copil = next((row for row in rows if row.type == TypeInstance.COPIL), None)
    animators = ca.coordinateurs.filter(running()).select_related("contact").order_by("rang", "id")
    leaders = ca.copilotes.filter(running()).select_related("organisation")
    return {
        "ca": ca,
        "instances": rows,
        "animateurs": [str(row.contact) for row in animators],
        "copilotes": [str(row.organisation) for row in leaders],
        "copil": copil,
        "sans_siege": _without_seat(ca, copil) if copil else [],
        "habitants": copil is not None and _inhabitants_sit(copil),
        "elus": elus(ca),
    }


def _without_seat(ca: Cooperative, copil) -> list[Membre]:
    """Active members that nobody represents in the comité de pilotage, by name."""
    seated = {seat.membre_id for seat in copil.participants.all()}
    rows = ca.membres.actifs().select_related("organisation").order_by("organisation__recherche", "id")
    return [row for row in rows if row.pk not in seated]


def _inhabitants_sit(copil) -> bool:
    return any(
        seat.qualite == QualiteInstance.HABITANT
        or (seat.membre and seat.membre.organisation.type == TypeOrganisation.GROUPE_HABITANTS)
        for seat in copil.participants.all()
    )
