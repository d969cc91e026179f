"""The évaluation finale, recorded once validated (R-GOUV-11, R-EVCA-13): day, instance, what it bears on, document."""

from django.db import models
from django.db.models import Q

from coop.documents.models import Piece
from coop.versions import Versioned
from cooperatives.models import Cooperative

VOLETS = ("processus", "activite", "resultats")


class EvaluationFinaleQuerySet(models.QuerySet):
    def entieres(self) -> "EvaluationFinaleQuerySet":
        """Those that bear on all three: the ones R-GOUV-11 asks for."""
        return self.filter(**dict.fromkeys(VOLETS, True))


class EvaluationFinale(Versioned):
    """One évaluation finale of a CA; a programme taken up again after it will have its own."""

    ca = models.ForeignKey(Cooperative, models.CASCADE, related_name="evaluations_finales", verbose_name="coopérative")
    validee_le = models.DateField("validée le")
    instance = models.CharField("validée par", max_length=150)
    processus = models.BooleanField("processus", default=False)
    activite = models.BooleanField("activité", default=False)
    resultats = models.BooleanField("résultats", default=False)
    document = models.ForeignKey(
        Piece, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="document"
    )

    objects = EvaluationFinaleQuerySet.as_manager()

    class Meta:
        verbose_name = "évaluation finale"
        verbose_name_plural = "évaluations finales"
        ordering = ["ca", "-validee_le"]
        constraints = [
            models.UniqueConstraint(
                fields=["ca", "validee_le"],
                name="evaluation_finale_unique",
                violation_error_message="Une évaluation finale validée ce jour-là est déjà enregistrée.",
            ),
            models.CheckConstraint(
                condition=~Q(instance=""),
                name="evaluation_finale_par_une_instance",
                violation_error_message="Dites quelle instance a validé l’évaluation finale.",
            ),
            models.CheckConstraint(
                condition=Q(processus=True) | Q(activite=True) | Q(resultats=True),
                name="evaluation_finale_porte_sur_quelque_chose",
                violation_error_message="Dites sur quoi porte l’évaluation finale.",
            ),
        ]

    def __str__(self) -> str:
        return f"Évaluation finale de {self.ca}"

    @property
    def manquants(self) -> list[str]:
        """What it does not bear on: « activité »."""
        return [str(self._meta.get_field(name).verbose_name) for name in VOLETS if not getattr(self, name)]
