"""Points d'étape: what was done in the phase that closes, what comes next, how the group works (R-GOUV-08, R-GOUV-18)."""

from django.db import models
from django.db.models import Q

from coop import horloge
from coop.versions import Versioned
from cooperatives.enums import Phase
from cooperatives.enums_vie import ElementCollaboratif, TenueElement
from cooperatives.models.cooperative import Cooperative
from cooperatives.models.gouvernance import Reunion
from cooperatives.models.phases import TransitionPhase


class PointEtape(Versioned):
    """One stop: at the close of a phase (`transition`), or within a long one (no transition)."""

    ca = models.ForeignKey(Cooperative, models.CASCADE, related_name="points_etape", verbose_name="coopérative")
    phase = models.CharField("phase", max_length=20, choices=Phase)
    transition = models.OneToOneField(
        TransitionPhase, models.PROTECT, null=True, blank=True, related_name="point_etape", verbose_name="fin de phase"
    )
    le = models.DateField("date", default=horloge.today)
    reunion = models.ForeignKey(
        Reunion, models.SET_NULL, null=True, blank=True, related_name="points_etape", verbose_name="fait en réunion"
    )
    chemin_parcouru = models.TextField("chemin parcouru")
    suite = models.TextField("la suite")
    evaluation_processus = models.TextField("ce que le groupe en dit", blank=True)
    auteur = models.CharField("par", max_length=200, blank=True, editable=False)

    class Meta:
        verbose_name = "point d’étape"
        verbose_name_plural = "points d’étape"
        ordering = ["ca", "-le", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(chemin_parcouru="") & ~Q(suite=""),
                name="point_etape_chemin_et_suite",
                violation_error_message="Écrivez le chemin parcouru et la suite.",
            )
        ]

    def __str__(self) -> str:
        return f"Point d’étape\u00a0: {self.get_phase_display()}"


class AppreciationElement(models.Model):
    """How one of the five elements of collaborative governance holds, said together at a point d'étape."""

    point = models.ForeignKey(PointEtape, models.CASCADE, related_name="elements", verbose_name="point d’étape")
    element = models.PositiveSmallIntegerField("élément", choices=ElementCollaboratif)
    tenue = models.CharField("réponse", max_length=8, choices=TenueElement)

    class Meta:
        verbose_name = "élément de gouvernance collaborative"
        verbose_name_plural = "éléments de gouvernance collaborative"
        ordering = ["point", "element"]
        constraints = [
            models.UniqueConstraint(
                fields=["point", "element"],
                name="point_etape_element_unique",
                violation_error_message="Cet élément a déjà une réponse.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_element_display()}\u00a0: {self.get_tenue_display()}"
