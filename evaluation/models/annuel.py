"""The validation of the annual bilan, recorded with the réunion élargie (article 4.4, decisions.md 5 and 21)."""

from django.db import models
from django.db.models import Q

from conventions.models import Periode
from coop.versions import Versioned


class ValidationBilanAnnuel(Versioned):
    """When and by which instance the annual bilan of a period was validated: the renewal waits for it (R-BIL-04)."""

    periode = models.OneToOneField(
        Periode, models.CASCADE, related_name="validation_bilan", verbose_name="année de la convention"
    )
    validee_le = models.DateField("validé le")
    instance = models.CharField("validé par", max_length=150)

    class Meta:
        verbose_name = "validation du bilan annuel"
        verbose_name_plural = "validations du bilan annuel"
        ordering = ["periode"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(instance=""),
                name="validation_bilan_par_une_instance",
                violation_error_message="Dites quelle instance a validé le bilan annuel.",
            )
        ]

    def __str__(self) -> str:
        return f"Bilan annuel de {self.periode}"
