"""Which rows a person may see, and which a runner may take."""

from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import Q

from coop.documents import kinds
from coop.documents.enums import Etat

NOTHING = Q(pk__in=[])


class DocumentQuerySet(models.QuerySet):
    def visible_to(self, user) -> "DocumentQuerySet":
        """Rows asked for by this person, and those inside the perimeter of each kind; `may_read` is asked after."""
        if user.is_superuser:
            return self
        perimeters = (
            Q(kind=kind.code) & kind.perimeter(user) for kind in kinds.registered() if kind.perimeter is not None
        )
        return self.filter(_any(perimeters, start=_asked_by(user)))

    def asked_by(self, user) -> "DocumentQuerySet":
        """Rows this person asked for, from the account or from a personal link."""
        return self.filter(_asked_by(user))

    def claimable(self, now: datetime) -> "DocumentQuerySet":
        """Rows that wait, or whose runner disappeared, and that may still be tried."""
        free = Q(lease_until=None) | Q(lease_until__lte=now)
        return self._unfinished().filter(free, attempts__lt=settings.COOP_JOB_MAX_ATTEMPTS)

    def exhausted(self, now: datetime) -> "DocumentQuerySet":
        """Rows whose last permitted runner disappeared: a document that kills its worker stops here."""
        return self._unfinished().filter(lease_until__lte=now, attempts__gte=settings.COOP_JOB_MAX_ATTEMPTS)

    def _unfinished(self) -> "DocumentQuerySet":
        return self.filter(state__in=[Etat.EN_ATTENTE, Etat.EN_COURS])


class PieceQuerySet(models.QuerySet):
    def visible_to(self, user) -> "PieceQuerySet":
        """Rows of known kinds, inside the perimeter of those that have one; `may_read` is asked after."""
        if user.is_superuser:
            return self
        known = (
            Q(kind=kind.code) & (kind.perimeter(user) if kind.perimeter else Q()) for kind in kinds.registered_pieces()
        )
        return self.filter(_any(known, start=NOTHING))


def _asked_by(user) -> Q:
    by_account = Q(requester=user)
    return by_account | Q(requester_contact_id=user.contact_id) if user.contact_id else by_account


def _any(conditions, *, start: Q) -> Q:
    for condition in conditions:
        start |= condition
    return start
