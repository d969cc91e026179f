"""What the ARS does beside a CA: time, referents, effects, information; and the gaps and conditions the CA notes."""

from decimal import Decimal

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q

from coop import horloge
from coop.territories.models import Commune
from coop.ui.typographie import avec_nombre, date_longue
from coop.versions import Versioned
from cooperatives.enums import ConditionIntersectorielle, InstanceSante, TypeEffet
from cooperatives.models.cooperative import Cooperative
from cooperatives.models.membres import Membre


class TempsAnimation(Versioned):
    """Days the délégation gave to animate a CA over a period, and its support on method (R-CADRE-22)."""

    ca = models.ForeignKey(Cooperative, models.CASCADE, related_name="temps_animation", verbose_name="coopérative")
    debut = models.DateField("du")
    fin = models.DateField("au")
    jours = models.DecimalField(
        "jours d’animation", max_digits=5, decimal_places=1,
        validators=[MinValueValidator(Decimal("0.5"), "Comptez au moins une demi-journée.")],
    )  # fmt: skip
    appui = models.TextField("appui méthodologique apporté", blank=True)

    class Meta:
        verbose_name = "temps d’animation de la délégation"
        verbose_name_plural = "temps d’animation de la délégation"
        ordering = ["ca", "-debut", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(fin__gte=F("debut")),
                name="temps_animation_dates_ordonnees",
                violation_error_message="La fin de la période suit son début.",
            ),
            models.CheckConstraint(
                condition=Q(jours__gt=0),
                name="temps_animation_positif",
                violation_error_message="Comptez au moins une demi-journée.",
            ),
        ]

    def __str__(self) -> str:
        days = avec_nombre(self.jours, "jour,jours")
        return f"{days} du {date_longue(self.debut)} au {date_longue(self.fin)}"


class DemandeReferent(Versioned):
    """A question put to a thematic referent of the ARS, and what was answered (R-REC-17, R-REC-18)."""

    ca = models.ForeignKey(Cooperative, models.CASCADE, related_name="demandes_referents", verbose_name="coopérative")
    referent = models.CharField("référent sollicité (fonction)", max_length=150)
    sujet = models.TextField("demande")
    demandee_le = models.DateField("demandée le", default=horloge.today)
    reponse = models.TextField("réponse", blank=True)
    repondue_le = models.DateField("réponse reçue le", null=True, blank=True)

    class Meta:
        verbose_name = "demande à un référent"
        verbose_name_plural = "demandes aux référents"
        ordering = ["ca", "-demandee_le", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(repondue_le__isnull=True, reponse="") | (Q(repondue_le__isnull=False) & ~Q(reponse="")),
                name="demande_referent_reponse_datee",
                violation_error_message="Une réponse a un texte et une date.",
            ),
            models.CheckConstraint(
                condition=Q(repondue_le__isnull=True) | Q(repondue_le__gte=F("demandee_le")),
                name="demande_referent_dates_ordonnees",
                violation_error_message="La réponse suit la demande.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.referent}\u00a0: {self.sujet}"


class CarenceDroitCommun(Versioned):
    """A gap of the droit commun that the coordination brings to light, and whom it told (R-COORD-01)."""

    ca = models.ForeignKey(Cooperative, models.CASCADE, related_name="carences", verbose_name="coopérative")
    description = models.TextField("ce qui fait défaut")
    constatee_le = models.DateField("constatée le", default=horloge.today)
    remontee_a = models.CharField("signalée à", max_length=200, blank=True)
    remontee_le = models.DateField("signalée le", null=True, blank=True)
    suite = models.TextField("suite donnée", blank=True)

    class Meta:
        verbose_name = "carence du droit commun"
        verbose_name_plural = "carences du droit commun"
        ordering = ["ca", "-constatee_le", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(remontee_le__isnull=True, remontee_a="")
                | (Q(remontee_le__isnull=False) & ~Q(remontee_a="")),
                name="carence_signalee_a_quelqu_un",
                violation_error_message="Dites à qui la carence a été signalée, et quand.",
            ),
            models.CheckConstraint(
                condition=Q(remontee_le__isnull=True) | Q(remontee_le__gte=F("constatee_le")),
                name="carence_dates_ordonnees",
                violation_error_message="Le signalement suit le constat.",
            ),
        ]

    def __str__(self) -> str:
        return self.description


