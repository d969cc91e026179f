"""Evaluations of the démarche made by somebody outside: the ex-ante one of 2018 opens the list (R-EVCA-01, R-REF-8)."""

from django.db import models
from django.db.models import F, Q

from coop.documents.models import Piece
from coop.versions import Versioned
from cooperatives.models import Recommandation
from evaluation.enums_evaluation import MomentEvaluation


class EvaluationExterne(Versioned):
    """Who evaluated, when, how, what it handed over and what it recommended."""

    intitule = models.CharField("intitulé", max_length=200)
    evaluateur = models.CharField("évaluateur", max_length=150)
    moment = models.CharField("moment", max_length=8, choices=MomentEvaluation)
    debut = models.DateField("commencée le")
    fin = models.DateField("terminée le", null=True, blank=True)
    deroulement = models.TextField("phases", blank=True)  # one a line
    livrables = models.TextField("livrables", blank=True)  # one a line
    entretiens = models.PositiveSmallIntegerField("entretiens menés", null=True, blank=True)
    rapport = models.ForeignKey(Piece, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="rapport")
    recommandations = models.ManyToManyField(
        Recommandation, blank=True, related_name="evaluations_externes", verbose_name="recommandations"
    )

    class Meta:
        verbose_name = "évaluation externe"
        verbose_name_plural = "évaluations externes"
        ordering = ["-debut", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["evaluateur", "debut"],
                name="evaluation_externe_unique",
                violation_error_message="Cette évaluation externe est déjà enregistrée.",
            ),
            models.CheckConstraint(
                condition=Q(fin__isnull=True) | Q(fin__gte=F("debut")),
                name="evaluation_externe_finit_apres_son_debut",
                violation_error_message="La fin suit le début.",
            ),
        ]

    def __str__(self) -> str:
        return self.intitule

    @property
    def annees(self) -> str:
        """« 2017–2018 »."""
        years = dict.fromkeys(str(day.year) for day in (self.debut, self.fin) if day)
        return "–".join(years)

    @property
    def phases(self) -> list[str]:
        return [line.strip() for line in self.deroulement.splitlines() if line.strip()]

    @property
    def documents(self) -> list[str]:
        """What it handed over, one a line."""
        return [line.strip() for line in self.livrables.splitlines() if line.strip()]
