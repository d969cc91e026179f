"""The théorie d'action: the effects expected of each objective of the programme, or met without being (R-EVCA-07, R-EVA-05)."""

from django.db import models
from django.db.models import Q

from conventions.enums import NiveauObjectif
from conventions.models import Objectif
from coop import horloge
from coop.versions import Versioned
from evaluation.enums_evaluation import HorizonEffet, NiveauEffet
from evaluation.models.evaluation_ca import EvaluationCA

# The tree of objectives in mirror: what each level of objective aims at.
MIROIR = {
    NiveauObjectif.GENERAL: NiveauEffet.IMPACT_GLOBAL,
    NiveauObjectif.SPECIFIQUE: NiveauEffet.IMPACT_INTERMEDIAIRE,
    NiveauObjectif.OPERATIONNEL: NiveauEffet.REALISATION,
}


class Effet(Versioned):
    """One effect, direct or not, expected or not; the objective is read from the programme, never written again.

    An objective taken out of the programme leaves its effects, attached to none.
    """

    evaluation = models.ForeignKey(EvaluationCA, models.CASCADE, related_name="effets", verbose_name="évaluation")
    objectif = models.ForeignKey(
        Objectif, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="objectif"
    )
    niveau = models.CharField("niveau", max_length=20, choices=NiveauEffet)
    libelle = models.CharField("effet", max_length=250)
    direct = models.BooleanField("effet direct", default=True)
    attendu = models.BooleanField("effet attendu", default=True)
    horizon = models.CharField("horizon", max_length=5, choices=HorizonEffet, blank=True)
    cree_le = models.DateTimeField("écrit le", default=horloge.now, editable=False)

    class Meta:
        verbose_name = "effet"
        ordering = ["evaluation", "id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(libelle=""), name="effet_dit", violation_error_message="Dites l’effet."
            ),
            models.CheckConstraint(
                condition=Q(attendu=False) | ~Q(horizon=""),
                name="effet_attendu_a_un_horizon",
                violation_error_message="Dites à quel horizon cet effet est attendu.",
            ),
        ]

    def __str__(self) -> str:
        return self.libelle

    @property
    def mots(self) -> str:
        """« direct, attendu, moyen terme »."""
        said = ["direct" if self.direct else "indirect", "attendu" if self.attendu else "non attendu"]
        return ", ".join([*said, self.get_horizon_display()] if self.horizon else said)
