"""Tableau de bord: six stages and their tasks (R-SUIVI-06, R-SUIVI-08)."""

from django.db import models
from django.db.models import F, Q

from coop.organisations.models import Contact
from coop.versions import Versioned
from cooperatives.enums import Criticite, StatutTache
from cooperatives.models.cooperative import Cooperative


class LignePlanifiee(Versioned):
    """What a stage and a task share: who, current dates, the reference calendar they are compared with (R-SUIVI-01).

    `contact` is a person of the coopérative; `responsable` names in words whoever is not one.
    """

    contact = models.ForeignKey(
        Contact, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="personne responsable"
    )
    responsable = models.CharField("autre responsable", max_length=150, blank=True)
    debut = models.DateField("date début", null=True, blank=True)
    fin = models.DateField("date fin", null=True, blank=True)
    debut_initial = models.DateField("début de référence", null=True, blank=True, editable=False)
    fin_initiale = models.DateField("fin de référence", null=True, blank=True, editable=False)
    statut = models.CharField("statut", max_length=12, choices=StatutTache, default=StatutTache.A_FAIRE)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(debut__isnull=True) | Q(fin__isnull=True) | Q(fin__gte=F("debut")),
                name="%(class)s_dates_ordonnees",
                violation_error_message="La date de fin suit la date de début.",
            ),
            models.CheckConstraint(
                condition=Q(avancement__isnull=True) | Q(avancement__lte=100),
                name="%(class)s_avancement_pourcentage",
                violation_error_message="L’avancement va de 0 à 100\u00a0%%.",
            ),
        ]

    def __str__(self) -> str:
        return self.libelle

    @property
    def qui(self) -> str:
        """« Coordination ; Villes »: the person by function, then whoever is only named in words."""
        return "\u00a0; ".join(filter(None, [self.contact.fonction if self.contact else "", self.responsable]))

    def remember_dates(self) -> None:
        """The first dates written stay as the reference."""
        self.debut_initial = self.debut_initial or self.debut
        self.fin_initiale = self.fin_initiale or self.fin


class Etape(LignePlanifiee):
    """One stage of the guide's table. Without `avancement` of its own, it advances as its tasks do."""

    ca = models.ForeignKey(Cooperative, models.CASCADE, related_name="etapes", verbose_name="coopérative")
    ordre = models.PositiveSmallIntegerField("ordre")
    code = models.CharField("étape du guide", max_length=20, blank=True)
    libelle = models.CharField("étape", max_length=150)
    livrables = models.CharField("livrables", max_length=250, blank=True)
    avancement = models.PositiveSmallIntegerField("avancement, en %", null=True, blank=True)

    class Meta:
        verbose_name = "étape"
        ordering = ["ca", "ordre"]
        constraints = [
            *LignePlanifiee.Meta.constraints,
            models.UniqueConstraint(
                fields=["ca", "ordre"],
                name="etape_ordre_unique",
                violation_error_message="Une étape occupe déjà cette place.",
            ),
        ]


class Tache(LignePlanifiee):
    """A task of a stage; dependencies form no cycle (checked in the workflow)."""

    etape = models.ForeignKey(Etape, models.CASCADE, related_name="taches", verbose_name="étape")
    ordre = models.PositiveSmallIntegerField("ordre", default=1)
    libelle = models.CharField("tâche", max_length=200)
    livrable = models.CharField("livrable", max_length=200, blank=True)
    criticite = models.PositiveSmallIntegerField("criticité", choices=Criticite, default=Criticite.MOYENNE)
    charge_jours = models.DecimalField("charge en jours", max_digits=5, decimal_places=1, null=True, blank=True)
    avancement = models.PositiveSmallIntegerField("avancement, en %", default=0)
    dependances = models.ManyToManyField(
        "self", symmetrical=False, blank=True, related_name="suivantes", verbose_name="dépend de"
    )

    class Meta:
        verbose_name = "tâche"
        ordering = ["etape", "ordre", "id"]
        constraints = [
            *LignePlanifiee.Meta.constraints,
            models.CheckConstraint(
                condition=~Q(statut=StatutTache.TERMINEE) | Q(avancement=100),
                name="tache_terminee_a_cent",
                violation_error_message="Une tâche terminée est à 100\u00a0%%.",
            ),
        ]
