"""The members' page: who takes part, since when, who does what, who speaks (a fixed number of statements)."""

from django.db.models import Prefetch, QuerySet

from coop.organisations.enums import TypeOrganisation
from cooperatives.enums import StatutMembre
from cooperatives.models import Cooperative, Coordinateur, CoPilote, Membre, Representant
from cooperatives.models.perimetre import running

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


def membres(ca: Cooperative) -> list[Membre]:
    """Every participation, the délégation first then by name, with its people (2 statements)."""
    people = Prefetch("representants", queryset=representants(), to_attr="actuels")
    rows = (
        ca.membres.select_related("organisation__secteur")
        .prefetch_related(people)
        .order_by("organisation__recherche", "id")
    )
    found = sorted(rows, key=lambda row: row.organisation.type != TypeOrganisation.ARS)
    for row in found:
        row.ton = TONS.get(row.statut, "")
    return found


def coordination(ca: Cooperative) -> tuple[list[Coordinateur], list[CoPilote]]:
    """Coordinators of today by rank, co-pilotes by date (2 statements)."""
    people = ca.coordinateurs.filter(running()).select_related("contact__organisation").order_by("rang")
    leaders = ca.copilotes.filter(running()).select_related("organisation").order_by("debut", "id")
    return list(people), list(leaders)
