"""Leviers, freins (R-LF) and retours d'expérience (R-GOUV-07)."""

from django.db import models
from django.db.models import F, Q

from coop import horloge
from cooperatives.enums_vie import (
    AxeLevierFrein,
    FamilleEffet,
    OrigineEntree,
    SourceFrein,
    StatutFrein,
    TypeLevierFrein,
)
from cooperatives.models.cooperative import Cooperative
from cooperatives.models.vie import Apport


class EntreeLevierFrein(models.Model):
    """A levier or a frein of the sources, in their words.

    The twenty and fourteen of the evaluation (R-LF-01), what its long version adds (R-LF-02), and what the local
    coordinations met (R-COORD-03, -08).
    """

    ordre = models.PositiveSmallIntegerField("ordre", unique=True)
    type = models.CharField("type", max_length=8, choices=TypeLevierFrein)
    axe = models.CharField("axe", max_length=10, choices=AxeLevierFrein)
    libelle = models.CharField("libellé", max_length=200)
    detail = models.TextField("détail", blank=True)
    origine = models.CharField("origine", max_length=12, choices=OrigineEntree, default=OrigineEntree.TABLEAU)

    class Meta:
        verbose_name = "levier ou frein du tableau"
        verbose_name_plural = "leviers et freins du tableau"
        ordering = ["ordre"]

    def __str__(self) -> str:
        return self.libelle

    @property
    def precision(self) -> str:
        """Its longer wording, or where it comes from when it is not of the table."""
        origin = "" if self.origine == OrigineEntree.TABLEAU else f"{self.get_origine_display().capitalize()}."
        return self.detail or origin


class LevierFrein(Apport):
    """A levier or a frein of one coopérative: what was tried, who follows it, whether it is lifted."""

    ca = models.ForeignKey(Cooperative, models.CASCADE, related_name="leviers_freins", verbose_name="coopérative")
    type = models.CharField("type", max_length=8, choices=TypeLevierFrein)
    axe = models.CharField("axe", max_length=10, choices=AxeLevierFrein)
    catalogue = models.ForeignKey(
        EntreeLevierFrein, models.PROTECT, null=True, blank=True, related_name="reprises", editable=False,
        verbose_name="entrée du tableau",
    )  # fmt: skip
    libelle = models.CharField("intitulé", max_length=200)
    description = models.TextField("comment cela se manifeste", blank=True)
    action_corrective = models.TextField("ce qui a été tenté", blank=True)
    responsable = models.CharField("qui s’en occupe", max_length=150, blank=True)
    statut = models.CharField("où en est-on", max_length=10, choices=StatutFrein, default=StatutFrein.OUVERT)
    signale_le = models.DateField("signalé le", default=horloge.today)
    leve_le = models.DateField("levé le", null=True, blank=True)
    comment_leve = models.TextField("ce qui a permis de le lever", blank=True)
    source = models.CharField("d’où vient-il", max_length=14, choices=SourceFrein, default=SourceFrein.COORDINATEUR)
    # The stable key of what was said elsewhere (« bilan:12:freins »), given by the floor that knows it.
    source_cle = models.CharField("origine", max_length=60, blank=True, editable=False)
    partage = models.BooleanField("les autres coopératives peuvent le lire", default=False)

    class Meta:
        verbose_name = "levier ou frein"
        verbose_name_plural = "leviers et freins"
        ordering = ["ca", "axe", "signale_le", "id"]
        indexes = [models.Index(fields=["type", "statut", "signale_le"])]
        constraints = [
            models.UniqueConstraint(
                fields=["ca", "catalogue"],
                condition=Q(catalogue__isnull=False) & ~Q(statut="leve"),
                name="levier_frein_du_tableau_unique",
                violation_error_message="Il est déjà au registre de la coopérative.",
            ),
            models.UniqueConstraint(
                fields=["ca", "source_cle"],
                condition=~Q(source_cle=""),
                name="levier_frein_origine_unique",
                violation_error_message="Ce passage est déjà au registre de la coopérative.",
            ),
            models.CheckConstraint(
                condition=Q(statut="leve", leve_le__isnull=False) | (~Q(statut="leve") & Q(leve_le__isnull=True)),
                name="frein_leve_a_une_date",
                violation_error_message="Un frein levé a une date, et lui seul.",
            ),
            models.CheckConstraint(
                condition=Q(leve_le__isnull=True) | Q(leve_le__gte=F("signale_le")),
                name="frein_leve_apres_son_signalement",
                violation_error_message="Un frein se lève après avoir été signalé.",
            ),
            models.CheckConstraint(
                condition=Q(type="frein") | Q(statut="ouvert"),
                name="levier_sans_statut",
                violation_error_message="Un levier ne se lève pas\u00a0: seul un frein change d’état.",
            ),
            models.CheckConstraint(
                condition=Q(partage=False) | (Q(statut="leve") & ~Q(comment_leve="")),
                name="frein_partage_une_fois_leve",
                violation_error_message="Un frein se partage une fois levé, avec ce qui l’a permis.",
            ),
        ]

    def __str__(self) -> str:
        return self.libelle


class RetourExperience(Apport):
    """What was tried, the solution found together, its effect: read by all members, by the network with consent."""

    ca = models.ForeignKey(Cooperative, models.CASCADE, related_name="retours", verbose_name="coopérative")
    titre = models.CharField("titre", max_length=150)
    tatonnement = models.TextField("le tâtonnement")
    solution = models.TextField("la solution trouvée ensemble", blank=True)
    effet = models.TextField("l’effet observé", blank=True)
    effet_famille = models.CharField("l’effet porte", max_length=16, choices=FamilleEffet, blank=True)
    visible_reseau = models.BooleanField("les autres coopératives peuvent le lire", default=False)

    class Meta:
        verbose_name = "retour d’expérience"
        verbose_name_plural = "retours d’expérience"
        ordering = ["ca", "-ecrit_le", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(visible_reseau=False) | ~Q(solution=""),
                name="retour_partage_avec_sa_solution",
                violation_error_message="Écrivez la solution avant de partager ce retour d’expérience.",
            )
        ]

    def __str__(self) -> str:
        return self.titre
