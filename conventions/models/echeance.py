"""What the réunion élargie settles before the échéance (article 4.4, R-ENG-05, decisions.md 5 and 21)."""

from django.db import models
from django.db.models import Q

from conventions.enums import ChoixReconduction
from conventions.models.action import FicheAction
from conventions.models.convention import Convention, Partie, Periode
from coop import horloge
from coop.versions import Versioned
from cooperatives.models import Decision, Reunion


class ReunionAnnuelle(Versioned):
    """The meeting held as the réunion élargie of a period, when its date alone does not say so.

    One held before the window is accepted with its reason (`motif`); that one has to be given is checked by the verb.
    """

    periode = models.OneToOneField(Periode, models.CASCADE, related_name="reunion_annuelle", verbose_name="période")
    reunion = models.ForeignKey(Reunion, models.PROTECT, related_name="+", verbose_name="réunion élargie")
    motif = models.TextField("pourquoi cette date", blank=True)

    class Meta:
        verbose_name = "réunion élargie retenue"
        verbose_name_plural = "réunions élargies retenues"
        ordering = ["periode"]

    def __str__(self) -> str:
        return str(self.reunion)


class DecisionReconduction(Versioned):
    """What the parties decide of one action for the period to come (R-BIL-03), and by which decision of the meeting."""

    periode = models.ForeignKey(Periode, models.CASCADE, related_name="decisions", verbose_name="période")
    action = models.ForeignKey(FicheAction, models.PROTECT, related_name="decisions", verbose_name="action")
    decision = models.CharField("décision", max_length=14, choices=ChoixReconduction)
    motif = models.TextField("motif", blank=True)
    seance = models.ForeignKey(
        Decision, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="décision de la réunion"
    )

    class Meta:
        verbose_name = "décision de reconduction"
        verbose_name_plural = "décisions de reconduction"
        ordering = ["periode", "action__numero"]
        constraints = [
            models.UniqueConstraint(
                fields=["periode", "action"],
                name="decision_reconduction_unique",
                violation_error_message="Une décision est déjà prise pour cette action.",
            ),
            models.CheckConstraint(
                condition=Q(decision="reconduite") | ~Q(motif=""),
                name="decision_reconduction_motivee",
                violation_error_message="Dites pourquoi l’action est modifiée ou n’est pas reconduite.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.action}\u00a0: {self.get_decision_display()}"


class DemandeSortie(Versioned):
    """A party that asks to leave: only at the échéance, after concertation with the délégation (R-ENG-05)."""

    convention = models.ForeignKey(
        Convention, models.CASCADE, related_name="demandes_sortie", verbose_name="convention"
    )
    partie = models.ForeignKey(Partie, models.CASCADE, related_name="demandes_sortie", verbose_name="partie")
    demandee_le = models.DateField("demandée le")
    motif = models.TextField("motif")
    concertation_le = models.DateField("concertation avec la délégation départementale le", null=True, blank=True)
    renoncee_le = models.DateField("demande retirée le", null=True, blank=True)
    enregistree_le = models.DateTimeField("enregistrée le", default=horloge.now, editable=False)

    class Meta:
        verbose_name = "demande de sortie"
        verbose_name_plural = "demandes de sortie"
        ordering = ["convention", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["partie"],
                condition=Q(renoncee_le__isnull=True),
                name="demande_sortie_une_par_partie",
                violation_error_message="Cette partie a déjà demandé à sortir.",
            ),
            models.CheckConstraint(
                condition=~Q(motif=""),
                name="demande_sortie_motivee",
                violation_error_message="Dites pourquoi la partie souhaite sortir.",
            ),
        ]

    def __str__(self) -> str:
        return f"Sortie de {self.partie}"
