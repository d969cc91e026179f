"""The diagnostic local de santé (DLS) of a CA, in versions, and the concertations that make it one (R-DIAG-04)."""

from django.db import models
from django.db.models import Q

from coop import horloge
from coop.historique import Historique
from coop.organisations.models import Organisation
from coop.versions import Versioned
from cooperatives.models import Cooperative, Reunion
from diagnostics.enums import StatutDiagnostic


class Diagnostic(Versioned):
    """One version of the diagnosis; « actualiser » opens the next one."""

    ca = models.ForeignKey(Cooperative, models.CASCADE, related_name="diagnostics", verbose_name="coopérative")
    numero = models.PositiveSmallIntegerField("version", default=1, editable=False)
    statut = models.CharField(
        "statut", max_length=12, choices=StatutDiagnostic, default=StatutDiagnostic.BROUILLON, editable=False
    )
    debut = models.DateField("début des travaux", null=True, blank=True)
    fin = models.DateField("fin des travaux", null=True, blank=True)
    acteurs_associes = models.ManyToManyField(
        Organisation, blank=True, related_name="diagnostics", verbose_name="acteurs associés dès le début"
    )
    diagnostics_preexistants = models.TextField("diagnostics existants repris", blank=True)
    problematique = models.TextField("problématique", blank=True)
    synthese_preambule = models.TextField("éléments du diagnostic pour le préambule", blank=True)
    valide_le = models.DateField("validé le", null=True, blank=True)
    instance_validation = models.CharField("instance de validation", max_length=150, blank=True)
    reunion_validation = models.ForeignKey(
        Reunion, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="réunion de validation"
    )
    cree_le = models.DateTimeField("ouvert le", default=horloge.now, editable=False)
    history = Historique()

    class Meta:
        verbose_name = "diagnostic partagé"
        verbose_name_plural = "diagnostics partagés"
        ordering = ["ca", "-numero"]
        constraints = [
            models.UniqueConstraint(
                fields=["ca", "numero"],
                name="diagnostic_version_unique",
                violation_error_message="Cette version du diagnostic existe déjà.",
            ),
            models.UniqueConstraint(
                fields=["ca"],
                condition=Q(statut="valide"),
                name="diagnostic_un_valide_par_ca",
                violation_error_message="La coopérative a déjà un diagnostic validé.",
            ),
            models.UniqueConstraint(
                fields=["ca"],
                condition=Q(statut="brouillon"),
                name="diagnostic_un_brouillon_par_ca",
                violation_error_message="Une version du diagnostic est déjà en cours d’écriture.",
            ),
            models.CheckConstraint(
                condition=Q(statut="brouillon") | (Q(valide_le__isnull=False) & ~Q(instance_validation="")),
                name="diagnostic_valide_a_date_et_instance",
                violation_error_message="Un diagnostic validé a une date et une instance de validation.",
            ),
            models.CheckConstraint(
                condition=Q(statut="brouillon") | ~Q(problematique=""),
                name="diagnostic_valide_a_une_problematique",
                violation_error_message="Un diagnostic validé formule une problématique.",
            ),
        ]

    def __str__(self) -> str:
        return f"Diagnostic v{self.numero} ({self.ca})"


class Concertation(models.Model):
    """A moment when the diagnosis was discussed with others: what makes it more than an état des lieux."""

    diagnostic = models.ForeignKey(Diagnostic, models.CASCADE, related_name="concertations", verbose_name="diagnostic")
    date = models.DateField("date")
    intitule = models.CharField("intitulé", max_length=200)
    participants = models.TextField("participants (organisations, fonctions)")
    compte_rendu = models.TextField("ce qui en ressort")

    class Meta:
        verbose_name = "concertation"
        ordering = ["diagnostic", "date", "id"]

    def __str__(self) -> str:
        return self.intitule
