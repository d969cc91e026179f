"""Reading the mails kept."""

from django.db.models import QuerySet

from coop.notifications.models import Mail


def mails_of_ca(ca_id: int) -> QuerySet[Mail]:
    """The mails sent about a coopérative, newest first, with their contact, without the heavy texts."""
    return Mail.objects.filter(ca_id=ca_id).select_related("contact").defer("body", "html")
