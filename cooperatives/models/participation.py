"""Participation of the inhabitants: its strategy and its activities (R-HAB)."""

from django.db import models
from django.db.models import Q

from coop.versions import Versioned
from cooperatives.enums_vie import Mobilisation, NiveauParticipation, TypeActivite
from cooperatives.models.cooperative import Cooperative
from cooperatives.models.vie import Apport


class StrategieParticipation(Versioned):
    """The four components, all written (R-HAB-01), and the four reflections of the evaluation (R-HAB-05)."""

    ca = models.OneToOneField(
        Cooperative, models.CASCADE, related_name="strategie_participation", verbose_name="coopérative"
    )
    objectifs = models.TextField("objectifs")
    niveau_attendu = models.PositiveSmallIntegerField("niveau de participation attendu", choices=NiveauParticipation)
    modalites_mobilisation = models.TextField("modalités de mobilisation")
    suivi_evaluation = models.TextField("modalités de suivi et d’évaluation")
    gouvernance = models.TextField("place dans la gouvernance", blank=True)
    temps_appropriation = models.TextField("temps d’appropriation des publics", blank=True)
    formation_habitants = models.TextField("accompagnement en termes de formation", blank=True)
    modalites_association = models.TextField("modalités d’association les plus appropriées", blank=True)
    espaces_existants = models.TextField("espaces existants à investir", blank=True)

    class Meta:
        verbose_name = "stratégie de participation"
        verbose_name_plural = "stratégies de participation"
        ordering = ["ca"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(objectifs="") & ~Q(modalites_mobilisation="") & ~Q(suivi_evaluation=""),
                name="strategie_quatre_composantes",
                violation_error_message="Écrivez les quatre composantes de la stratégie.",
            )
        ]

    def __str__(self) -> str:
        return "Stratégie de participation des habitants"


class ActiviteParticipation(Apport):
    """One activity with inhabitants: the level planned, then the level reached and how many came."""

    ca = models.ForeignKey(
        Cooperative, models.CASCADE, related_name="activites_participation", verbose_name="coopérative"
    )
    le = models.DateField("date")
    type = models.CharField("type", max_length=10, choices=TypeActivite)
    intitule = models.CharField("activité", max_length=150)
    contenu = models.TextField("ce qui s’y fait", blank=True)
    espace = models.CharField("lieu ou espace", max_length=150, blank=True)
    mobilisation = models.CharField("mobilisation", max_length=12, choices=Mobilisation, blank=True)
    niveau_prevu = models.PositiveSmallIntegerField("niveau prévu", choices=NiveauParticipation)
    niveau_reel = models.PositiveSmallIntegerField("niveau atteint", choices=NiveauParticipation, null=True, blank=True)
    nb_habitants = models.PositiveIntegerField("nombre d’habitants", null=True, blank=True)
    enseignements = models.TextField("ce qu’on en retient", blank=True)

    class Meta:
        verbose_name = "activité de participation"
        verbose_name_plural = "activités de participation"
        ordering = ["ca", "-le", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(nb_habitants__isnull=True) | Q(niveau_reel__isnull=False),
                name="activite_tenue_a_un_niveau",
                violation_error_message="Dites le niveau atteint quand des habitants sont venus.",
            )
        ]

    def __str__(self) -> str:
        return self.intitule
