"""The seven points de vigilance (R-VIG) and the sentences that answer the warnings of the grid."""

from django.db import models
from django.db.models import Q

from coop import horloge
from coop.versions import Versioned
from cooperatives.enums import CodeAvertissement, PointVigilance, StatutVigilance
from cooperatives.models.cooperative import Cooperative


class VigilanceSuivi(Versioned):
    """Where the CA stands on one of the seven points."""

    ca = models.ForeignKey(Cooperative, models.CASCADE, related_name="vigilances", verbose_name="coopérative")
    point = models.PositiveSmallIntegerField("point de vigilance", choices=PointVigilance)
    statut = models.CharField("statut", max_length=12, choices=StatutVigilance, default=StatutVigilance.NON_TRAITE)
    commentaire = models.TextField("commentaire", blank=True)
    auteur = models.CharField("par", max_length=200, blank=True, editable=False)
    le = models.DateTimeField("le", default=horloge.now, editable=False)

    class Meta:
        verbose_name = "suivi d’un point de vigilance"
        verbose_name_plural = "suivi des points de vigilance"
        ordering = ["ca", "point"]
        constraints = [
            models.UniqueConstraint(
                fields=["ca", "point"],
                name="vigilance_point_unique",
                violation_error_message="Ce point est déjà suivi pour cette coopérative.",
            ),
            models.CheckConstraint(
                condition=~Q(statut="traite") | ~Q(commentaire=""),
                name="vigilance_traitee_commentee",
                violation_error_message="Dites en une phrase comment ce point est traité.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_point_display()}\u00a0: {self.get_statut_display()}"


class ReponseAvertissement(Versioned):
    """The sentence that answers one warning about one thing; `objet` is its stable key (« dispositif:12 »)."""

    ca = models.ForeignKey(
        Cooperative, models.CASCADE, related_name="reponses_avertissements", verbose_name="coopérative"
    )
    code = models.CharField("avertissement", max_length=20, choices=CodeAvertissement)
    objet = models.CharField("objet", max_length=40)
    reponse = models.TextField("réponse")
    auteur = models.CharField("par", max_length=200, blank=True, editable=False)
    le = models.DateTimeField("le", default=horloge.now, editable=False)

    class Meta:
        verbose_name = "réponse à un avertissement"
        verbose_name_plural = "réponses aux avertissements"
        ordering = ["ca", "code", "objet"]
        constraints = [
            models.UniqueConstraint(
                fields=["ca", "code", "objet"],
                name="reponse_avertissement_unique",
                violation_error_message="Cet avertissement a déjà une réponse.",
            ),
            models.CheckConstraint(
                condition=~Q(reponse=""),
                name="reponse_avertissement_ecrite",
                violation_error_message="Répondez en une phrase.",
            ),
        ]

    def __str__(self) -> str:
        return self.get_code_display()
