"""Who is expected at a meeting, and who receives its minutes."""

from dataclasses import dataclass

from django.db.models import Q

from coop.organisations.models import Contact
from cooperatives.enums import QualiteInstance, StatutMembre, TypeReunion
from cooperatives.models import (
    Convocation,
    Cooperative,
    Coordinateur,
    Membre,
    MembreInstance,
    Representant,
    Reunion,
)  # fmt: skip
from cooperatives.models.membres import reste
from cooperatives.models.perimetre import running
from cooperatives.roles import ACTIFS
from cooperatives.vie_membre import CLOS

# Meetings that gather everybody beyond the instance: invited actors at the first one (R-CONST-01), all parties at the
# réunion élargie (article 4.4).
OUVERTES = (TypeReunion.LANCEMENT, TypeReunion.ELARGIE)
INVITABLES = (*ACTIFS, StatutMembre.INVITE)


@dataclass(frozen=True, slots=True)
class Participant:
    """Somebody expected: for a member of the CA (`membre`), or in another quality."""

    contact: Contact
    membre: Membre | None
    qualite: str = QualiteInstance.MEMBRE

    @property
    def nomme(self) -> bool:
        """An inhabitant is named only as the representative of a member; others are counted (R-SI-04)."""
        return self.qualite != QualiteInstance.HABITANT or self.membre is not None


def participants(reunion: Reunion) -> list[Participant]:
    """People expected: the seats of the instance, then coordinators and representatives (3 statements at most)."""
    found: dict[int, Participant] = {}
    if reunion.instance_id:
        for seat in _seats(reunion):
            found[seat.contact_id] = Participant(seat.contact, seat.membre, seat.qualite)
    if not reunion.instance_id or reunion.type in OUVERTES:
        statuts = INVITABLES if reunion.type == TypeReunion.LANCEMENT else ACTIFS
        for row in representatives(reunion.ca, statuts):
            found.setdefault(row.contact_id, Participant(row.contact, row.membre))
    for row in coordinators(reunion.ca):
        found.setdefault(row.contact_id, Participant(row.contact, None, QualiteInstance.ANIMATEUR))
    return list(found.values())


def ou_attendue(contact_id: int | None) -> Q:
    """The same rule from the side of a person: the meetings where it is expected, convened or not yet."""
    if contact_id is None:
        return Q(pk__in=())
    seats = MembreInstance.objects.filter(_en_place(), contact=contact_id, instance__fin__isnull=True)
    represents = Representant.objects.filter(running(), reste("membre__"), contact=contact_id)
    acting = represents.filter(membre__statut__in=ACTIFS).values("membre__ca")
    invited = represents.filter(membre__statut__in=INVITABLES).values("membre__ca")
    return (
        Q(instance__in=seats.values("instance"))
        | Q(Q(instance=None) | Q(type__in=OUVERTES), ca__in=acting)
        | Q(type=TypeReunion.LANCEMENT, ca__in=invited)
        | Q(ca__in=Coordinateur.objects.filter(running(), contact=contact_id).values("ca"))
        | Q(pk__in=Convocation.objects.filter(contact=contact_id).values("reunion"))
    )


def _en_place() -> Q:
    """The seat of an organisation that left waits for nobody; one held in another quality has no member."""
    return Q(membre__isnull=True) | (reste("membre__") & ~Q(membre__statut__in=CLOS))


def _seats(reunion: Reunion):
    rows = reunion.instance.participants.select_related(
        "contact__organisation", "contact__user", "membre__organisation"
    )
    return rows.filter(_en_place()).order_by("membre__organisation__recherche", "id")


def coordinators(ca: Cooperative):
    """Those who coordinate today, the first one first (1 statement)."""
    return (
        ca.coordinateurs.filter(running())
        .select_related("contact__organisation", "contact__user")
        .order_by("rang", "id")
    )


def representatives(ca: Cooperative, statuts: tuple = ACTIFS):
    """Representatives today of the members in one of `statuts`, titulars first in each member (1 statement)."""
    rows = Representant.objects.filter(running(), reste("membre__"), membre__ca=ca, membre__statut__in=statuts)
    related = rows.select_related("contact__organisation", "contact__user", "membre__organisation")
    return related.order_by("membre__organisation__recherche", "-titulaire", "id")


def destinataires(reunion: Reunion) -> list[Contact]:
    """Everybody who receives the minutes: representatives of all members, people of the meeting, coordinators (R-GOUV-17)."""
    found = {row.contact_id: row.contact for row in representatives(reunion.ca)}
    for expected in participants(reunion):
        found.setdefault(expected.contact.pk, expected.contact)
    for presence in reunion.presences.select_related("contact__user"):
        found.setdefault(presence.contact_id, presence.contact)
    return list(found.values())
