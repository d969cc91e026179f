"""Indicators IP, IA, IR, set before the programme starts (R-EVA-02, article 4.2)."""

from datetime import date
from decimal import Decimal
from typing import NamedTuple

from django.db import models
from django.db.models import F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.utils.text import slugify

from conventions.enums import Dimension, Frequence, NatureIndicateur, Sens, SousTypeIR, TypeIndicateur
from conventions.models.action import FicheAction
from coop import horloge
from coop.historique import Historique
from coop.versions import Versioned
from cooperatives.models import Decision


class Modalite(NamedTuple):
    """One part of a figure: « Femmes » of « sexe »; `cle` is what a reading carries."""

    dimension: Dimension
    libelle: str

    @property
    def cle(self) -> str:
        return f"{self.dimension.value}-{slugify(self.libelle)}"


class IndicateurQuerySet(models.QuerySet):
    def avec_cible(self, jour: date) -> "IndicateurQuerySet":
        """Each row with `cible_en_vigueur`: the target that holds on `jour`, revisions counted, in the same statement."""
        revised = VersionCible.objects.filter(indicateur=OuterRef("pk"), depuis__lte=jour).order_by("-depuis")
        return self.annotate(cible_en_vigueur=Coalesce(Subquery(revised.values("valeur")[:1]), F("valeur_cible")))


class Indicateur(Versioned):
    """What is measured for one action, against which baseline and target, from which source."""

    action = models.ForeignKey(FicheAction, models.CASCADE, related_name="indicateurs", verbose_name="action")
    type = models.CharField("type", max_length=2, choices=TypeIndicateur)
    sous_type = models.CharField("nature du résultat", max_length=14, choices=SousTypeIR, blank=True)
    numero = models.PositiveSmallIntegerField("numéro", default=1, editable=False)
    libelle = models.CharField("indicateur", max_length=250)
    nature = models.CharField("recueil", max_length=12, choices=NatureIndicateur, default=NatureIndicateur.QUANTITATIF)
    unite = models.CharField("unité", max_length=40, blank=True)
    sens = models.CharField("sens", max_length=8, choices=Sens, default=Sens.HAUSSE)
    valeur_initiale = models.DecimalField("valeur de départ", max_digits=12, decimal_places=2, null=True, blank=True)
    valeur_initiale_le = models.DateField("valeur de départ relevée le", null=True, blank=True)
    valeur_cible = models.DecimalField(
        "valeur prévue par trimestre", max_digits=12, decimal_places=2, null=True, blank=True
    )
    beneficiaires = models.BooleanField("compte des bénéficiaires", default=False)
    frequence = models.CharField("relevé", max_length=13, choices=Frequence, default=Frequence.TRIMESTRIELLE)
    responsable = models.CharField("responsable du relevé", max_length=150, blank=True)
    # Parts a figure is broken into, one a line: read as `modalites`, never queried.
    par_public = models.TextField("par public", blank=True)
    par_territoire = models.TextField("par territoire", blank=True)
    par_sexe = models.TextField("par sexe", blank=True)
    par_age = models.TextField("par âge", blank=True)
    sources_methodes = models.TextField("sources et méthodes à mobiliser")
    defini_le = models.DateField("défini le", default=horloge.today, editable=False)
    history = Historique()

    objects = IndicateurQuerySet.as_manager()

    class Meta:
        verbose_name = "indicateur"
        ordering = ["action", "type", "numero"]
        constraints = [
            models.UniqueConstraint(
                fields=["action", "type", "numero"],
                name="indicateur_numero_unique",
                violation_error_message="Un autre indicateur de ce type porte déjà ce numéro.",
            ),
            models.CheckConstraint(
                condition=(Q(type="ir") & ~Q(sous_type="")) | (~Q(type="ir") & Q(sous_type="")),
                name="indicateur_sous_type_si_et_seulement_si_ir",
                violation_error_message="Précisez résultat intermédiaire ou final pour un indicateur de résultats, et seulement pour lui.",
            ),
            models.CheckConstraint(
                condition=Q(beneficiaires=False) | Q(type="ia", nature="quantitatif"),
                name="indicateur_beneficiaires_est_un_ia_quantitatif",
                violation_error_message="Seul un indicateur d’activité chiffré peut compter des bénéficiaires.",
            ),
            models.CheckConstraint(
                condition=Q(valeur_initiale_le__isnull=True) | Q(valeur_initiale__isnull=False),
                name="indicateur_date_avec_valeur_initiale",
                violation_error_message="Donnez la valeur de départ relevée à cette date.",
            ),
            models.CheckConstraint(
                condition=Q(nature="quantitatif") | Q(par_public="", par_territoire="", par_sexe="", par_age=""),
                name="indicateur_reparti_est_quantitatif",
                violation_error_message="Seul un indicateur chiffré se répartit.",
            ),
        ]

    def __str__(self) -> str:
        return self.libelle

    @property
    def modalites(self) -> list[Modalite]:
        """The parts a reading gives besides its whole, in the order of the dimensions."""
        return [
            Modalite(dimension, line)
            for dimension in Dimension
            for line in lignes(getattr(self, f"par_{dimension.value}"))
        ]


def lignes(text: str) -> list[str]:
    """The lines of a list typed one item a line, blanks left out."""
    return [line.strip() for line in text.splitlines() if line.strip()]


class VersionCible(models.Model):
    """A target revised once the convention is in force: annexes are not contractual, a decision is cited (decisions.md 16).

    `depuis` is the first day of the quarter from which it holds; before the first revision, `Indicateur.valeur_cible`.
    """

    indicateur = models.ForeignKey(Indicateur, models.CASCADE, related_name="cibles", verbose_name="indicateur")
    valeur = models.DecimalField("valeur prévue par trimestre", max_digits=12, decimal_places=2)
    depuis = models.DateField("à partir du")
    motif = models.TextField("motif")
    decision = models.ForeignKey(Decision, models.PROTECT, related_name="cibles_revues", verbose_name="décision")
    auteur = models.CharField("écrite par", max_length=200, editable=False)
    ecrite_le = models.DateTimeField("écrite le", default=horloge.now, editable=False)

    class Meta:
        verbose_name = "valeur prévue revue"
        verbose_name_plural = "valeurs prévues revues"
        ordering = ["indicateur", "depuis"]
        constraints = [
            models.UniqueConstraint(
                fields=["indicateur", "depuis"],
                name="version_cible_unique",
                violation_error_message="La valeur prévue est déjà revue à partir de ce trimestre.",
            ),
            models.CheckConstraint(
                condition=~Q(motif=""),
                name="version_cible_a_un_motif",
                violation_error_message="Dites pourquoi la valeur prévue change.",
            ),
            models.CheckConstraint(
                condition=Q(valeur__gte=Decimal(0)),
                name="version_cible_positive",
                violation_error_message="Une valeur prévue n’est jamais négative.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.indicateur}, à partir du {self.depuis:%d/%m/%Y}"
