"""What hangs from a fiche-action in rows: profiles, apports, levers, own contributions, reminders."""

from decimal import Decimal

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q

from conventions.enums import Apport, LevierISTS, TypeContribution
from conventions.models.action import FicheAction
from coop import horloge
from cooperatives.models import Membre

NEGATIF = "Les moyens humains ne peuvent pas être négatifs."


class MoyenHumain(models.Model):
    """One profile and its ETP; their sum is the ETP of the action (R-FA-04)."""

    action = models.ForeignKey(FicheAction, models.CASCADE, related_name="moyens", verbose_name="action")
    profil = models.CharField("profil", max_length=120)
    etp = models.DecimalField(
        "ETP", max_digits=5, decimal_places=2, validators=[MinValueValidator(Decimal(0), NEGATIF)]
    )

    class Meta:
        verbose_name = "moyen humain"
        verbose_name_plural = "moyens humains"
        ordering = ["action", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["action", "profil"],
                name="moyen_humain_profil_unique",
                violation_error_message="Ce profil est déjà compté dans l’action\u00a0: additionnez ses ETP.",
            ),
            models.CheckConstraint(
                condition=Q(etp__gte=0), name="moyen_humain_etp_positif", violation_error_message=NEGATIF
            ),
        ]

    def __str__(self) -> str:
        return self.profil


class ApportVise(models.Model):
    """One of the three « apports » of a CA that the action illustrates (R-DEF-06)."""

    action = models.ForeignKey(FicheAction, models.CASCADE, related_name="apports_vises", verbose_name="action")
    apport = models.CharField("apport", max_length=20, choices=Apport)

    class Meta:
        verbose_name = "apport"
        ordering = ["action", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["action", "apport"],
                name="apport_vise_unique",
                violation_error_message="Cet apport est déjà coché.",
            )
        ]

    def __str__(self) -> str:
        return self.get_apport_display()


class LevierVise(models.Model):
    """A lever on inequalities the action means to pull (R-FA-08)."""

    action = models.ForeignKey(FicheAction, models.CASCADE, related_name="leviers_vises", verbose_name="action")
    levier = models.CharField("levier", max_length=20, choices=LevierISTS)

    class Meta:
        verbose_name = "levier visé"
        verbose_name_plural = "leviers visés"
        ordering = ["action", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["action", "levier"],
                name="levier_vise_unique",
                violation_error_message="Ce levier est déjà coché.",
            )
        ]

    def __str__(self) -> str:
        return self.get_levier_display()


class ContributionPropre(models.Model):
    """What a member brings of its own to an action, valued in euros when it can be (article 3, R-FIN-05)."""

    action = models.ForeignKey(FicheAction, models.CASCADE, related_name="contributions", verbose_name="action")
    membre = models.ForeignKey(Membre, models.PROTECT, related_name="contributions", verbose_name="membre")
    type = models.CharField("nature", max_length=12, choices=TypeContribution)
    description = models.CharField("description", max_length=250)
    valorisation = models.DecimalField(
        "valorisation en euros",
        max_digits=12,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(Decimal(0), "Un montant est positif.")],
    )

    class Meta:
        verbose_name = "contribution propre"
        verbose_name_plural = "contributions propres"
        ordering = ["action", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(valorisation__isnull=True) | Q(valorisation__gte=0),
                name="contribution_propre_valorisation_positive",
                violation_error_message="Un montant est positif.",
            ),
            models.UniqueConstraint(
                fields=["action", "membre", "type", "description"],
                name="contribution_propre_unique",
                violation_error_message="Cette contribution est déjà écrite.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_type_display().capitalize()}\u00a0: {self.description}"


class RelanceFiche(models.Model):
    """A reminder to write a fiche: when, by whom, to how many people."""

    action = models.ForeignKey(FicheAction, models.CASCADE, related_name="relances", verbose_name="action")
    le = models.DateTimeField("le", default=horloge.now)
    par = models.CharField("par", max_length=200)
    destinataires = models.PositiveSmallIntegerField("destinataires")

    class Meta:
        verbose_name = "rappel d’une fiche-action"
        verbose_name_plural = "rappels des fiches-action"
        ordering = ["action", "-le", "-id"]

    def __str__(self) -> str:
        return f"{self.action}, {self.le:%d/%m/%Y}"
