"""The instances that the agency sets up to evaluate the région (R-EVCA-03, -04): no coopérative is theirs (ADR 0013)."""

from django.db import models
from django.db.models import Q

from coop import horloge
from coop.organisations.models import Contact
from coop.versions import Versioned
from cooperatives.enums import QualiteInstance
from evaluation.enums_evaluation import TypeInstanceRegionale


class InstanceRegionale(Versioned):
    """A regional instance with its written role; it outlives an evaluation, and another may follow it."""

    type = models.CharField("type", max_length=28, choices=TypeInstanceRegionale)
    role_ecrit = models.TextField("rôle de l’instance")
    creee_le = models.DateField("créée le", default=horloge.today)
    fin = models.DateField("close le", null=True, blank=True)

    class Meta:
        verbose_name = "instance régionale"
        verbose_name_plural = "instances régionales"
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["type"],
                condition=Q(fin__isnull=True),
                name="instance_regionale_une_active_par_type",
                violation_error_message="Cette instance régionale est déjà constituée.",
            ),
            models.CheckConstraint(
                condition=Q(fin__isnull=True) | Q(fin__gte=models.F("creee_le")),
                name="instance_regionale_close_apres_sa_creation",
                violation_error_message="Une instance se clôt après sa création.",
            ),
        ]

    def __str__(self) -> str:
        return str(self.get_type_display())


class SiegeRegional(models.Model):
    """A person of the agency or of the directory who sits in a regional instance."""

    instance = models.ForeignKey(InstanceRegionale, models.CASCADE, related_name="sieges", verbose_name="instance")
    contact = models.ForeignKey(Contact, models.PROTECT, related_name="sieges_regionaux", verbose_name="contact")
    qualite = models.CharField("qualité", max_length=20, choices=QualiteInstance, default=QualiteInstance.MEMBRE)

    class Meta:
        verbose_name = "siège d’une instance régionale"
        verbose_name_plural = "sièges des instances régionales"
        ordering = ["instance", "qualite", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["instance", "contact"],
                name="siege_regional_unique",
                violation_error_message="Cette personne siège déjà dans l’instance.",
            )
        ]

    def __str__(self) -> str:
        return str(self.contact)
