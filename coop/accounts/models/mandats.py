"""Mandates: role × perimeter × dates (decisions.md 2), and invitations to open an account."""

from datetime import date, timedelta

from django.db import models
from django.db.models import Q

from coop import horloge
from coop.accounts.enums import GIVEN_BY_DD, RoleMandat
from coop.organisations.models import Contact, Organisation
from coop.territories.models import Departement


class MandateQuerySet(models.QuerySet):
    def active(self, on: date | None = None) -> "MandateQuerySet":
        """Mandates that run on the day `on` (today by default); `fin` is the first day without it."""
        day = on or horloge.today()
        return self.filter(Q(fin__isnull=True) | Q(fin__gt=day), debut__lte=day)

    def visible_to(self, user) -> "MandateQuerySet":
        """Those the person gives and ends (`rules.may_give_mandate`): all for the siège, its départements' for a DD."""
        held = list(user.contact.mandates.active()) if user.is_active and user.contact else []
        if user.is_superuser or any(mandate.role == RoleMandat.SIEGE for mandate in held):
            return self
        own = [mandate.departement_id for mandate in held if mandate.role == RoleMandat.COORDINATEUR_DD]
        here = Q(departement__in=own) | Q(departement__isnull=True, organisation__departement__in=own)
        return self.filter(here, role__in=GIVEN_BY_DD)


class Mandate(models.Model):
    """What a contact may do, for whom, and until when."""

    contact = models.ForeignKey(Contact, models.CASCADE, related_name="mandates", verbose_name="contact")
    role = models.CharField("rôle", max_length=20, choices=RoleMandat)
    departement = models.ForeignKey(Departement, models.PROTECT, null=True, blank=True, verbose_name="département")
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="mandates", verbose_name="organisation"
    )
    debut = models.DateField("début", default=horloge.today)
    fin = models.DateField("fin", null=True, blank=True)

    objects = MandateQuerySet.as_manager()

    class Meta:
        verbose_name = "mandat"
        ordering = ["role", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(fin__isnull=True) | Q(fin__gt=models.F("debut")),
                name="mandate_dates_ordonnees",
                violation_error_message="La fin du mandat suit son début.",
            ),
            models.CheckConstraint(
                condition=(
                    Q(role__in=["siege", "lecteur"], departement__isnull=True, organisation__isnull=True)
                    | Q(role__in=["coordinateur_dd", "delegue"], departement__isnull=False, organisation__isnull=True)
                    | Q(role="partenaire", departement__isnull=True, organisation__isnull=False)
                    | Q(role="evaluateur", organisation__isnull=True)
                ),
                name="mandate_perimetre_selon_role",
                violation_error_message="Le périmètre du mandat ne convient pas à ce rôle.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_role_display()} ({self.contact})"

    @property
    def perimetre(self) -> str:
        """Where the mandate holds, as people read it."""
        return str(self.organisation or self.departement or "Île-de-France")

    @property
    def dernier_jour(self) -> date | None:
        """The last day with the mandate (`fin` is the first without)."""
        return self.fin - timedelta(days=1) if self.fin else None


class Invitation(models.Model):
    """An invitation to open the account of a contact; the token is kept hashed and works once."""

    contact = models.ForeignKey(Contact, models.CASCADE, related_name="invitations", verbose_name="contact")
    token_hash = models.CharField(max_length=64, unique=True, editable=False)
    ca_id = models.BigIntegerField("coopérative", null=True, blank=True)
    cree_le = models.DateTimeField("envoyée le", default=horloge.now)
    expire_le = models.DateTimeField("expire le")
    acceptee_le = models.DateTimeField("acceptée le", null=True, blank=True)

    class Meta:
        verbose_name = "invitation"
        ordering = ["-cree_le", "-pk"]

    def __str__(self) -> str:
        return f"Invitation de {self.contact}"
