"""What the pages of one meeting read, and its document."""

from dataclasses import dataclass, field

from cooperatives.enums import QualiteInstance, StatutPresence, StatutReunion
from cooperatives.models import Decision, PointOdj, Presence, Reunion

ECRITS = (StatutReunion.CR_VALIDE, StatutReunion.CR_DIFFUSE)


@dataclass(slots=True)
class Feuille:
    """Who came: named people by status, and inhabitants counted (R-SI-04)."""

    par_statut: list[tuple[str, list[str]]] = field(default_factory=list)
    habitants: int = 0


def points(reunion: Reunion) -> list[PointOdj]:
    return list(reunion.points.all())


def decisions(reunion: Reunion) -> list[Decision]:
    return list(reunion.decisions.order_by("pk"))


def feuille(reunion: Reunion) -> Feuille:
    """Presences by status, representatives named with their organisation, other inhabitants only counted (2 statements)."""
    qualities = _qualities(reunion)
    rows = reunion.presences.select_related("contact__organisation", "membre__organisation")
    named: dict[str, list[str]] = {statut: [] for statut in StatutPresence.values}
    counted = reunion.habitants_presents
    for row in rows.order_by("membre__organisation__recherche", "id"):
        if row.membre is None and qualities.get(row.contact_id) == QualiteInstance.HABITANT:
            counted += row.statut == StatutPresence.PRESENT
        else:
            named[row.statut].append(_name(row))
    return Feuille([(PLURIELS[statut], names) for statut, names in named.items() if names], counted)


PLURIELS = {
    StatutPresence.PRESENT: "Présents",
    StatutPresence.REPRESENTE: "Représentés",
    StatutPresence.EXCUSE: "Excusés",
    StatutPresence.ABSENT: "Absents",
}


def _qualities(reunion: Reunion) -> dict[int, str]:
    if not reunion.instance_id:
        return {}
    return dict(reunion.instance.participants.values_list("contact_id", "qualite"))


def _name(row: Presence) -> str:
    organisation = row.membre.organisation if row.membre else row.contact.organisation
    return f"{organisation} ({row.contact})" if organisation else str(row.contact)


def previous_decisions(reunion: Reunion) -> list[Decision]:
    """Decisions of the meetings before this one, those not done when it was held (DOC-CR, section 4)."""
    day = reunion.tenue_le or reunion.prevue_le.date()
    rows = Decision.objects.filter(ca=reunion.ca_id, reunion__tenue_le__lt=day).exclude(faite_le__lt=day)
    return list(rows.order_by("pk"))


def following(reunion: Reunion) -> Reunion | None:
    """The next meeting of the same kind, planned and not cancelled."""
    rows = Reunion.objects.filter(ca=reunion.ca_id, type=reunion.type, prevue_le__gt=reunion.prevue_le)
    return rows.exclude(statut=StatutReunion.ANNULEE).order_by("prevue_le", "id").first()
