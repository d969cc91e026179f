"""The coopératives somebody takes part in, and the decisions somebody may read."""

from collections.abc import Iterable

from django.db.models import BooleanField, ExpressionWrapper, Q, QuerySet

from coop.accounts.enums import RoleMandat
from coop.accounts.models import Mandate
from coop.organisations.enums import TypeOrganisation
from cooperatives.enums import QualiteInstance, Statut, StatutReunion
from cooperatives.models import Cooperative, Decision
from cooperatives.models.perimetre import running
from cooperatives.roles import ACTIFS

ECRITES = (StatutReunion.CR_VALIDE, StatutReunion.CR_DIFFUSE)


def lisibles(user, held: Iterable[Mandate]) -> list[Cooperative]:
    """The coopératives an account reads in full, by reference; `held` are its running mandates (1 statement).

    `participe` marks the running ones that the person coordinates, co-leads, belongs to or sits in (the siège only reads:
    it has none); `habite` those where it is there for inhabitants.
    """
    rows = Cooperative.objects.visible_to(user, held).only("reference", "intitule", "departement_id", "objectif_public")
    known = {"participe": Q(_participe(user, held), statut=Statut.EN_COURS), "habite": _habite(user, held)}
    if not user.contact_id:
        known = dict.fromkeys(known, Q(pk__in=()))
    marks = {name: ExpressionWrapper(condition, BooleanField()) for name, condition in known.items()}
    return list(rows.annotate(**marks).order_by("reference"))


def _organisations(held: Iterable[Mandate]) -> set[int]:
    return {mandate.organisation_id for mandate in held if mandate.role == RoleMandat.PARTENAIRE}


def _participe(user, held: Iterable[Mandate]) -> Q:
    departements = {mandate.departement_id for mandate in held if mandate.role == RoleMandat.COORDINATEUR_DD}
    organisations, rows = _organisations(held), Cooperative.objects.order_by()
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
    return mine


def _habite(user, held: Iterable[Mandate]) -> Q:
    """Where the person is there for inhabitants: by its group or by its seat."""
    rows = Cooperative.objects.order_by()
    groups = rows.filter(
        Q(membres__organisation__in=_organisations(held))
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
