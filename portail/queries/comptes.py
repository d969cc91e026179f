"""The people whose accounts somebody keeps, with their mandates and how far their account is (domain.md §4.5)."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet, Subquery

from coop import horloge
from coop.accounts.enums import EtatCompte, RoleMandat
from coop.accounts.models import Invitation, Mandate, User
from coop.journal.models import Entry
from coop.organisations.models import Contact
from coop.territories.models.geographie import searchable
from cooperatives.models import Cooperative, Coordinateur, Representant
from cooperatives.models.perimetre import running

JOURNAL = 12


def personnes(user: User) -> QuerySet[Contact]:
    """Whose accounts `user` keeps: everybody for the siège and administrators; for a DD, who holds a mandate of its
    département, works in one of its organisations or represents a member of one of its coopératives."""
    held = list(user.contact.mandates.active()) if user.contact else []
    people = Contact.objects.exclude(email="")
    if user.is_superuser or any(mandate.role == RoleMandat.SIEGE for mandate in held):
        return people
    own = [mandate.departement_id for mandate in held if mandate.role == RoleMandat.COORDINATEUR_DD]
    given = Mandate.objects.visible_to(user).order_by().filter(contact=OuterRef("pk"))
    speaks = Representant.objects.order_by().filter(running(), contact=OuterRef("pk"), membre__ca__departement__in=own)
    return people.filter(Q(organisation__departement__in=own) | Exists(given) | Exists(speaks))


def liste(user: User, *, q: str = "", role: str = "", etat: str = "") -> QuerySet[Contact]:
    """The people above, filtered, the functions in alphabetical order; each with `mandats` (running), `jusqu_au` (of the
    running invitation) and its account."""
    people = _avec_le_compte(personnes(user))
    for word in q.split():
        known = Q(fonction__icontains=word) | Q(nom__icontains=word) | Q(email__icontains=word)
        people = people.filter(known | Q(organisation__recherche__contains=searchable(word)))
    if role:
        people = people.filter(pk__in=Mandate.objects.active().filter(role=role).values("contact"))
    if etat:
        people = people.filter(FILTRES[EtatCompte(etat)])
    return people.order_by("fonction", "pk")


FILTRES = {
    EtatCompte.OUVERT: Q(user__is_active=True),
    EtatCompte.INVITE: Q(user__isnull=True, jusqu_au__isnull=False),
    EtatCompte.SANS: Q(user__isnull=True, jusqu_au__isnull=True),
    EtatCompte.FERME: Q(user__is_active=False),
}


def _avec_le_compte(people: QuerySet[Contact]) -> QuerySet[Contact]:
    sent = Invitation.objects.filter(
        contact=OuterRef("pk"), acceptee_le__isnull=True, expire_le__gt=horloge.now()
    ).order_by("-expire_le")
    mandates = Mandate.objects.active().select_related("departement", "organisation")
    return (
        people.annotate(jusqu_au=Subquery(sent.values("expire_le")[:1]))
        .select_related("organisation", "user")
        .prefetch_related(Prefetch("mandates", mandates, to_attr="mandats"))
    )


def etat(contact: Contact) -> EtatCompte:
    """How far the account of somebody read above is."""
    account = getattr(contact, "user", None)
    if account is not None:
        return EtatCompte.OUVERT if account.is_active else EtatCompte.FERME
    return EtatCompte.INVITE if contact.jusqu_au else EtatCompte.SANS


@dataclass(frozen=True, slots=True)
class Participation:
    """What the person is in a coopérative, since when."""

    ca: Cooperative
    role: str
    debut: date
    # The row of Coordinateur, for who leads: what a passation starts from.
    coordination: int | None = None


@dataclass(frozen=True, slots=True)
class Personne:
    """Everything a page says of somebody's account."""

    contact: Contact
    etat: EtatCompte
    finis: list[Mandate]
    participations: list[Participation]
    actes: list[Entry]

    @property
    def coordonne(self) -> list[Participation]:
        """The coopératives it leads: handed over before its mandate ends."""
        return [row for row in self.participations if row.coordination]


def personne(user: User, pk: int) -> Personne | None:
    """One of the people above; None for the others."""
    contact = _avec_le_compte(personnes(user)).filter(pk=pk).first()
    if contact is None:
        return None
    over = contact.mandates.filter(fin__lte=horloge.today()).select_related("departement", "organisation")
    return Personne(contact, etat(contact), list(over.order_by("-fin")), _participations(contact), _actes(contact))


def _participations(contact: Contact) -> list[Participation]:
    leads = Coordinateur.objects.filter(running(), contact=contact).select_related("ca__departement")
    speaks = Representant.objects.filter(running(), contact=contact).select_related(
        "membre__ca__departement", "membre__organisation"
    )
    rows = [Participation(row.ca, "Coordonne", row.debut, coordination=row.pk) for row in leads]
    return rows + [Participation(row.membre.ca, f"Représente {row.membre.organisation}", row.debut) for row in speaks]


def _actes(contact: Contact) -> list[Entry]:
    """What was done with this account and these mandates, the last first."""
    account = getattr(contact, "user", None)
    about = Q(object_kind="organisations.contact", object_id=str(contact.pk))
    for kind, ids in (
        ("accounts.mandate", contact.mandates.values_list("pk", flat=True)),
        ("accounts.invitation", contact.invitations.values_list("pk", flat=True)),
        ("accounts.user", [account.pk] if account else []),
    ):
        about |= Q(object_kind=kind, object_id__in=[str(key) for key in ids])
    return list(Entry.objects.filter(about)[:JOURNAL])
