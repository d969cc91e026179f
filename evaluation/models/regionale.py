"""The evaluation of the coopératives of the région together, piloted by the siège (R-EVA-01, R-EVCA-04).

It keeps no finding of its own from a coopérative: what each answered is read where it was written (R-EVA-04). Once
validated, `contenu` holds everything its synthesis said that day.
"""

from django.db import models
from django.db.models import Q

from coop import horloge
from evaluation.enums_evaluation import ObjetEvaluation
from evaluation.models.cadre import CadreEvaluation, ReponseJugee
from evaluation.models.referentiel import QuestionEvaluative


class EvaluationRegionale(CadreEvaluation):
    """One regional evaluation: in progress until the day an instance validates it; a following one may then open."""

    objet = models.CharField(
        "objet", max_length=12, choices=ObjetEvaluation, default=ObjetEvaluation.REGION, editable=False
    )
    ouverte_le = models.DateField("ouverte le", default=horloge.today, editable=False)
    validee_le = models.DateField("validée le", null=True, blank=True)
    validee_par = models.CharField("validée par", max_length=150, blank=True)
    contenu = models.JSONField("contenu validé", null=True, blank=True, editable=False)
    publiee_le = models.DateField("publiée le", null=True, blank=True, editable=False)

    class Meta:
        verbose_name = "évaluation régionale"
        verbose_name_plural = "évaluations régionales"
        ordering = ["-ouverte_le", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(objet="region"),
                name="evaluation_regionale_de_la_region",
                violation_error_message="Une évaluation régionale porte sur toutes les coopératives.",
            ),
            models.UniqueConstraint(
                fields=["objet"],
                condition=Q(validee_le__isnull=True),
                name="evaluation_regionale_une_en_cours",
                violation_error_message="Une évaluation régionale est déjà en cours.",
            ),
            models.CheckConstraint(
                condition=Q(validee_le__isnull=True, contenu__isnull=True, validee_par="")
                | (Q(validee_le__isnull=False, contenu__isnull=False) & ~Q(validee_par="")),
                name="evaluation_regionale_validee_garde_son_contenu",
                violation_error_message="Dites le jour de la validation et l’instance qui valide.",
            ),
            models.CheckConstraint(
                condition=Q(publiee_le__isnull=True) | Q(validee_le__isnull=False),
                name="evaluation_regionale_publiee_une_fois_validee",
                violation_error_message="La synthèse se publie une fois validée.",
            ),
        ]

    def __str__(self) -> str:
        return f"Évaluation régionale {self.ouverte_le.year}"


class ReponseRegionale(ReponseJugee):
    """What the région finds and judges of one of the three questions, over the answers of its coopératives."""

    evaluation = models.ForeignKey(
        EvaluationRegionale, models.CASCADE, related_name="reponses", verbose_name="évaluation"
    )
    question = models.ForeignKey(QuestionEvaluative, models.PROTECT, related_name="+", verbose_name="question")

    class Meta:
        verbose_name = "réponse de la région"
        verbose_name_plural = "réponses de la région"
        ordering = ["evaluation", "question__numero"]
        constraints = [
            models.UniqueConstraint(
                fields=["evaluation", "question"],
                name="reponse_regionale_unique",
                violation_error_message="Cette question a déjà sa réponse.",
            )
        ]

    def __str__(self) -> str:
        return f"Réponse de la région\u00a0: question {self.question.numero}"

    @property
    def ecrite(self) -> bool:
        return bool(self.constat and self.jugement)


class PreuveRegionale(models.Model):
    """What the answer leans on: an answer of a coopérative, a figure, an external evaluation, as it was the day it was cited."""

    reponse = models.ForeignKey(ReponseRegionale, models.CASCADE, related_name="preuves", verbose_name="réponse")
    cle = models.CharField("fait", max_length=40, editable=False)
    libelle = models.CharField("preuve", max_length=400)
    valeur = models.TextField("ce qu’elle dit")
    source = models.CharField("page", max_length=300, blank=True, editable=False)
    jour = models.DateField("citée le", default=horloge.today)

    class Meta:
        verbose_name = "preuve de la région"
        verbose_name_plural = "preuves de la région"
        ordering = ["reponse", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["reponse", "cle"],
                name="preuve_regionale_citee_une_fois",
                violation_error_message="Ce fait est déjà cité.",
            ),
            models.CheckConstraint(
                condition=~Q(cle="") & ~Q(libelle="") & ~Q(valeur=""),
                name="preuve_regionale_dit_quelque_chose",
                violation_error_message="Une preuve dit d’où elle vient et ce qu’elle montre.",
            ),
        ]

    def __str__(self) -> str:
        return self.libelle
