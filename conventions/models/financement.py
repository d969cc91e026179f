"""Financing: the dated threshold, the budget of a year and its distribution, other funding (§2.15)."""

from decimal import Decimal

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q

from conventions.enums_financement import NatureLigne, OrigineFinancement, StatutBudget
from conventions.models.action import FicheAction
from coop.organisations.models import Organisation
from coop.versions import Versioned
from cooperatives.models import Cooperative

POSITIF = "Un montant est supérieur à zéro."
CENTIME = Decimal("0.01")
ANNEE_MIN, ANNEE_MAX = 2017, 2100


def champ_montant(label: str) -> models.DecimalField:
    """An amount in euros, above zero."""
    return models.DecimalField(
        label, max_digits=12, decimal_places=2, validators=[MinValueValidator(CENTIME, message=POSITIF)]
    )


def champ_annee(label: str) -> models.PositiveSmallIntegerField:
    """A calendar year, the exercise of a subsidy."""
    bounds = [
        MinValueValidator(ANNEE_MIN, message="Indiquez une année à partir de 2017."),
        MaxValueValidator(ANNEE_MAX, message="Indiquez une année sur quatre chiffres."),
    ]
    return models.PositiveSmallIntegerField(label, validators=bounds)


class SeuilSubvention(models.Model):
    """Amount a year, in euros, from which a subsidy takes a convention « classique », since a date (R-FIN-03).

    Without any row the threshold of the guide applies, whatever the day: the sources do not date it (A-06).
    """

    montant = champ_montant("montant par organisme et par an")
    debut = models.DateField("applicable depuis le", unique=True)

    class Meta:
        verbose_name = "seuil des subventions"
        verbose_name_plural = "seuils des subventions"
        ordering = ["-debut"]
        constraints = [
            models.CheckConstraint(
                condition=Q(montant__gt=0), name="seuil_subvention_positif", violation_error_message=POSITIF
            )
        ]

    def __str__(self) -> str:
        return f"{self.montant} depuis le {self.debut:%d/%m/%Y}"


class Budget(Versioned):
    """What the ARS gives to the programme of a CA for a calendar year, and whether its distribution is settled.

    `motif_egalite` is the sentence that answers for equal shares given to unequal contributions (R-FIN-06, AL-29).
    """

    ca = models.ForeignKey(Cooperative, models.PROTECT, related_name="budgets", verbose_name="coopérative")
    annee = champ_annee("année")
    montant = champ_montant("budget alloué au programme par l’ARS")
    statut = models.CharField(
        "répartition", max_length=10, choices=StatutBudget, default=StatutBudget.BROUILLON, editable=False
    )
    motif_egalite = models.TextField("pourquoi des parts égales", blank=True)
    validee_le = models.DateField("répartition validée le", null=True, blank=True, editable=False)

    class Meta:
        verbose_name = "budget annuel"
        verbose_name_plural = "budgets annuels"
        ordering = ["ca", "-annee"]
        constraints = [
            models.UniqueConstraint(
                fields=["ca", "annee"],
                name="budget_un_par_annee",
                violation_error_message="Le budget de cette année est déjà écrit.",
            ),
            models.CheckConstraint(
                condition=Q(montant__gt=0), name="budget_montant_positif", violation_error_message=POSITIF
            ),
            models.CheckConstraint(
                condition=Q(statut="brouillon", validee_le__isnull=True) | Q(statut="valide", validee_le__isnull=False),
                name="budget_valide_a_une_date",
                violation_error_message="Une répartition validée porte une date.",
            ),
        ]

    def __str__(self) -> str:
        return f"Budget {self.annee}"


class LigneRepartition(models.Model):
    """One allocation of a budget: to whom, for which action or for the coordination, how much and why (R-FIN-05)."""

    budget = models.ForeignKey(Budget, models.CASCADE, related_name="lignes", verbose_name="budget")
    beneficiaire = models.ForeignKey(
        Organisation, models.PROTECT, related_name="allocations", verbose_name="organisme bénéficiaire"
    )
    nature = models.CharField("nature", max_length=14, choices=NatureLigne, default=NatureLigne.ACTION)
    action = models.ForeignKey(
        FicheAction, models.PROTECT, null=True, blank=True, related_name="allocations", verbose_name="action"
    )
    montant = champ_montant("montant")
    motif = models.CharField("raison (contribution propre, ETP)", max_length=250)

    class Meta:
        verbose_name = "ligne de la répartition"
        verbose_name_plural = "lignes de la répartition"
        ordering = ["budget", "nature", "action__numero", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(montant__gt=0), name="ligne_repartition_positive", violation_error_message=POSITIF
            ),
            models.CheckConstraint(
                condition=Q(nature="action", action__isnull=False) | Q(nature="coordination", action__isnull=True),
                name="ligne_repartition_action",
                violation_error_message="Une ligne paie une action, ou la coordination et l’ingénierie.",
            ),
            models.UniqueConstraint(
                fields=["budget", "action", "beneficiaire"],
                condition=Q(action__isnull=False),
                name="ligne_repartition_unique",
                violation_error_message="Cet organisme a déjà une ligne pour cette action.",
            ),
            models.UniqueConstraint(
                fields=["budget", "beneficiaire"],
                condition=Q(action__isnull=True),
                name="ligne_repartition_coordination_unique",
                violation_error_message="Cet organisme a déjà une ligne pour la coordination et l’ingénierie.",
            ),
            models.CheckConstraint(
                condition=~Q(motif=""),
                name="ligne_repartition_a_une_raison",
                violation_error_message="Dites ce qui justifie ce montant.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.beneficiaire}, {self.action or self.get_nature_display()}"


class AutreFinancement(Versioned):
    """What another funder gives to the programme in a year, or a funding that was there before and stays (R-FIN-09, 12)."""

    ca = models.ForeignKey(Cooperative, models.PROTECT, related_name="autres_financements", verbose_name="coopérative")
    annee = champ_annee("année")
    financeur = models.CharField("financeur", max_length=200)
    origine = models.CharField("origine", max_length=10, choices=OrigineFinancement, default=OrigineFinancement.AUTRE)
    beneficiaire = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="autres_financements",
        verbose_name="organisme qui le reçoit",
    )  # fmt: skip
    action = models.ForeignKey(
        FicheAction, models.PROTECT, null=True, blank=True, related_name="autres_financements", verbose_name="action"
    )
    montant = champ_montant("montant")
    precision = models.CharField("précision", max_length=250, blank=True)

    class Meta:
        verbose_name = "autre financement"
        verbose_name_plural = "autres financements"
        ordering = ["ca", "-annee", "financeur", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(montant__gt=0), name="autre_financement_positif", violation_error_message=POSITIF
            )
        ]

    def __str__(self) -> str:
        return f"{self.financeur}, {self.annee}"
