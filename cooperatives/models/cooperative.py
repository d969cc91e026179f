"""The coopérative d'acteurs itself: identity, theme, publics, territory."""

from django.db import models
from django.db.models import Q

from coop import horloge
from coop.territories.models import Commune, Departement, Intercommunalite, Quartier
from coop.versions import Versioned
from cooperatives.enums import Couverture, ModeElaboration, OuiNonAVerifier, Phase, Statut
from cooperatives.models.perimetre import CooperativeQuerySet


class Nomenclature(models.Model):
    """A value of an editable list: archived rather than deleted once used (decisions.md 10)."""

    code = models.SlugField("code", max_length=60, unique=True)
    libelle = models.CharField("libellé", max_length=200, unique=True)
    aide = models.TextField("aide", blank=True)
    source = models.CharField("source", max_length=120, blank=True)
    archive = models.BooleanField("archivé", default=False)
    ordre = models.PositiveSmallIntegerField("ordre", default=0)

    class Meta:
        abstract = True
        ordering = ["ordre", "libelle"]

    def __str__(self) -> str:
        return self.libelle


class Thematique(Nomenclature):
    class Meta(Nomenclature.Meta):
        verbose_name = "thématique"


class Public(Nomenclature):
    praps = models.BooleanField("public du PRAPS", default=False)

    class Meta(Nomenclature.Meta):
        verbose_name = "public"


class Determinant(Nomenclature):
    class Meta(Nomenclature.Meta):
        verbose_name = "déterminant de santé"
        verbose_name_plural = "déterminants de santé"


class Cooperative(Versioned):
    """A coopérative d'acteurs (CA). It belongs to one délégation départementale (decisions.md 4)."""

    reference = models.CharField("référence", max_length=9, unique=True, editable=False)
    intitule = models.CharField("intitulé", max_length=250)
    appellation_locale = models.CharField("appellation locale", max_length=150, blank=True)
    departement = models.ForeignKey(
        Departement, models.PROTECT, related_name="cooperatives", verbose_name="département"
    )
    phase = models.CharField("phase", max_length=20, choices=Phase, default=Phase.PREFIGURATION, editable=False)
    statut = models.CharField("statut", max_length=12, choices=Statut, default=Statut.EN_COURS, editable=False)
    experimentale = models.BooleanField("phase expérimentale", default=False)
    est_fictive = models.BooleanField("coopérative fictive", default=False, editable=False)
    thematiques = models.ManyToManyField(Thematique, blank=True, verbose_name="thématiques")
    publics = models.ManyToManyField(Public, blank=True, verbose_name="publics")
    determinants = models.ManyToManyField(Determinant, blank=True, verbose_name="déterminants visés")
    communes = models.ManyToManyField(
        Commune, blank=True, related_name="cooperatives", verbose_name="communes choisies"
    )
    intercommunalites = models.ManyToManyField(
        Intercommunalite, blank=True, related_name="cooperatives", verbose_name="intercommunalités entières"
    )
    quartiers = models.ManyToManyField(
        Quartier, blank=True, related_name="cooperatives", verbose_name="quartiers prioritaires"
    )
    departements_vises = models.ManyToManyField(
        Departement, blank=True, related_name="+", verbose_name="départements entiers"
    )
    libelle_territoire = models.CharField("territoire de coordination", max_length=200, blank=True)
    enonce_ists = models.TextField("inégalités visées", blank=True)
    plus_value_existant = models.TextField("plus-value au regard de l’existant", blank=True)
    argumentaire_thematique = models.TextField("argumentaire du choix de la thématique", blank=True)
    couverture_locale = models.CharField(
        "couverture locale de la thématique", max_length=12, choices=Couverture, default=Couverture.A_VERIFIER
    )
    justification_perimetre = models.TextField("justification du périmètre", blank=True)
    # « Les territoires où existent des difficultés de coordination d'acteurs peuvent également être prioritaires » (R-PRIN-14).
    priorite_coordination = models.BooleanField("territoire prioritaire pour sa coordination", default=False)
    priorite_coordination_texte = models.TextField("difficultés de coordination des acteurs", blank=True)
    dynamique_eparcours = models.CharField(
        "dynamique e-parcours", max_length=12, choices=OuiNonAVerifier, default=OuiNonAVerifier.A_VERIFIER
    )
    objectif_public = models.TextField("objectif en une phrase", blank=True)
    duree_previsionnelle_ans = models.PositiveSmallIntegerField("durée prévisionnelle en années", null=True, blank=True)
    mode_elaboration = models.CharField(
        "façon d’élaborer le programme", max_length=12, choices=ModeElaboration, blank=True
    )
    mode_elaboration_texte = models.TextField("comment", blank=True)
    mode_elaboration_le = models.DateField("décidé le", null=True, blank=True)
    equipe_evaluation = models.TextField("équipe d’évaluation", blank=True)
    creee_le = models.DateField("créée le", default=horloge.today, editable=False)
    calendrier_fixe_le = models.DateField("calendrier de référence fixé le", null=True, blank=True, editable=False)

    objects = CooperativeQuerySet.as_manager()

    class Meta:
        verbose_name = "coopérative d’acteurs"
        verbose_name_plural = "coopératives d’acteurs"
        ordering = ["departement__code", "reference"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(intitule=""),
                name="cooperative_intitule_present",
                violation_error_message="Donnez un intitulé à la coopérative.",
            ),
            models.CheckConstraint(
                condition=Q(priorite_coordination=False) | ~Q(priorite_coordination_texte=""),
                name="cooperative_priorite_expliquee",
                violation_error_message="Dites quelles difficultés de coordination rendent ce territoire prioritaire.",
            ),
            models.CheckConstraint(
                condition=~Q(mode_elaboration="autre") | ~Q(mode_elaboration_texte=""),
                name="cooperative_autre_elaboration_dite",
                violation_error_message="Dites comment le groupe de pilotage a décidé d’élaborer le programme.",
            ),
        ]

    def __str__(self) -> str:
        return self.intitule


class Site(models.Model):
    """A precise place or milieu de vie that no administrative limit names (R-TERR-18)."""

    ca = models.ForeignKey(Cooperative, models.CASCADE, related_name="sites", verbose_name="coopérative")
    nom = models.CharField("nom", max_length=150)

    class Meta:
        verbose_name = "site"
        ordering = ["nom"]

    def __str__(self) -> str:
        return self.nom
