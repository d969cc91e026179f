"""A decision of a meeting cited by an action or an indicator (issue of the governance: « each may be cited »)."""

from django.db import models
from django.db.models import Q

from conventions.models.action import FicheAction
from conventions.models.indicateur import Indicateur
from coop import horloge
from cooperatives.models import Decision


class CitationDecision(models.Model):
    """One link between a decision and one action, or one indicator. A task has its own (`Decision.tache`)."""

    decision = models.ForeignKey(Decision, models.CASCADE, related_name="citations", verbose_name="décision")
    action = models.ForeignKey(
        FicheAction, models.CASCADE, null=True, blank=True, related_name="citations", verbose_name="action"
    )
    indicateur = models.ForeignKey(
        Indicateur, models.CASCADE, null=True, blank=True, related_name="citations", verbose_name="indicateur"
    )
    faite_le = models.DateTimeField("reliée le", default=horloge.now, editable=False)

    class Meta:
        verbose_name = "décision citée"
        verbose_name_plural = "décisions citées"
        ordering = ["decision", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(action__isnull=False, indicateur__isnull=True)
                | Q(action__isnull=True, indicateur__isnull=False),
                name="citation_une_seule_cible",
                violation_error_message="Une décision se relie à une action ou à un indicateur, un par ligne.",
            ),
            models.UniqueConstraint(
                fields=["decision", "action"],
                name="citation_action_unique",
                violation_error_message="Cette décision est déjà reliée à cette action.",
            ),
            models.UniqueConstraint(
                fields=["decision", "indicateur"],
                name="citation_indicateur_unique",
                violation_error_message="Cette décision est déjà reliée à cet indicateur.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.decision.numero}, {self.action or self.indicateur}"
