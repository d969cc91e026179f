"""The reprise of a CA that already runs (decisions.md 9): what was known of it, gathered step by step before it is applied."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q

from coop import horloge
from coop.documents.models import Piece
from coop.organisations.models import Organisation
from coop.versions import Versioned
from cooperatives.enums import Phase
from cooperatives.models.cooperative import Cooperative

DATES = {
    Phase.DIAGNOSTIC: "entree_diagnostic",
    Phase.ELABORATION: "entree_elaboration",
    Phase.CONVENTIONNEMENT: "entree_conventionnement",
    Phase.MISE_EN_OEUVRE: "entree_mise_en_oeuvre",
    Phase.EVALUATION_CA: "entree_evaluation_ca",
}


class Reprise(Versioned):
    """A draft until `terminee_le`: nothing of the CA has moved before. `annee` is the annual period under way (1, 2…)."""

    ca = models.OneToOneField(Cooperative, models.CASCADE, related_name="reprise", verbose_name="coopérative")
    ouverte_le = models.DateField("ouverte le", default=horloge.today, editable=False)
    terminee_le = models.DateField("reprise le", null=True, blank=True, editable=False)
    auteur = models.CharField("par", max_length=200, blank=True, editable=False)
    phase = models.CharField("étape où en est la coopérative", max_length=20, choices=Phase, blank=True)
    creation = models.DateField("lancée le", null=True, blank=True)
    entree_diagnostic = models.DateField("diagnostic commencé le", null=True, blank=True)
    entree_elaboration = models.DateField("élaboration du plan d’actions commencée le", null=True, blank=True)
    entree_conventionnement = models.DateField("convention mise à la signature le", null=True, blank=True)
    entree_mise_en_oeuvre = models.DateField("mise en œuvre commencée le", null=True, blank=True)
    entree_evaluation_ca = models.DateField("évaluation finale commencée le", null=True, blank=True)
    date_effet = models.DateField("date d’effet de la convention", null=True, blank=True)
    annee = models.PositiveSmallIntegerField(
        "année de la convention en cours", default=1,
        validators=[MinValueValidator(1, "La première année est l’année 1."), MaxValueValidator(20, "Vérifiez ce nombre d’années.")],
    )  # fmt: skip
    intitule_programme = models.CharField("intitulé du programme dans la convention", max_length=250, blank=True)
    scan = models.ForeignKey(
        Piece, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="convention signée"
    )

    class Meta:
        verbose_name = "reprise d’une coopérative"
        verbose_name_plural = "reprises de coopératives"
        ordering = ["ca"]
        constraints = [
            models.CheckConstraint(
                condition=Q(terminee_le__isnull=True) | (~Q(phase="") & Q(creation__isnull=False)),
                name="reprise_terminee_dit_l_etape",
                violation_error_message="Dites d’abord à quelle étape en est la coopérative, et depuis quand.",
            )
        ]

    def __str__(self) -> str:
        return f"Reprise de {self.ca}"


class MembreRepris(models.Model):
    """An organisation that is already a member, and whether it signed the convention."""

    reprise = models.ForeignKey(Reprise, models.CASCADE, related_name="membres", verbose_name="reprise")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", verbose_name="organisation")
    entree_le = models.DateField("membre depuis le")
    signataire = models.BooleanField("signataire de la convention", default=True)
    financeur = models.BooleanField("signe comme autre financeur", default=False)
    qualite = models.CharField("représentée à la signature par (qualité)", max_length=150, blank=True)

    class Meta:
        verbose_name = "membre repris"
        verbose_name_plural = "membres repris"
        ordering = ["reprise", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["reprise", "organisation"],
                name="membre_repris_unique",
                violation_error_message="Cette organisation est déjà dans la liste.",
            ),
            models.CheckConstraint(
                condition=Q(financeur=False) | Q(signataire=True),
                name="membre_repris_financeur_signe",
                violation_error_message="Un autre financeur est signataire de la convention.",
            ),
        ]

    def __str__(self) -> str:
        return str(self.organisation)


class ActionReprise(models.Model):
    """The title of an action of the signed programme, and who carries it; its fiche is completed later."""

    reprise = models.ForeignKey(Reprise, models.CASCADE, related_name="actions", verbose_name="reprise")
    intitule = models.CharField("intitulé de l’action", max_length=200)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", verbose_name="promoteur référent")

    class Meta:
        verbose_name = "action reprise"
        verbose_name_plural = "actions reprises"
        ordering = ["reprise", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["reprise", "intitule"],
                name="action_reprise_unique",
                violation_error_message="Cette action est déjà dans la liste.",
            )
        ]

    def __str__(self) -> str:
        return self.intitule
