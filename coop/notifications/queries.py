"""Reading the mails kept."""

from datetime import timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet

from coop import horloge
from coop.notifications.delivery import MAX_ATTEMPTS
from coop.notifications.models import Mail

OUBLI = timedelta(days=30)  # later, what did not arrive is history


# What tells somebody its own duties is read by that person alone.
PERSONNELS = ("recapitulatif", "rappel")


def mails_of_ca(ca_id: int) -> QuerySet[Mail]:
    """The mails sent about a coopérative, newest first, with their contact, without the heavy texts.

    Digests and reminders are left out: each belongs to its person.
    """
    rows = Mail.objects.filter(ca_id=ca_id).exclude(kind__in=PERSONNELS)
    return rows.select_related("contact__organisation").defer("body", "html")


def not_delivered(rows: QuerySet[Mail]) -> QuerySet[Mail]:
    """Those of the last thirty days that nobody received: refused or without address, and not written again since."""
    later = Mail.objects.filter(
        contact=OuterRef("contact"), ca_id=OuterRef("ca_id"), kind=OuterRef("kind"), subject=OuterRef("subject"),
        state=Mail.Etat.ENVOYE, created_at__gte=OuterRef("created_at"),
    )  # fmt: skip
    return rows.filter(~Exists(later), state=Mail.Etat.ECHEC, created_at__gte=horloge.now() - OUBLI)


def given_up() -> QuerySet[Mail]:
    """What has an address and will not leave by itself any more: somebody has to act."""
    tried = Q(attempts__gte=MAX_ATTEMPTS) | Q(resendable=False)
    return not_delivered(Mail.objects.filter(tried).exclude(kind__in=PERSONNELS)).exclude(to="")