class EffetEngagement(Versioned):
    """One fact behind the three effects of the engagement of the délégation; their figures are counted from these rows."""

    ca = models.ForeignKey(Cooperative, models.CASCADE, related_name="effets_engagement", verbose_name="coopérative")
    type = models.CharField("effet", max_length=14, choices=TypeEffet)
    le = models.DateField("constaté le", default=horloge.today)
    texte = models.TextField("ce qui s’est passé")
    membre = models.ForeignKey(
        Membre, models.CASCADE, null=True, blank=True, related_name="+", verbose_name="acteur nouveau"
    )
    communes = models.ManyToManyField(Commune, blank=True, related_name="+", verbose_name="communes en concertation")

    class Meta:
        verbose_name = "effet de l’engagement de la délégation"
        verbose_name_plural = "effets de l’engagement de la délégation"
        ordering = ["ca", "-le", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["ca", "membre"],
                condition=Q(membre__isnull=False),
                name="effet_acteur_nouveau_unique",
                violation_error_message="Cet acteur est déjà compté parmi les nouveaux.",
            ),
            models.CheckConstraint(
                condition=~Q(type="acteur") | Q(membre__isnull=False),
                name="effet_acteur_nomme",
                violation_error_message="Dites quel membre est cet acteur nouveau.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_type_display()}\u00a0: {self.texte}"


class InformationInstance(Versioned):
    """What the siège told the CRSA or a conseil territorial de santé about coopératives (R-TERR-13)."""

    instance = models.CharField("instance informée", max_length=5, choices=InstanceSante)
    precision = models.CharField("laquelle", max_length=150, blank=True)
    le = models.DateField("le", default=horloge.today)
    objet = models.TextField("ce qui a été dit")
    cas = models.ManyToManyField(Cooperative, related_name="informations", verbose_name="coopératives concernées")

    class Meta:
        verbose_name = "information d’une instance"
        verbose_name_plural = "informations des instances"
        ordering = ["-le", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(instance="cts") | ~Q(precision=""),
                name="information_cts_precise",
                violation_error_message="Dites de quel conseil territorial de santé il s’agit.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_instance_display()} {self.precision}".strip()


class ConditionIntersectorialite(Versioned):
    """How the CA reads itself on one of the seven conditions of an intersectoral process (R-COORD-14)."""

    ca = models.ForeignKey(
        Cooperative, models.CASCADE, related_name="conditions_intersectorielles", verbose_name="coopérative"
    )
    condition = models.PositiveSmallIntegerField("condition", choices=ConditionIntersectorielle)
    reunie = models.BooleanField("condition réunie", default=False)
    phrase = models.TextField("en une phrase", blank=True)
    auteur = models.CharField("par", max_length=200, blank=True, editable=False)
    le = models.DateTimeField("le", default=horloge.now, editable=False)

    class Meta:
        verbose_name = "condition d’intersectorialité"
        verbose_name_plural = "conditions d’intersectorialité"
        ordering = ["ca", "condition"]
        constraints = [
            models.UniqueConstraint(
                fields=["ca", "condition"],
                name="condition_intersectorielle_unique",
                violation_error_message="Cette condition est déjà appréciée.",
            ),
            models.CheckConstraint(
                condition=Q(reunie=False) | ~Q(phrase=""),
                name="condition_reunie_expliquee",
                violation_error_message="Dites en une phrase ce qui montre que la condition est réunie.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_condition_display()}\u00a0: {'réunie' if self.reunie else 'pas encore réunie'}"
