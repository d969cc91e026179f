"""The coopératives somebody takes part in, and the decisions somebody may read."""

from django.db.models import BooleanField, ExpressionWrapper, Q, QuerySet

from coop.accounts.enums import RoleMandat
from coop.accounts.models import Mandate
from coop.organisations.enums import TypeOrganisation
from cooperatives.enums import QualiteInstance, StatutReunion
from cooperatives.models import Cooperative, Decision
from cooperatives.models.perimetre import running
from cooperatives.roles import ACTIFS

ECRITES = (StatutReunion.CR_VALIDE, StatutReunion.CR_DIFFUSE)


def mandats(user) -> list[Mandate]:
    """The running mandates of an account (1 statement)."""
    if not user.contact_id:
        return []
    return list(Mandate.objects.active().filter(contact_id=user.contact_id).order_by("id"))


def participe(user) -> QuerySet[Cooperative]:
    """Running coopératives this person coordinates, co-leads, belongs to or sits in; the siège only reads, it has none.

    `habite` says where the person is there for inhabitants (1 statement).
    """
    if not user.contact_id:
        return Cooperative.objects.none()
    held = Mandate.objects.active().filter(contact_id=user.contact_id).order_by()
    departements = held.filter(role=RoleMandat.COORDINATEUR_DD).values("departement_id")
    organisations = held.filter(role=RoleMandat.PARTENAIRE).values("organisation_id")
    rows = Cooperative.objects.order_by()
    branches = [
        rows.filter(departement__in=departements),
        rows.filter(membres__organisation__in=organisations, membres__statut__in=ACTIFS),
        rows.filter(running("copilotes__"), copilotes__organisation__in=organisations),
        rows.filter(running("coordinateurs__"), coordinateurs__contact=user.contact_id),
        rows.filter(
            running("membres__representants__"),
            membres__representants__contact=user.contact_id,
            membres__statut__in=ACTIFS,
        ),
        rows.filter(instances__participants__contact=user.contact_id, instances__fin__isnull=True),
    ]
    mine = Q()
    for branch in branches:
        mine |= Q(pk__in=branch.values("pk"))
    found = Cooperative.objects.filter(mine, statut="en_cours").select_related("departement")
    found = found.defer("departement__trace").order_by("reference")
    return found.annotate(habite=ExpressionWrapper(_habite(user, organisations), BooleanField()))


def _habite(user, organisations: QuerySet) -> Q:
    """Where the person is there for inhabitants: by its group or by its seat."""
    rows = Cooperative.objects.order_by()
    groups = rows.filter(
        Q(membres__organisation__in=organisations)
        | (running("membres__representants__") & Q(membres__representants__contact=user.contact_id)),
        membres__organisation__type=TypeOrganisation.GROUPE_HABITANTS,
        membres__statut__in=ACTIFS,
    )
    seats = rows.filter(
        instances__participants__contact=user.contact_id,
        instances__participants__qualite=QualiteInstance.HABITANT,
        instances__fin__isnull=True,
    )
    return Q(pk__in=groups.values("pk")) | Q(pk__in=seats.values("pk"))


def decisions_ecrites(cooperatives) -> QuerySet[Decision]:
    """Decisions of validated minutes, the last first; the others are still a draft."""
    rows = Decision.objects.filter(ca__in=cooperatives, reunion__statut__in=ECRITES)
    return rows.select_related("reunion__instance", "ca").order_by("-reunion__tenue_le", "-numero", "-id")
