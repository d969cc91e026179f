"""What each actor says of the nine items of faisabilité (R-EVCA-11)."""

from django.db import models

from coop import horloge
from coop.organisations.models import Organisation
from coop.versions import Versioned
from evaluation.enums import Reponse
from evaluation.models.evaluation_ca import EvaluationCA
from evaluation.models.referentiel import ItemFaisabilite


class AvisFaisabilite(Versioned):
    """The opinion of one organisation, written by who speaks for it."""

    evaluation = models.ForeignKey(EvaluationCA, models.CASCADE, related_name="avis", verbose_name="évaluation")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", verbose_name="organisation")
    ecrit_le = models.DateField("écrit le", default=horloge.today)

    class Meta:
        verbose_name = "avis de faisabilité"
        verbose_name_plural = "avis de faisabilité"
        ordering = ["evaluation", "organisation__recherche"]
        constraints = [
            models.UniqueConstraint(
                fields=["evaluation", "organisation"],
                name="avis_faisabilite_unique",
                violation_error_message="Cette organisation a déjà donné son avis.",
            )
        ]

    def __str__(self) -> str:
        return f"Avis de {self.organisation}"


class AppreciationFaisabilite(models.Model):
    """Whether an item can be observed here, and why."""

    avis = models.ForeignKey(AvisFaisabilite, models.CASCADE, related_name="appreciations", verbose_name="avis")
    item = models.ForeignKey(ItemFaisabilite, models.PROTECT, related_name="appreciations", verbose_name="item")
    faisable = models.CharField("faisable", max_length=8, choices=Reponse)
    commentaire = models.TextField("commentaire", blank=True)

    class Meta:
        verbose_name = "appréciation de faisabilité"
        verbose_name_plural = "appréciations de faisabilité"
        ordering = ["avis", "item__question__numero", "item__ordre"]
        constraints = [
            models.UniqueConstraint(
                fields=["avis", "item"],
                name="appreciation_faisabilite_unique",
                violation_error_message="Cet item a déjà une réponse.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.item}\u00a0: {self.get_faisable_display()}"
