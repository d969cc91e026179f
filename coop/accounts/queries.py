"""Reading mandates for pages."""

from coop.accounts.models import Mandate, User


def mandates_of(user: User) -> list[Mandate]:
    """Every mandate of the person, the running ones and those of the past, most recent first."""
    if not user.contact_id:
        return []
    rows = Mandate.objects.filter(contact_id=user.contact_id)
    return list(rows.select_related("departement", "organisation").order_by("-debut", "-id"))
