"""The twenty-nine recommendations of the evaluation, and how far each is followed (R-REC)."""

from django.db import models
from django.db.models import Q

from coop import horloge
from coop.territories.models import Departement
from coop.versions import Versioned
from cooperatives.enums_vie import FamilleRecommandation, NiveauRecommandation, StatutRecommandation
from cooperatives.models.cooperative import Cooperative


class Recommandation(models.Model):
    """One recommendation, in its words."""

    numero = models.PositiveSmallIntegerField("numéro", unique=True)
    famille = models.CharField("famille", max_length=16, choices=FamilleRecommandation)
    niveau = models.CharField("suivie par", max_length=12, choices=NiveauRecommandation)
    libelle = models.TextField("recommandation")

    class Meta:
        verbose_name = "recommandation"
        ordering = ["numero"]

    def __str__(self) -> str:
        return self.libelle


class SuiviRecommandation(Versioned):
    """Where a coopérative, a département, or the region (both empty) stands on one recommendation."""

    recommandation = models.ForeignKey(
        Recommandation, models.PROTECT, related_name="suivis", verbose_name="recommandation"
    )
    ca = models.ForeignKey(
        Cooperative, models.CASCADE, null=True, blank=True, related_name="suivis_recommandations",
        verbose_name="coopérative",
    )  # fmt: skip
    departement = models.ForeignKey(
        Departement, models.PROTECT, null=True, blank=True, related_name="suivis_recommandations",
        verbose_name="département",
    )  # fmt: skip
    statut = models.CharField(
        "où en est-on", max_length=12, choices=StatutRecommandation, default=StatutRecommandation.A_EXAMINER
    )
    preuve = models.TextField("ce qui le montre", blank=True)
    le = models.DateField("date", default=horloge.today)
    auteur = models.CharField("par", max_length=200, blank=True, editable=False)

    class Meta:
        verbose_name = "suivi d’une recommandation"
        verbose_name_plural = "suivi des recommandations"
        ordering = ["recommandation", "ca", "departement"]
        constraints = [
            models.UniqueConstraint(
                fields=["recommandation", "ca"],
                condition=Q(ca__isnull=False),
                name="suivi_recommandation_ca_unique",
                violation_error_message="Cette recommandation est déjà suivie par la coopérative.",
            ),
            models.UniqueConstraint(
                fields=["recommandation", "departement"],
                condition=Q(departement__isnull=False),
                name="suivi_recommandation_departement_unique",
                violation_error_message="Cette recommandation est déjà suivie par la délégation.",
            ),
            models.UniqueConstraint(
                fields=["recommandation"],
                condition=Q(ca__isnull=True, departement__isnull=True),
                name="suivi_recommandation_region_unique",
                violation_error_message="Cette recommandation est déjà suivie par la région.",
            ),
            models.CheckConstraint(
                condition=Q(ca__isnull=True) | Q(departement__isnull=True),
                name="suivi_recommandation_un_seul_niveau",
                violation_error_message="Une recommandation se suit à un niveau à la fois.",
            ),
            models.CheckConstraint(
                condition=~Q(statut="suivie") | ~Q(preuve=""),
                name="suivi_recommandation_prouvee",
                violation_error_message="Dites ce qui montre que la recommandation est suivie.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.recommandation.numero}\u00a0: {self.get_statut_display()}"
