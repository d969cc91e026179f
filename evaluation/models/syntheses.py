"""Two exact levels of summary (R-EVA-04, decisions.md 30): sums and counts, written with the transmission, never by a job.

Counts are of bilans due in the civil quarter of their échéance; a figure counts the last transmitted version.
"""

from django.db import models

from coop.territories.models import Departement
from cooperatives.models import Cooperative


class Compteurs(models.Model):
    """The sums a summary keeps; percentages are computed when read, with numerator and denominator."""

    annee = models.PositiveSmallIntegerField("année civile")
    trimestre = models.PositiveSmallIntegerField("trimestre civil")
    bilans_transmis = models.PositiveIntegerField("bilans transmis", default=0)
    bilans_a_temps = models.PositiveIntegerField("bilans transmis à la date", default=0)
    lignes = models.PositiveIntegerField("lignes d’action", default=0)
    reponses = models.PositiveIntegerField("réponses de conformité", default=0)
    reponses_oui = models.PositiveIntegerField("réponses « Oui »", default=0)
    reponses_partiel = models.PositiveIntegerField("réponses « En partie »", default=0)
    reponses_non = models.PositiveIntegerField("réponses « Non »", default=0)
    beneficiaires = models.DecimalField("bénéficiaires touchés", max_digits=16, decimal_places=2, default=0)
    beneficiaires_cibles = models.DecimalField("bénéficiaires prévus", max_digits=16, decimal_places=2, default=0)
    indicateurs_ia = models.PositiveIntegerField("IA renseignés avec cible", default=0)
    somme_taux_ia = models.DecimalField("somme des taux IA plafonnés à 100", max_digits=16, decimal_places=4, default=0)

    class Meta:
        abstract = True


class SyntheseCooperative(Compteurs):
    """One row per CA × civil quarter."""

    ca = models.ForeignKey(Cooperative, models.CASCADE, related_name="syntheses", verbose_name="coopérative")

    class Meta:
        verbose_name = "synthèse d’une coopérative"
        verbose_name_plural = "synthèses des coopératives"
        ordering = ["ca", "annee", "trimestre"]
        constraints = [
            models.UniqueConstraint(
                fields=["ca", "annee", "trimestre"],
                name="synthese_cooperative_unique",
                violation_error_message="Ce trimestre de la coopérative a déjà sa synthèse.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.ca_id} {self.annee} T{self.trimestre}"


class SyntheseDepartement(Compteurs):
    """One row per département × civil quarter: what the regional page reads."""

    departement = models.ForeignKey(Departement, models.CASCADE, related_name="syntheses", verbose_name="département")

    class Meta:
        verbose_name = "synthèse d’un département"
        verbose_name_plural = "synthèses des départements"
        ordering = ["departement", "annee", "trimestre"]
        constraints = [
            models.UniqueConstraint(
                fields=["departement", "annee", "trimestre"],
                name="synthese_departement_unique",
                violation_error_message="Ce trimestre du département a déjà sa synthèse.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.departement_id} {self.annee} T{self.trimestre}"
