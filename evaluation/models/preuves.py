"""Evidence a party joins to an action or to one of its readings: photo, PDF, workbook (product wish 19)."""

from django.db import models
from django.db.models import Q

from conventions.models import FicheAction, Indicateur
from coop.documents.models import Piece
from evaluation.models.bilan import VersionBilan


class PreuveBilan(models.Model):
    """A file of a version; a later version keeps the same file. `indicateur` is None when it is of the whole action."""

    version = models.ForeignKey(VersionBilan, models.CASCADE, related_name="preuves", verbose_name="version")
    action = models.ForeignKey(FicheAction, models.PROTECT, related_name="+", verbose_name="action")
    indicateur = models.ForeignKey(
        Indicateur, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="indicateur"
    )
    piece = models.ForeignKey(Piece, models.PROTECT, related_name="preuves_bilan", verbose_name="pièce")

    class Meta:
        verbose_name = "pièce d’un bilan"
        verbose_name_plural = "pièces d’un bilan"
        ordering = ["version", "action__numero", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["version", "action", "piece"],
                condition=Q(indicateur__isnull=True),
                name="preuve_bilan_une_fois_par_action",
                violation_error_message="Cette pièce est déjà jointe à l’action.",
            ),
            models.UniqueConstraint(
                fields=["version", "indicateur", "piece"],
                condition=Q(indicateur__isnull=False),
                name="preuve_bilan_une_fois_par_indicateur",
                violation_error_message="Cette pièce est déjà jointe à l’indicateur.",
            ),
        ]

    def __str__(self) -> str:
        return str(self.piece)
