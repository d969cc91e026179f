"""Every change of phase or status, for ever (domain.md §4.1 TransitionPhase)."""

from django.db import models

from coop import horloge
from coop.journal.models import AppendOnlyModel
from cooperatives.enums import Phase, Statut
from cooperatives.models.cooperative import Cooperative


class TransitionPhase(AppendOnlyModel):
    """One step: from, to, who, why, with the warnings that were justified and passed over."""

    ca = models.ForeignKey(Cooperative, models.CASCADE, related_name="transitions", verbose_name="coopérative")
    de = models.CharField("de", max_length=20, choices=Phase, blank=True)
    vers = models.CharField("vers", max_length=20, choices=Phase)
    statut = models.CharField("statut", max_length=12, choices=Statut, default=Statut.EN_COURS)
    le = models.DateTimeField("le", default=horloge.now)
    # The day it really happened, when the CA was taken up with its past (decisions.md 9): `le` is then the day it was told.
    depuis = models.DateField("commencée en réalité le", null=True, blank=True)
    auteur = models.CharField("par", max_length=200)
    motif = models.TextField("motif", blank=True)
    reserves = models.TextField("conseils non suivis", blank=True)

    class Meta:
        verbose_name = "changement de phase"
        verbose_name_plural = "changements de phase"
        ordering = ["ca", "le", "id"]

    def __str__(self) -> str:
        return f"{self.de or '…'} → {self.vers}"
