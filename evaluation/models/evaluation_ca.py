"""The evaluation set-up of a CA: it selects at most four critères a question, critère before indicator (R-EVCA-10)."""

from django.db import models

from coop import horloge
from coop.versions import Versioned
from cooperatives.models import Cooperative
from evaluation.enums_evaluation import ObjetEvaluation, QualiteCritere
from evaluation.models.cadre import CadreEvaluation
from evaluation.models.referentiel import CritereReferentiel, IndicateurReferentiel, QuestionEvaluative


class EvaluationCA(CadreEvaluation):
    """The evaluation of one CA, on the framework of the ex-ante one (R-EVCA-01): team, objectives, registers."""

    ca = models.OneToOneField(Cooperative, models.CASCADE, related_name="evaluation_ca", verbose_name="coopérative")
    objet = models.CharField("objet de l’évaluation", max_length=12, choices=ObjetEvaluation, blank=True)
    cree_le = models.DateTimeField("ouverte le", default=horloge.now, editable=False)

    class Meta:
        verbose_name = "évaluation de la coopérative"
        verbose_name_plural = "évaluations des coopératives"
        ordering = ["ca"]

    def __str__(self) -> str:
        return f"Évaluation de {self.ca}"


class SelectionCritere(Versioned):
    """A critère the CA keeps, of the library or its own (R-EVCA-17); at most four a question (checked under a lock).

    One of the library has its question; one's own names it. The five marks say it was read again (R-EVCA-09).
    """

    evaluation = models.ForeignKey(EvaluationCA, models.CASCADE, related_name="criteres", verbose_name="évaluation")
    critere = models.ForeignKey(
        CritereReferentiel, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="critère"
    )
    question = models.ForeignKey(
        QuestionEvaluative, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="question"
    )
    libelle_libre = models.CharField("critère propre à la coopérative", max_length=250, blank=True)
    clair = models.BooleanField("clair", default=False)
    precis = models.BooleanField("précis", default=False)
    simple = models.BooleanField("simple", default=False)
    technique = models.BooleanField("plus technique que la question", default=False)
    fidele = models.BooleanField("fidèle à la question", default=False)
    retenu_le = models.DateField("retenu le", default=horloge.today)

    class Meta:
        verbose_name = "critère retenu"
        verbose_name_plural = "critères retenus"
        ordering = ["evaluation", "critere__question__numero", "critere__ordre", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["evaluation", "critere"],
                name="selection_critere_unique",
                violation_error_message="Ce critère est déjà retenu.",
            ),
            models.CheckConstraint(
                condition=models.Q(critere__isnull=False, question__isnull=True, libelle_libre="")
                | (models.Q(critere__isnull=True, question__isnull=False) & ~models.Q(libelle_libre="")),
                name="selection_critere_designe",
                violation_error_message="Choisissez un critère de la bibliothèque, ou écrivez le vôtre pour une question.",
            ),
            models.UniqueConstraint(
                fields=["evaluation", "question", "libelle_libre"],
                condition=models.Q(critere__isnull=True),
                name="selection_critere_propre_unique",
                violation_error_message="Ce critère est déjà retenu.",
            ),
        ]

    def __str__(self) -> str:
        return self.libelle

    @property
    def libelle(self) -> str:
        return self.libelle_libre or self.critere.libelle

    @property
    def de_question(self) -> int:
        """The id of the question it answers."""
        return self.question_id or self.critere.question_id

    @property
    def la_question(self) -> QuestionEvaluative:
        """The question it answers."""
        return self.question or self.critere.question

    @property
    def a_relire(self) -> list[str]:
        """The qualities not yet recognised: « Précis »."""
        return [str(mark.label) for mark in QualiteCritere if not getattr(self, mark.value)]


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
