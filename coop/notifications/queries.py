"""Reading the mails kept."""

from django.db.models import QuerySet

from coop.notifications.models import Mail


def mails_of_ca(ca_id: int) -> QuerySet[Mail]:
    """The mails sent about a coopérative, newest first, with their contact, without the heavy texts."""
    return Mail.objects.filter(ca_id=ca_id).select_related("contact").defer("body", "html")


def mails_of_contact(contact_id: int) -> QuerySet[Mail]:
    """The mails sent to one person, newest first."""
    return Mail.objects.filter(contact_id=contact_id).defer("body", "html")


def undelivered(ca_id: int) -> QuerySet[Mail]:
    """The mails of a coopérative that did not arrive: somebody must be told otherwise."""
    return mails_of_ca(ca_id).filter(state=Mail.Etat.ECHEC)
