"""What the directory of partners shows of an organisation, as far as the reader may see (R-DEF-07)."""

from dataclasses import dataclass, field

from django.db.models import Count, Prefetch, Q, QuerySet

from coop.documents.models import Piece
from coop.organisations.models import Contact, Distinction, Organisation
from coop.organisations.rapprochement import Paire, paires
from coop.territories.models import Departement
from cooperatives.models import Cooperative, CoPilote, Membre, Representant
from cooperatives.models.perimetre import running
from cooperatives.pieces import LOGO
from cooperatives.queries.membres import TONS
from cooperatives.roles import ACTIFS


def organisations(user) -> QuerySet[Organisation]:
    """The directory as the account reads it, with how many of its coopératives each organisation takes part in."""
    mine = Cooperative.objects.visible_to(user).order_by().values("pk")
    belongs = Count(
        "participations", filter=Q(participations__statut__in=ACTIFS, participations__ca__in=mine), distinct=True
    )
    rows = Organisation.objects.visible_to(user).presentes().annotate(nb_cooperatives=belongs)
    return rows.select_related("secteur", "departement", "commune").defer("departement__trace", "commune__trace")


@dataclass(slots=True)
class Fiche:
    """One organisation: its coopératives, its people, what it offers and needs."""

    organisation: Organisation
    participations: list[Membre]
    copilotages: frozenset[int]
    personnes: list[Contact]
    joignables: frozenset[int]
    logo: Piece | None
    noms: list[str] = field(default_factory=list)
    autres_secteurs: list[str] = field(default_factory=list)

    @property
    def besoins(self) -> list[tuple[str, str]]:
        o = self.organisation
        wanted = [
            ("Information", o.besoins_information), ("Formation", o.besoins_formation),
            ("Partenariat", o.besoins_partenariat),
        ]  # fmt: skip
        return [(name, text) for name, text in wanted if text]


def fiche(organisation: Organisation, user) -> Fiche:
    """The page of one organisation (9 statements); only coopératives and people of the reader's perimeter."""
    seen = Cooperative.objects.visible_to(user)
    rows = (
        organisation.participations.filter(statut__in=ACTIFS, ca__in=seen.order_by().values("pk"))
        .select_related("ca__departement")
        .defer("ca__departement__trace")
        .prefetch_related(Prefetch("representants", queryset=_speakers(), to_attr="actuels"))
        .order_by("ca__reference")
    )
    participations = list(rows)
    for row in participations:
        row.ton = TONS.get(row.statut, "")
    reachable = Contact.objects.visible_to(user).filter(organisation=organisation)
    people = {row.pk: row for row in reachable}
    joignables = frozenset(people)
    for membre in participations:
        people |= {r.contact_id: r.contact for r in membre.actuels if r.contact_id not in people}
    led = CoPilote.objects.filter(running(), organisation=organisation, ca__in=[row.ca_id for row in participations])
    return Fiche(
        organisation=organisation,
        participations=participations,
        copilotages=frozenset(led.values_list("ca", flat=True)),
        personnes=sorted(people.values(), key=lambda row: (row.fonction, row.pk)),
        joignables=joignables,
        logo=logo_of(organisation),
        autres_secteurs=[row.libelle for row in organisation.autres_secteurs.all()],
        noms=[line for line in organisation.autres_noms.splitlines() if line.strip()],
    )


def _speakers() -> QuerySet[Representant]:
    return Representant.objects.filter(running()).select_related("contact").order_by("-titulaire", "id")


def logo_of(organisation: Organisation) -> Piece | None:
    """The last logo left for the organisation."""
    rows = Piece.objects.filter(kind=LOGO, subject_id=str(organisation.pk))
    return rows.order_by("-uploaded_at", "-id").first()


def distinctes(departements: list[Departement] | None = None) -> QuerySet[Distinction]:
    """The pairs said to be two organisations, in the same perimeter as `doublons`; the last said first."""
    rows = Distinction.objects.select_related("premiere", "seconde")
    if departements is None:
        return rows
    near = Q(premiere__departement__in=departements) | Q(premiere__departement__isnull=True)
    near |= Q(seconde__departement__in=departements)
    return rows.filter(near)


def doublons(departements: list[Departement] | None = None) -> list[Paire]:
    """The pairs that may be one organisation (2 statements); those of some départements, or all of them.

    Pairs already said distinct are left out; organisations of no département are always looked at.
    """
    rows = Organisation.objects.presentes().exclude(type="ars").select_related("commune", "departement", "secteur")
    rows = rows.defer("departement__trace", "commune__trace", "missions", "outils", "points_contact")
    if departements is not None:
        rows = rows.filter(Q(departement__in=departements) | Q(departement__isnull=True))
    apart = Distinction.objects.values_list("premiere", "seconde")
    found = list(paires(rows, frozenset(apart)))
    return sorted(found, key=lambda pair: (pair.premiere.recherche, pair.seconde.recherche))
