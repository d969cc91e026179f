"""Who sees which organisations and contacts outside any one coopérative (domain.md §4.5).

Mandates and representations are read through the contact: their models live on floors above. A coopérative shows its own
members to its own people, on its own floor.
"""

from django.db import models
from django.db.models import Q

from coop import horloge

# Values of `coop.accounts.enums.RoleMandat`, which this floor cannot import; a test compares them.
ALL_CONTACTS = frozenset({"siege"})
DEPARTEMENT_CONTACTS = frozenset({"coordinateur_dd", "delegue"})


class OrganisationQuerySet(models.QuerySet):
    def visible_to(self, user) -> "OrganisationQuerySet":
        """Every organisation, for whoever holds a mandate or represents a member today; nothing for the others."""
        reads = user.is_active and reads_directory(getattr(user, "contact", None))
        return self if user.is_superuser or reads else self.none()

    def presentes(self) -> "OrganisationQuerySet":
        """Those that stand by themselves: the ones merged into another are left out."""
        return self.filter(fusionnee_dans__isnull=True)


class ContactQuerySet(models.QuerySet):
    def visible_to(self, user) -> "ContactQuerySet":
        """Siège: all; DD: the organisations of the département; everybody: their own organisations and themselves."""
        if user.is_superuser:
            return self
        mandates = _mandates(user)
        if any(mandate.role in ALL_CONTACTS for mandate in mandates):
            return self
        departements = [m.departement_id for m in mandates if m.role in DEPARTEMENT_CONTACTS]
        organisations = [m.organisation_id for m in mandates if m.organisation_id]
        return self.filter(
            Q(pk=user.contact_id)
            | Q(organisation_id__in=organisations)
            | Q(organisation__departement_id__in=departements)
        )


def _mandates(user) -> list:
    return list(user.contact.mandates.active()) if user.is_active and getattr(user, "contact", None) else []


def reads_directory(contact) -> bool:
    """Whether this person holds a mandate or represents a member today.

    Somebody invited by a coopérative speaks for its organisation there without any mandate.
    """
    if contact is None:
        return False
    today = horloge.today()
    speaks = contact.representations.filter(Q(fin__isnull=True) | Q(fin__gt=today), debut__lte=today)
    return contact.mandates.active().exists() or speaks.exists()
