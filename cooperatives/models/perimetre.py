"""The one definition of which coopératives somebody may see (architecture.md decision 1)."""

from collections.abc import Iterable
from datetime import timedelta

from django.db import models
from django.db.models import Q

from coop import horloge
from coop.accounts.enums import RoleMandat
from coop.accounts.models import Mandate
from cooperatives.enums import StatutMembre


def running(prefix: str = "") -> Q:
    """Rows whose dates run today: `fin` is the first day without them."""
    today = horloge.today()
    return Q(**{f"{prefix}debut__lte": today}) & (
        Q(**{f"{prefix}fin__isnull": True}) | Q(**{f"{prefix}fin__gt": today})
    )


ACTIFS = (StatutMembre.PARTANT, StatutMembre.MEMBRE, StatutMembre.SIGNATAIRE)
# A party that leaves by the convention still owes the bilan of its last quarter: due 15 days after it, and the personal
# link to it lives 60 days more. Its people read the coopérative until then.
LAST_BILAN = timedelta(days=75)


def lit_encore(prefix: str = "") -> Q:
    """Participations that open the coopérative today: those that go on, and those that ended since a last bilan."""
    closing = horloge.today() - LAST_BILAN
    return Q(**{f"{prefix}date_sortie__isnull": True}) | Q(**{f"{prefix}date_sortie__gt": closing})


def parmi(rows: models.QuerySet, path: str = "ca") -> Q:
    """What belongs to these coopératives; no condition when they are all of them, and the database then plans freely."""
    query = rows.query
    if not (query.where or query.is_sliced or query.combinator):
        return Q()
    return Q(**{f"{path}__in": rows.order_by().values("pk")})


class CooperativeQuerySet(models.QuerySet):
    def visible_to(self, user, held: Iterable[Mandate] | None = None) -> "CooperativeQuerySet":
        """Coopératives the account may read in full: its région, its département, its organisations, its roles.

        `held` are its running mandates, for a page that has read them already.
        """
        if user.is_superuser:
            return self
        if not user.contact_id:
            return self.none()
        mandates = Mandate.objects.active().filter(contact_id=user.contact_id)
        if _regional(mandates, held):
            return self  # nothing to narrow: every statement of a page of the région is simpler by one subquery
        return self.filter(pk__in=_readable_ids(self.model, user.contact_id))

    def overview_visible_to(self, user) -> "CooperativeQuerySet":
        """Coopératives whose public facts the account may read: the above, neighbours of its DD, all for a lecteur."""
        if user.is_superuser:
            return self
        if not user.contact_id:
            return self.none()
        mandates = Mandate.objects.active().filter(contact_id=user.contact_id)
        if mandates.filter(role=RoleMandat.LECTEUR).exists() or _regional(mandates, None):
            return self
        return self.filter(
            Q(pk__in=_readable_ids(self.model, user.contact_id)) | Q(pk__in=_neighbour_ids(self.model, mandates))
        )


def _readable_ids(model, contact_id: int):
    """Ids as a union of narrow queries: each branch uses its own index."""
    mandates = Mandate.objects.active().filter(contact_id=contact_id)
    departements = mandates.filter(
        role__in=[RoleMandat.COORDINATEUR_DD, RoleMandat.DELEGUE, RoleMandat.EVALUATEUR]
    ).values("departement_id")
    organisations = mandates.filter(role=RoleMandat.PARTENAIRE).values("organisation_id")
    rows = model._base_manager.order_by()
    return (
        rows.filter(departement_id__in=departements)
        .values("pk")
        .union(
            rows.filter(
                lit_encore("membres__"), membres__organisation_id__in=organisations, membres__statut__in=ACTIFS
            ).values("pk"),
            rows.filter(running("copilotes__"), copilotes__organisation_id__in=organisations).values("pk"),
            rows.filter(running("coordinateurs__"), coordinateurs__contact_id=contact_id).values("pk"),
            rows.filter(
                lit_encore("membres__"),
                running("membres__representants__"),
                membres__representants__contact_id=contact_id,
                membres__statut__in=ACTIFS,
            ).values("pk"),
            rows.filter(
                lit_encore("instances__participants__membre__"),
                instances__participants__contact_id=contact_id,
                instances__fin__isnull=True,
            ).values("pk"),
        )
    )


def _regional(mandates, held: Iterable[Mandate] | None) -> bool:
    """Whether one of these mandates reads every coopérative; no statement when they are `held`."""
    if held is None:
        return mandates.filter(
            Q(role=RoleMandat.SIEGE) | Q(role=RoleMandat.EVALUATEUR, departement__isnull=True)
        ).exists()
    return any(m.role == RoleMandat.SIEGE or (m.role == RoleMandat.EVALUATEUR and not m.departement_id) for m in held)


def _neighbour_ids(model, mandates):
    """Coopératives of another DD whose territory touches the département of the mandate (decisions.md 4)."""
    departements = mandates.filter(
        role__in=[RoleMandat.COORDINATEUR_DD, RoleMandat.DELEGUE], departement__isnull=False
    ).values("departement_id")
    rows = model._base_manager.order_by()
    return (
        rows.filter(communes__departement_id__in=departements)
        .values("pk")
        .union(
            rows.filter(departements_vises__in=departements).values("pk"),
            rows.filter(quartiers__departement_id__in=departements).values("pk"),
            rows.filter(intercommunalites__communes__departement_id__in=departements).values("pk"),
        )
    )
