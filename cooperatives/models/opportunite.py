"""The opportunity grid: ten principles, each read with its evidence and signed (R-PRIN)."""

from django.db import models
from django.db.models import Q

from coop import horloge
from coop.versions import Versioned
from cooperatives.enums import Appreciation
from cooperatives.models.cooperative import Cooperative


class Principe(models.Model):
    """One of the ten principles of the note of 10 July 2017, in the wording of the guide (A-ORTHO corrected)."""

    ordre = models.PositiveSmallIntegerField("ordre", unique=True)
    libelle = models.TextField("libellé")
    court = models.CharField("libellé court", max_length=120)
    aide = models.TextField("relecture de l’évaluation", blank=True)
    groupe = models.CharField("groupe", max_length=20)

    class Meta:
        verbose_name = "principe de choix"
        verbose_name_plural = "principes de choix"
        ordering = ["ordre"]

    def __str__(self) -> str:
        return f"{self.ordre}. {self.court}"


class AppreciationPrincipe(Versioned):
    """How the CA reads one principle. Unfavourable never blocks; unread does (R-PRIN-00b, A-55)."""

    ca = models.ForeignKey(Cooperative, models.CASCADE, related_name="appreciations", verbose_name="coopérative")
    principe = models.ForeignKey(Principe, models.PROTECT, verbose_name="principe")
    appreciation = models.CharField("appréciation", max_length=12, choices=Appreciation, default=Appreciation.A_ETUDIER)
    justification = models.TextField("justification", blank=True)
    preuve = models.CharField("sur quoi s’appuie cette lecture", max_length=300, blank=True)
    auteur = models.CharField("par", max_length=200, blank=True, editable=False)
    le = models.DateTimeField("le", default=horloge.now, editable=False)

    class Meta:
        verbose_name = "appréciation d’un principe"
        verbose_name_plural = "grille des dix principes"
        ordering = ["ca", "principe__ordre"]
        constraints = [
            models.UniqueConstraint(
                fields=["ca", "principe"],
                name="appreciation_principe_unique",
                violation_error_message="Ce principe est déjà apprécié pour cette coopérative.",
            ),
            models.CheckConstraint(
                condition=Q(appreciation__in=["a_etudier", "satisfait"]) | ~Q(justification=""),
                name="appreciation_principe_justifiee",
                violation_error_message="Justifiez en une phrase une appréciation autre que « satisfait ».",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.principe} : {self.get_appreciation_display()}"
