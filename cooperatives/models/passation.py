"""The lettre de mission of a coordinator (R-COORD-11, -12) and the passation when one leaves (R-COORD-06)."""

from decimal import Decimal

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q

from coop import horloge
from coop.documents.models import Piece
from coop.organisations.models import Contact
from coop.ui.typographie import avec_nombre
from coop.versions import Versioned
from cooperatives.models.cooperative import Cooperative
from cooperatives.models.coordination import Coordinateur

MISSIONS = (
    "Mobiliser et réunir les acteurs du territoire, et leur présenter la démarche.",
    "Animer le comité de pilotage et les réunions, en préparer l’ordre du jour et en diffuser les comptes rendus.",
    "Tenir le tableau de bord, suivre les actions et recueillir les bilans trimestriels.",
    "Garantir le cadre de la coopération et, en cas de blocage, faire médiation entre les membres.",
    "Faire le lien entre les enjeux politiques, les réalités de terrain et les possibilités de chaque partenaire.",
)


class LettreMission(Versioned):
    """What a coordinator is entrusted with; in order once it is dated. `quotite` is a share of full time, in percent."""

    coordinateur = models.OneToOneField(
        Coordinateur, models.CASCADE, related_name="lettre", verbose_name="coordinateur"
    )
    datee_le = models.DateField("signée le", null=True, blank=True)
    rattachement = models.CharField("rattachement hiérarchique", max_length=200, blank=True)
    quotite = models.DecimalField(
        "temps consacré à la coopérative, en pourcentage d’un temps plein",
        max_digits=4, decimal_places=1, null=True, blank=True,
        validators=[MinValueValidator(Decimal(1), "Comptez au moins 1\u00a0%%."), MaxValueValidator(Decimal(100), "Un temps plein est 100\u00a0%%.")],
    )  # fmt: skip
    missions = models.TextField("missions confiées", default="\n".join(MISSIONS))
    piece = models.ForeignKey(
        Piece, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="lettre signée"
    )

    class Meta:
        verbose_name = "lettre de mission"
        verbose_name_plural = "lettres de mission"
        ordering = ["coordinateur"]
        constraints = [
            models.CheckConstraint(
                condition=Q(quotite__isnull=True) | Q(quotite__gt=0, quotite__lte=100),
                name="lettre_mission_quotite_en_pourcentage",
                violation_error_message="Le temps consacré va de 1 à 100\u00a0%%.",
            ),
            models.CheckConstraint(
                condition=Q(piece__isnull=True) | Q(datee_le__isnull=False),
                name="lettre_mission_signee_datee",
                violation_error_message="Datez la lettre de mission que vous joignez.",
            ),
        ]

    def __str__(self) -> str:
        return f"Lettre de mission\u00a0: {self.coordinateur.contact}"


class Passation(models.Model):
    """One handover, kept for ever: who left, who took over, when, and what the one who left wanted to say."""

    ca = models.ForeignKey(Cooperative, models.CASCADE, related_name="passations", verbose_name="coopérative")
    de = models.ForeignKey(Contact, models.PROTECT, related_name="passations_faites", verbose_name="de")
    a = models.ForeignKey(Contact, models.PROTECT, related_name="passations_recues", verbose_name="à")
    rang = models.PositiveSmallIntegerField("place de coordinateur")
    le = models.DateField("le", default=horloge.today)
    mot = models.TextField("mot de passation", blank=True)
    taches = models.PositiveSmallIntegerField("tâches transmises", default=0)
    decisions = models.PositiveSmallIntegerField("décisions transmises", default=0)
    mandats = models.PositiveSmallIntegerField("mandats et sièges transmis", default=0)
    auteur = models.CharField("par", max_length=200, blank=True)

    class Meta:
        verbose_name = "passation"
        ordering = ["ca", "-le", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(de=F("a")),
                name="passation_entre_deux_personnes",
                violation_error_message="La passation se fait entre deux personnes différentes.",
            )
        ]

    def __str__(self) -> str:
        return f"Passation du {self.le:%d/%m/%Y}"

    @property
    def transmis(self) -> str:
        """What was handed over, in words; what there was none of is left out."""
        counts = (
            (self.taches, "tâche,tâches"),
            (self.decisions, "décision,décisions"),
            (self.mandats, "mandat ou siège,mandats et sièges"),
        )
        return ", ".join(avec_nombre(n, words) for n, words in counts if n) or "Rien n’était à son nom"
