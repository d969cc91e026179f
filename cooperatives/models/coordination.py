"""Who animates: one or two coordinators, the DD first (R-GOUV-01), and the co-pilote organisations (decisions.md 2)."""

from django.db import models
from django.db.models import F, Q

from coop import horloge
from coop.organisations.models import Contact, Organisation
from cooperatives.enums import TypeCoordinateur
from cooperatives.models.cooperative import Cooperative


class Coordinateur(models.Model):
    """A coordinator in slot 1 (always the DD: R-DEF-04, R-GOUV-05) or 2."""

    ca = models.ForeignKey(Cooperative, models.CASCADE, related_name="coordinateurs", verbose_name="coopérative")
    contact = models.ForeignKey(Contact, models.PROTECT, related_name="coordinations", verbose_name="contact")
    rang = models.PositiveSmallIntegerField("rang", default=1)
    type = models.CharField("au titre de", max_length=10, choices=TypeCoordinateur)
    debut = models.DateField("début", default=horloge.today)
    fin = models.DateField("fin", null=True, blank=True)

    class Meta:
        verbose_name = "coordinateur"
        ordering = ["ca", "rang", "-debut"]
        constraints = [
            models.CheckConstraint(
                condition=Q(rang__in=[1, 2]),
                name="coordinateur_rang_1_ou_2",
                violation_error_message="Une coopérative a un ou deux coordinateurs.",
            ),
            models.CheckConstraint(
                condition=~Q(rang=1) | Q(type="dd"),
                name="coordinateur_rang_1_est_la_dd",
                violation_error_message="Le premier coordinateur est obligatoirement la délégation départementale.",
            ),
            models.UniqueConstraint(
                fields=["ca", "rang"],
                condition=Q(fin__isnull=True),
                name="coordinateur_un_actif_par_rang",
                violation_error_message="Cette place de coordinateur est déjà occupée.",
            ),
            models.CheckConstraint(
                condition=Q(fin__isnull=True) | Q(fin__gt=F("debut")),
                name="coordinateur_dates_ordonnees",
                violation_error_message="La fin suit le début.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.contact} ({self.get_type_display()})"


class CoPilote(models.Model):
    """An organisation that co-leads the CA with the DD; all are printed in article 4.1 (R-GOUV-14)."""

    ca = models.ForeignKey(Cooperative, models.CASCADE, related_name="copilotes", verbose_name="coopérative")
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="copilotages", verbose_name="organisation"
    )
    debut = models.DateField("début", default=horloge.today)
    fin = models.DateField("fin", null=True, blank=True)

    class Meta:
        verbose_name = "co-pilote"
        ordering = ["ca", "debut", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["ca", "organisation"],
                condition=Q(fin__isnull=True),
                name="copilote_actif_unique",
                violation_error_message="Cette organisation co-pilote déjà la coopérative.",
            )
        ]

    def __str__(self) -> str:
        return str(self.organisation)
