"""The commitment of the ARS to one organisation, from the proposal to the last compte rendu financier (R-FIN-01 to 04)."""

from datetime import date
from decimal import Decimal

from django.db import models
from django.db.models import F, Q

from conventions.enums_financement import Instrument, StatutEngagement
from conventions.models.action import FicheAction
from conventions.models.convention import Convention
from conventions.models.financement import POSITIF, champ_annee, champ_montant
from coop.documents.models import Piece
from coop.organisations.models import Organisation
from coop.versions import Versioned
from cooperatives.models import Cooperative


class EngagementQuerySet(models.QuerySet):
    def vivants(self) -> "EngagementQuerySet":
        """All but those that were cancelled."""
        return self.exclude(statut=StatutEngagement.ANNULE)

    def decides(self) -> "EngagementQuerySet":
        """Those that a signed act carries."""
        return self.filter(statut__in=(StatutEngagement.DECIDE, StatutEngagement.NOTIFIE, StatutEngagement.SOLDE))

    def de_l_annee(self, annee: int) -> "EngagementQuerySet":
        """Those that pay that calendar year."""
        return self.filter(annee__lte=annee, derniere_annee__gte=annee)


class EngagementFinancier(Versioned):
    """A subsidy of the ARS to one organisation, so much a year from `annee` to `derniere_annee` (R-FIN-01 to 04).

    `cumul` is what the ARS gives to this organisation, all coopératives together, in the heaviest of these years;
    `seuil` the threshold it was compared with. Both are kept with the instrument they led to (decisions.md 23).
    """

    ca = models.ForeignKey(Cooperative, models.PROTECT, related_name="engagements", verbose_name="coopérative")
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="engagements", verbose_name="organisme bénéficiaire"
    )
    annee = champ_annee("première année")
    derniere_annee = champ_annee("dernière année")
    montant = champ_montant("montant par an")
    actions = models.ManyToManyField(FicheAction, blank=True, related_name="engagements", verbose_name="actions")
    objet = models.TextField("objet et engagements de l’organisme", blank=True)
    instrument = models.CharField("acte", max_length=10, choices=Instrument, editable=False)
    cumul = models.DecimalField("cumul de l’année", max_digits=12, decimal_places=2, editable=False)
    seuil = models.DecimalField("seuil appliqué", max_digits=12, decimal_places=2, editable=False)
    convention = models.ForeignKey(
        Convention, models.PROTECT, null=True, blank=True, related_name="engagements", verbose_name="convention visée"
    )
    courrier = models.ForeignKey(
        Piece, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="courrier de demande"
    )
    courrier_date = models.DateField("date du courrier", null=True, blank=True)
    courrier_qualite = models.CharField("qualité du signataire du courrier", max_length=150, blank=True)
    demande_le = models.DateField("demande de subvention reçue le", null=True, blank=True)
    republicain_le = models.DateField("contrat d’engagement républicain souscrit le", null=True, blank=True)
    statut = models.CharField(
        "statut", max_length=8, choices=StatutEngagement, default=StatutEngagement.PROPOSE, editable=False
    )
    numero_acte = models.CharField("numéro de l’acte", max_length=60, blank=True, editable=False)
    decide_le = models.DateField("décidé le", null=True, blank=True, editable=False)
    notifie_le = models.DateField("notifié le", null=True, blank=True, editable=False)
    solde_le = models.DateField("soldé le", null=True, blank=True, editable=False)
    motif_annulation = models.TextField("motif de l’annulation", blank=True, editable=False)

    objects = EngagementQuerySet.as_manager()

    class Meta:
        verbose_name = "engagement financier"
        verbose_name_plural = "engagements financiers"
        ordering = ["ca", "-annee", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(montant__gt=0), name="engagement_montant_positif", violation_error_message=POSITIF
            ),
            models.CheckConstraint(
                condition=Q(derniere_annee__gte=F("annee")),
                name="engagement_annees_ordonnees",
                violation_error_message="La dernière année suit la première.",
            ),
            models.CheckConstraint(
                condition=Q(cumul__gte=F("montant")),
                name="engagement_cumul_comprend_le_montant",
                violation_error_message="Le cumul de l’année comprend ce montant.",
            ),
            models.CheckConstraint(
                condition=Q(instrument="convention") | Q(cumul__lt=F("seuil")),
                name="engagement_decision_sous_le_seuil",
                violation_error_message="À partir du seuil, la subvention passe par une convention «\u00a0classique\u00a0».",
            ),
            models.CheckConstraint(
                condition=Q(instrument="convention") | Q(derniere_annee=F("annee")),
                name="engagement_decision_d_une_annee",
                violation_error_message="Une décision porte sur une année\u00a0: pour plusieurs années, il faut une convention «\u00a0classique\u00a0».",
            ),
            models.CheckConstraint(
                condition=Q(statut__in=["propose", "annule"])
                | Q(convention__isnull=False)
                | (Q(courrier__isnull=False, courrier_date__isnull=False) & ~Q(courrier_qualite="")),
                name="engagement_vise_un_texte",
                violation_error_message="Visez la convention ou un courrier de demande de subvention daté et signé.",
            ),
            models.CheckConstraint(
                condition=Q(statut__in=["propose", "annule"]) | Q(decide_le__isnull=False),
                name="engagement_decide_a_une_date",
                violation_error_message="Un engagement décidé porte la date de son acte.",
            ),
            models.CheckConstraint(
                condition=~Q(statut__in=["notifie", "solde"]) | Q(notifie_le__gte=F("decide_le")),
                name="engagement_notifie_apres_decision",
                violation_error_message="La notification suit la décision.",
            ),
            models.CheckConstraint(
                condition=~Q(statut="solde") | Q(solde_le__gte=F("notifie_le")),
                name="engagement_solde_apres_notification",
                violation_error_message="Le solde suit la notification.",
            ),
            models.CheckConstraint(
                condition=~Q(statut="annule") | ~Q(motif_annulation=""),
                name="engagement_annule_a_un_motif",
                violation_error_message="Dites pourquoi l’engagement est annulé.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation}, {self.exercices}"

    @property
    def annees(self) -> range:
        """Each calendar year it pays."""
        return range(self.annee, self.derniere_annee + 1)

    @property
    def exercices(self) -> str:
        """« 2027 » or « 2027 à 2029 »."""
        return f"{self.annee}" if self.annee == self.derniere_annee else f"{self.annee} à {self.derniere_annee}"

    @property
    def pluriannuel(self) -> bool:
        return self.derniere_annee > self.annee

    @property
    def total(self) -> Decimal:
        """The amount over all its years."""
        return self.montant * len(self.annees)

    @property
    def vise(self) -> bool:
        """It cites the convention de partenariat, or a dated and signed letter (R-FIN-04)."""
        return bool(self.convention_id or (self.courrier_id and self.courrier_date and self.courrier_qualite))


def compte_rendu_du(annee: int) -> date:
    """Last day for the compte rendu financier of an exercise: six months after its end."""
    return date(annee + 1, 6, 30)


class CompteRenduFinancier(models.Model):
    """The compte rendu financier of one exercise, once received."""

    engagement = models.ForeignKey(
        EngagementFinancier, models.CASCADE, related_name="comptes_rendus", verbose_name="engagement"
    )
    annee = champ_annee("exercice")
    recu_le = models.DateField("reçu le")

    class Meta:
        verbose_name = "compte rendu financier"
        verbose_name_plural = "comptes rendus financiers"
        ordering = ["engagement", "annee"]
        constraints = [
            models.UniqueConstraint(
                fields=["engagement", "annee"],
                name="compte_rendu_financier_unique",
                violation_error_message="Le compte rendu financier de cet exercice est déjà reçu.",
            )
        ]

    def __str__(self) -> str:
        return f"Compte rendu financier {self.annee}"
