"""Readings of process indicators: the coordinator enters them, quarterly, in the COPIL table (decisions.md 29)."""

from django.db import models

from conventions.models import Indicateur, Periode
from coop import horloge


class ReleveProcessus(models.Model):
    """The state of an IP for one quarter."""

    indicateur = models.ForeignKey(
        Indicateur, models.PROTECT, related_name="releves_processus", verbose_name="indicateur"
    )
    periode = models.ForeignKey(Periode, models.PROTECT, related_name="+", verbose_name="année de la convention")
    trimestre = models.PositiveSmallIntegerField("trimestre")
    constat = models.TextField("constat")
    valeur = models.DecimalField("valeur", max_digits=14, decimal_places=2, null=True, blank=True)
    saisi_par = models.CharField("saisi par", max_length=200, editable=False)
    saisi_le = models.DateTimeField("saisi le", default=horloge.now, editable=False)

    class Meta:
        verbose_name = "relevé de processus"
        verbose_name_plural = "relevés de processus"
        ordering = ["indicateur", "periode", "trimestre"]
        constraints = [
            models.UniqueConstraint(
                fields=["indicateur", "periode", "trimestre"],
                name="releve_processus_unique",
                violation_error_message="Ce trimestre est déjà relevé.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.indicateur} T{self.trimestre}"
