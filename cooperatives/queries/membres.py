"""The members' page: who takes part, since when, who does what, who speaks (a fixed number of statements)."""

from django.db.models import Prefetch, Q, QuerySet

from coop import horloge
from coop.organisations.enums import TypeOrganisation
from coop.organisations.models import Organisation
from coop.organisations.queries import search_organisations
from cooperatives.enums import StatutMembre
from cooperatives.models import Cooperative, Coordinateur, CoPilote, EluAssocie, Membre, Representant
from cooperatives.models.membres import reste
from cooperatives.models.perimetre import running
from cooperatives.vie_membre import CLOS

# How many organisations of the directory a search proposes.
PROPOSEES = 15
TONS = {
    StatutMembre.MEMBRE: "fait",
    StatutMembre.SIGNATAIRE: "fait",
    StatutMembre.PARTANT: "cours",
    StatutMembre.INVITE: "attente",
    StatutMembre.REFUS: "clos",
    StatutMembre.SORTI: "clos",
}


def representants() -> QuerySet[Representant]:
    """People who represent a member today, titulaires first."""
    return Representant.objects.filter(running()).select_related("contact").order_by("-titulaire", "id")


def titulaires(membre: Membre) -> QuerySet[Representant]:
    """Who sits today as titulaire for the member: one, unless a reason was given for two."""
    return representants().filter(membre=membre, titulaire=True)


def membres(ca: Cooperative) -> list[Membre]:
    """Every participation, the délégation first then by name, with its people (2 statements)."""
    people = Prefetch("representants", queryset=representants(), to_attr="actuels")
    rows = (
        ca.membres.filter(organisation__fusionnee_dans__isnull=True)
        .select_related("organisation__secteur")
        .prefetch_related(people)
        .order_by("organisation__recherche", "id")
    )
    found = sorted(rows, key=lambda row: row.organisation.type != TypeOrganisation.ARS)
    for row in found:
        row.ton = TONS.get(row.statut, "")
    return found


def passes(membre: Membre) -> list[Representant]:
    """Who represented the member before, the last first (R-COORD-06)."""
    rows = membre.representants.filter(fin__lte=horloge.today()).select_related("contact")
    return list(rows.order_by("-fin", "id"))


def elus(ca: Cooperative) -> list[EluAssocie]:
    """Elected officials associated today, by commune (1 statement)."""
    rows = ca.elus.filter(Q(fin__isnull=True) | Q(fin__gt=horloge.today()))
    return list(rows.select_related("commune").defer("commune__trace").order_by("commune__recherche", "fonction", "id"))


def absentes(ca: Cooperative, words: str = "") -> list[Organisation]:
    """Organisations that do not take part, found by their names; those of the département without words (1 statement)."""
    rows = search_organisations(words, departement=None if words else ca.departement).defer("departement__trace")
    present = ca.membres.filter(reste()).exclude(statut__in=CLOS).values("organisation")
    return list(rows.exclude(pk__in=present).order_by("recherche", "pk")[:PROPOSEES])


def coordination(ca: Cooperative) -> tuple[list[Coordinateur], list[CoPilote]]:
    """Coordinators of today by rank, co-pilotes by date (2 statements)."""
    people = ca.coordinateurs.filter(running()).select_related("contact__organisation").order_by("rang")
    leaders = ca.copilotes.filter(running()).select_related("organisation").order_by("debut", "id")
    return list(people), list(leaders)
