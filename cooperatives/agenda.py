"""A meeting as an event of a calendar: the invitation of one person, and what a feed shows."""

from datetime import UTC, timedelta

from coop.notifications.ics import Adresse, Evenement
from coop.organisations.models import Contact
from cooperatives.enums import StatutReunion
from cooperatives.models import Reunion


def evenement(
    reunion: Reunion,
    titre: str,
    url: str,
    *,
    invite: Contact | None = None,
    organisateur: Contact | None = None,
    retire: bool = False,
) -> Evenement:
    """`reunion` as an event: the same `uid` for life, a `sequence` that grows with each change, status « annulé » once it is.

    `invite` is the only person named: nobody reads the addresses of the others; `retire` cancels it for them alone.
    """
    return Evenement(
        uid=f"reunion-{reunion.pk}@{reunion.ca.reference.lower()}.coop",
        sequence=reunion.sequence,
        titre=titre,
        debut=reunion.prevue_le,
        # Added in UTC: between two hours of Paris the night of a change, the clock on the wall counts one too many or one too few.
        fin=reunion.prevue_le.astimezone(UTC) + timedelta(minutes=reunion.duree_minutes),
        lieu=reunion.lieu,
        description="\n".join(f"{n}. {p.intitule}" for n, p in enumerate(reunion.points.all(), start=1)),
        url=url,
        annule=retire or reunion.statut == StatutReunion.ANNULEE,
        organisateur=_adresse(organisateur),
        invite=_adresse(invite),
    )


def _adresse(contact: Contact | None) -> Adresse | None:
    return Adresse(contact.email, contact.fonction) if contact and contact.email else None
