"""Résiliation by registered letter, and the receipt of each other party (article 5, R-CONV-08, A-11)."""

from django.db import models
from django.db.models import F, Q

from conventions.enums import SuiteResiliation
from conventions.models.avenant import Avenant
from conventions.models.convention import Convention, Partie
from coop import horloge
from coop.documents.models import Piece
from coop.versions import Versioned


class Resiliation(Versioned):
    """The letter of one party. It ends the whole convention, unless the others sign in time an avenant of departure.

    `levee_le` is the day that avenant was signed by all: the convention then goes on without the author.
    """

    convention = models.ForeignKey(Convention, models.PROTECT, related_name="resiliations", verbose_name="convention")
    auteur = models.ForeignKey(Partie, models.PROTECT, related_name="resiliations", verbose_name="partie qui résilie")
    envoyee_le = models.DateField("lettre recommandée envoyée le")
    motif = models.TextField("motif", blank=True)
    suite = models.CharField(
        "ce qui s’arrête", max_length=10, choices=SuiteResiliation, default=SuiteResiliation.CONVENTION
    )
    avenant = models.ForeignKey(
        Avenant, models.SET_NULL, null=True, blank=True, related_name="resiliations", verbose_name="avenant de départ"
    )
    levee_le = models.DateField("avenant de départ signé le", null=True, blank=True, editable=False)
    enregistree_le = models.DateTimeField("enregistrée le", default=horloge.now, editable=False)

    class Meta:
        verbose_name = "résiliation"
        ordering = ["convention", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["convention", "auteur"],
                condition=Q(levee_le__isnull=True),
                name="resiliation_une_par_partie",
                violation_error_message="Cette partie a déjà résilié la convention.",
            ),
            models.CheckConstraint(
                condition=Q(levee_le__isnull=True) | Q(suite="depart", avenant__isnull=False),
                name="resiliation_levee_par_un_avenant",
                violation_error_message="Seul un avenant signé par les autres parties poursuit la convention.",
            ),
            models.CheckConstraint(
                condition=Q(levee_le__isnull=True) | Q(levee_le__gte=F("envoyee_le")),
                name="resiliation_levee_apres_envoi",
                violation_error_message="L’avenant de départ suit l’envoi de la lettre.",
            ),
        ]

    def __str__(self) -> str:
        return f"Résiliation par {self.auteur}"


class AvisReception(models.Model):
    """The receipt of the letter by one of the other parties; without date, it is still waited for."""

    resiliation = models.ForeignKey(Resiliation, models.CASCADE, related_name="avis", verbose_name="résiliation")
    partie = models.ForeignKey(Partie, models.PROTECT, related_name="+", verbose_name="destinataire")
    recu_le = models.DateField("reçue le", null=True, blank=True)
    numero_lrar = models.CharField("numéro de la lettre recommandée", max_length=30, blank=True)
    scan = models.ForeignKey(
        Piece, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="avis de réception"
    )

    class Meta:
        verbose_name = "avis de réception"
        verbose_name_plural = "avis de réception"
        ordering = ["resiliation", "partie__ordre", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["resiliation", "partie"],
                name="avis_reception_unique",
                violation_error_message="L’avis de cette partie est déjà attendu.",
            ),
            models.CheckConstraint(
                condition=Q(scan__isnull=True) | Q(recu_le__isnull=False),
                name="avis_reception_date",
                violation_error_message="Un avis de réception porte une date.",
            ),
        ]

    def __str__(self) -> str:
        return f"Avis de réception de {self.partie}"
