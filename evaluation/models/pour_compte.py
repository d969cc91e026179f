"""Answers that the coordination typed for a party, from what somebody told it (decisions.md 27)."""

from django.db import models
from django.db.models import Q

from coop import horloge
from evaluation.enums import CanalSaisie
from evaluation.models.bilan import VersionBilan


class SaisiePourCompte(models.Model):
    """Who told what, when and how. It fills a draft only, and counts once the party confirms it.

    `reprise_le`: the party wrote in it, so that the coordination no longer reads nor writes it.
    """

    version = models.OneToOneField(VersionBilan, models.CASCADE, related_name="pour_compte", verbose_name="version")
    informateur = models.CharField("d’après", max_length=150)
    recueilli_le = models.DateField("recueilli le")
    canal = models.CharField("recueilli", max_length=12, choices=CanalSaisie)
    saisi_par = models.CharField("saisi par", max_length=200)
    commencee_le = models.DateTimeField("commencée le", default=horloge.now, editable=False)
    a_confirmer_le = models.DateTimeField("envoyée à confirmer le", null=True, blank=True)
    reprise_le = models.DateTimeField("reprise par la partie le", null=True, blank=True)
    confirmee_par = models.CharField("confirmée par", max_length=200, blank=True)
    confirmee_le = models.DateTimeField("confirmée le", null=True, blank=True)

    class Meta:
        verbose_name = "saisie pour le compte d’une partie"
        verbose_name_plural = "saisies pour le compte d’une partie"
        ordering = ["-commencee_le", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(informateur=""),
                name="pour_compte_nomme_son_informateur",
                violation_error_message="Dites qui a donné ces réponses.",
            ),
            models.CheckConstraint(
                condition=Q(confirmee_le__isnull=True, confirmee_par="")
                | (Q(confirmee_le__isnull=False) & ~Q(confirmee_par="")),
                name="pour_compte_confirmee_par_quelqu_un",
                violation_error_message="Une confirmation a une date et un auteur.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.version}, d’après {self.informateur}"

    @property
    def a_la_coordination(self) -> bool:
        """Whether the coordination is still writing it."""
        return self.a_confirmer_le is None and self.reprise_le is None
