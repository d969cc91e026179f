"""Tableau de bord: six stages and their tasks (R-SUIVI-06, R-SUIVI-08)."""

from django.db import models
from django.db.models import F, Q

from coop.versions import Versioned
from cooperatives.enums import Criticite, StatutTache
from cooperatives.models.cooperative import Cooperative


class Etape(Versioned):
    """One stage of the guide's table, with its current dates and the baseline first written."""

    ca = models.ForeignKey(Cooperative, models.CASCADE, related_name="etapes", verbose_name="coopérative")
    ordre = models.PositiveSmallIntegerField("ordre")
    code = models.CharField("étape du guide", max_length=20, blank=True)
    libelle = models.CharField("étape", max_length=150)
    responsable = models.CharField("qui ? responsable", max_length=150, blank=True)
    debut = models.DateField("date début", null=True, blank=True)
    fin = models.DateField("date fin", null=True, blank=True)
    debut_initial = models.DateField("début prévu à l’origine", null=True, blank=True, editable=False)
    fin_initiale = models.DateField("fin prévue à l’origine", null=True, blank=True, editable=False)
    livrables = models.CharField("livrables", max_length=250, blank=True)
    statut = models.CharField("statut", max_length=12, choices=StatutTache, default=StatutTache.A_FAIRE)

    class Meta:
        verbose_name = "étape"
        ordering = ["ca", "ordre"]
        constraints = [
            models.UniqueConstraint(
                fields=["ca", "ordre"],
                name="etape_ordre_unique",
                violation_error_message="Une étape occupe déjà cette place.",
            ),
            models.CheckConstraint(
                condition=Q(debut__isnull=True) | Q(fin__isnull=True) | Q(fin__gte=F("debut")),
                name="etape_dates_ordonnees",
                violation_error_message="La date de fin suit la date de début.",
            ),
        ]

    def __str__(self) -> str:
        return self.libelle


class Tache(Versioned):
    """A task of a stage; dependencies form no cycle (checked in the workflow)."""

    etape = models.ForeignKey(Etape, models.CASCADE, related_name="taches", verbose_name="étape")
    ordre = models.PositiveSmallIntegerField("ordre", default=1)
    libelle = models.CharField("tâche", max_length=200)
    responsable = models.CharField("responsable", max_length=150, blank=True)
    debut = models.DateField("date début", null=True, blank=True)
    fin = models.DateField("date fin", null=True, blank=True)
    livrable = models.CharField("livrable", max_length=200, blank=True)
    criticite = models.PositiveSmallIntegerField("criticité", choices=Criticite, default=Criticite.MOYENNE)
    charge_jours = models.DecimalField("charge en jours", max_digits=5, decimal_places=1, null=True, blank=True)
    statut = models.CharField("statut", max_length=12, choices=StatutTache, default=StatutTache.A_FAIRE)
    dependances = models.ManyToManyField(
        "self", symmetrical=False, blank=True, related_name="suivantes", verbose_name="dépend de"
    )

    class Meta:
        verbose_name = "tâche"
        ordering = ["etape", "ordre", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(debut__isnull=True) | Q(fin__isnull=True) | Q(fin__gte=F("debut")),
                name="tache_dates_ordonnees",
                violation_error_message="La date de fin suit la date de début.",
            )
        ]

    def __str__(self) -> str:
        return self.libelle
