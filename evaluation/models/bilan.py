"""The quarterly bilan of a party (R-BIL-01, R-ENG-03, R-SI-02): one per party × period × quarter, with versions (decisions.md 24)."""

from django.db import models
from django.db.models import Exists, F, OuterRef, Q

from conventions.models import Partie, Periode
from coop import horloge
from coop.versions import Versioned
from cooperatives.models import Cooperative
from evaluation.enums import StatutBilan


class Bilan(models.Model):
    """What one party owes for one quarter. `fin` is the first day after the quarter."""

    ca = models.ForeignKey(Cooperative, models.PROTECT, related_name="bilans", verbose_name="coopérative")
    partie = models.ForeignKey(Partie, models.PROTECT, related_name="bilans", verbose_name="partie")
    periode = models.ForeignKey(Periode, models.PROTECT, related_name="bilans", verbose_name="année de la convention")
    trimestre = models.PositiveSmallIntegerField("trimestre")
    debut = models.DateField("du")
    fin = models.DateField("premier jour après le trimestre")
    echeance = models.DateField("à transmettre avant le")
    statut = models.CharField("statut", max_length=12, choices=StatutBilan, default=StatutBilan.A_ETABLIR)
    transmis_le = models.DateTimeField("transmis le", null=True, blank=True)
    accepte_le = models.DateTimeField("accepté le", null=True, blank=True)
    commentaire_dd = models.TextField("commentaire de la délégation", blank=True)
    reouvert_jusqu_au = models.DateField("rouvert jusqu’au", null=True, blank=True)

    class Meta:
        verbose_name = "bilan trimestriel"
        verbose_name_plural = "bilans trimestriels"
        ordering = ["ca", "debut", "partie__ordre", "id"]
        indexes = [models.Index(fields=["echeance", "statut"])]
        constraints = [
            models.UniqueConstraint(
                fields=["partie", "periode", "trimestre"],
                name="bilan_unique_par_partie_periode_trimestre",
                violation_error_message="Ce bilan existe déjà.",
            ),
            models.CheckConstraint(
                condition=Q(trimestre__in=[1, 2, 3, 4]),
                name="bilan_trimestre_de_1_a_4",
                violation_error_message="Un trimestre va de 1 à 4.",
            ),
            models.CheckConstraint(
                condition=Q(fin__gt=F("debut")) & Q(echeance__gte=F("fin")),
                name="bilan_dates_ordonnees",
                violation_error_message="L’échéance suit la fin du trimestre.",
            ),
            models.CheckConstraint(
                condition=Q(statut__in=["a_etablir", "brouillon"]) | Q(transmis_le__isnull=False),
                name="bilan_transmis_a_une_date",
                violation_error_message="Un bilan transmis a une date de transmission.",
            ),
            models.CheckConstraint(
                condition=~Q(statut="a_completer") | ~Q(commentaire_dd=""),
                name="bilan_a_completer_a_un_motif",
                violation_error_message="Dites ce qu’il faut compléter.",
            ),
            models.CheckConstraint(
                condition=Q(reouvert_jusqu_au__isnull=True) | Q(statut="a_completer"),
                name="bilan_rouvert_est_a_completer",
                violation_error_message="Une date de réouverture va avec un bilan à compléter.",
            ),
        ]

    def __str__(self) -> str:
        return f"Bilan T{self.trimestre} de {self.partie}"

    @property
    def ouvert(self) -> bool:
        """Whether its party may write today: not transmitted, or sent back and its window, if any, not over."""
        if self.statut in (StatutBilan.TRANSMIS, StatutBilan.ACCEPTE):
            return False
        return self.reouvert_jusqu_au is None or horloge.today() <= self.reouvert_jusqu_au


class VersionBilanQuerySet(models.QuerySet):
    def dernieres(self) -> "VersionBilanQuerySet":
        """Of each bilan, the last version transmitted: the one that is read and counted (decisions.md 25)."""
        newer = VersionBilan.objects.filter(
            bilan=OuterRef("bilan"), transmise_le__isnull=False, numero__gt=OuterRef("numero")
        )
        return self.filter(~Exists(newer), transmise_le__isnull=False)


class VersionBilan(Versioned):
    """One version of a bilan: the draft, then immutable once transmitted."""

    bilan = models.ForeignKey(Bilan, models.PROTECT, related_name="versions", verbose_name="bilan")
    numero = models.PositiveSmallIntegerField("version", default=1)
    faits_marquants = models.TextField("faits marquants", blank=True)
    besoins_ars = models.TextField("besoins vis-à-vis de l’ARS", blank=True)
    cree_le = models.DateTimeField("ouverte le", default=horloge.now, editable=False)
    enregistree_le = models.DateTimeField("enregistrée le", null=True, blank=True)
    transmise_le = models.DateTimeField("transmise le", null=True, blank=True)
    transmise_par = models.CharField("transmise par", max_length=200, blank=True)

    objects = VersionBilanQuerySet.as_manager()

    class Meta:
        verbose_name = "version d’un bilan"
        verbose_name_plural = "versions d’un bilan"
        ordering = ["bilan", "-numero"]
        constraints = [
            models.UniqueConstraint(
                fields=["bilan", "numero"],
                name="version_bilan_numero_unique",
                violation_error_message="Cette version du bilan existe déjà.",
            ),
            models.UniqueConstraint(
                fields=["bilan"],
                condition=Q(transmise_le__isnull=True),
                name="version_bilan_un_brouillon",
                violation_error_message="Un brouillon de ce bilan existe déjà.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.bilan} v{self.numero}"
