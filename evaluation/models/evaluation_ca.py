"""The evaluation set-up of a CA: it selects at most four critères a question, critère before indicator (R-EVCA-10)."""

from django.db import models

from coop import horloge
from coop.versions import Versioned
from cooperatives.models import Cooperative
from evaluation.models.referentiel import CritereReferentiel, IndicateurReferentiel


class EvaluationCA(Versioned):
    """The evaluation of one CA, on the framework of the ex-ante one (R-EVCA-01): team, objectives, registers."""

    ca = models.OneToOneField(Cooperative, models.CASCADE, related_name="evaluation_ca", verbose_name="coopérative")
    objectifs = models.TextField("objectifs de l’évaluation", blank=True)
    pertinence = models.BooleanField("pertinence", default=False)
    coherence = models.BooleanField("cohérence", default=False)
    efficacite = models.BooleanField("efficacité", default=True)
    efficience = models.BooleanField("efficience", default=False)
    utilite = models.BooleanField("utilité", default=True)
    cree_le = models.DateTimeField("ouverte le", default=horloge.now, editable=False)

    class Meta:
        verbose_name = "évaluation de la coopérative"
        verbose_name_plural = "évaluations des coopératives"
        ordering = ["ca"]

    def __str__(self) -> str:
        return f"Évaluation de {self.ca}"


class SelectionCritere(models.Model):
    """A critère the CA keeps; at most four a question (checked under a lock)."""

    evaluation = models.ForeignKey(EvaluationCA, models.CASCADE, related_name="criteres", verbose_name="évaluation")
    critere = models.ForeignKey(CritereReferentiel, models.PROTECT, related_name="+", verbose_name="critère")
    retenu_le = models.DateField("retenu le", default=horloge.today)

    class Meta:
        verbose_name = "critère retenu"
        verbose_name_plural = "critères retenus"
        ordering = ["evaluation", "critere__question__numero", "critere__ordre"]
        constraints = [
            models.UniqueConstraint(
                fields=["evaluation", "critere"],
                name="selection_critere_unique",
                violation_error_message="Ce critère est déjà retenu.",
            ),
        ]

    def __str__(self) -> str:
        return str(self.critere)


class SelectionIndicateur(models.Model):
    """An indicator kept for a selected critère: no indicator without its critère."""

    critere = models.ForeignKey(SelectionCritere, models.CASCADE, related_name="indicateurs", verbose_name="critère")
    indicateur = models.ForeignKey(
        IndicateurReferentiel, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="indicateur"
    )
    libelle_libre = models.CharField("indicateur propre à la coopérative", max_length=250, blank=True)

    class Meta:
        verbose_name = "indicateur retenu"
        verbose_name_plural = "indicateurs retenus"
        ordering = ["critere", "id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(indicateur__isnull=False) | ~models.Q(libelle_libre=""),
                name="selection_indicateur_designe",
                violation_error_message="Choisissez un indicateur ou écrivez le vôtre.",
            ),
            models.UniqueConstraint(
                fields=["critere", "indicateur"],
                name="selection_indicateur_unique",
                violation_error_message="Cet indicateur est déjà retenu pour ce critère.",
            ),
        ]

    def __str__(self) -> str:
        return self.libelle_libre or str(self.indicateur)
