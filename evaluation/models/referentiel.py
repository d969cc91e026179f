"""The evaluation framework of LH conseil (R-REF): questions → critères → indicateurs → faisabilité."""

from django.db import models

from evaluation.enums import VersionReferentiel


class QuestionEvaluative(models.Model):
    """One of the three questions kept for the ex-post evaluation (R-EVCA-08)."""

    numero = models.PositiveSmallIntegerField("numéro", unique=True)
    libelle = models.TextField("question")
    dimension = models.CharField("dimension", max_length=20)
    titre_court = models.CharField("bloc", max_length=200)

    class Meta:
        verbose_name = "question évaluative"
        verbose_name_plural = "questions évaluatives"
        ordering = ["numero"]

    def __str__(self) -> str:
        return f"{self.numero}. {self.libelle}"


class ElementReferentiel(models.Model):
    """A row of the library, kept by its code (C1.1, I2.3, F3.1)."""

    question = models.ForeignKey(QuestionEvaluative, models.PROTECT, related_name="%(class)ss", verbose_name="question")
    code = models.CharField("code", max_length=10, unique=True)
    libelle = models.TextField("libellé")
    ordre = models.PositiveSmallIntegerField("ordre", default=0)
    archive = models.BooleanField("archivé", default=False)

    class Meta:
        abstract = True
        ordering = ["question__numero", "ordre"]

    def __str__(self) -> str:
        return f"{self.code} {self.libelle}"


class CritereReferentiel(ElementReferentiel):
    class Meta(ElementReferentiel.Meta):
        verbose_name = "critère de jugement"
        verbose_name_plural = "critères de jugement"


class IndicateurReferentiel(ElementReferentiel):
    libelle_revise = models.TextField("libellé révisé", blank=True)
    version = models.CharField(
        "version", max_length=10, choices=VersionReferentiel, default=VersionReferentiel.LES_DEUX
    )

    class Meta(ElementReferentiel.Meta):
        verbose_name = "indicateur du référentiel"
        verbose_name_plural = "indicateurs du référentiel"


class ItemFaisabilite(ElementReferentiel):
    class Meta(ElementReferentiel.Meta):
        verbose_name = "item de faisabilité"
        verbose_name_plural = "items de faisabilité"
