"""A convention signed before the tool: its text is its signed PDF, no computed text (decisions.md 9)."""

from django.db import models

from conventions.models.convention import Convention
from coop import horloge
from coop.documents.models import Piece


class ConventionReprise(models.Model):
    """What makes a convention « repris »: the signed copy, the day it was taken up, and until when its fiches are copied.

    Until `saisie_close_le` the fiches-action are filled from the signed text; afterwards an avenant alone changes them.
    """

    convention = models.OneToOneField(Convention, models.PROTECT, related_name="reprise", verbose_name="convention")
    scan = models.ForeignKey(Piece, models.PROTECT, related_name="+", verbose_name="convention signée")
    reprise_le = models.DateField("reprise le", default=horloge.today)
    auteur = models.CharField("par", max_length=200, blank=True)
    saisie_close_le = models.DateField("saisie des fiches close le", null=True, blank=True)

    class Meta:
        verbose_name = "convention reprise"
        verbose_name_plural = "conventions reprises"
        ordering = ["convention"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(saisie_close_le__isnull=True)
                | models.Q(saisie_close_le__gte=models.F("reprise_le")),
                name="convention_reprise_dates_ordonnees",
                violation_error_message="La saisie se clôt après la reprise.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.convention}, reprise"
