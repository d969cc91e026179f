"""The four analyses, their sources and figures."""

from django.db import models
from django.db.models import Q

from coop.historique import Historique
from coop.ui.typographie import nombre
from coop.versions import Versioned
from diagnostics.enums import Niveau, OrigineDonnee, RaisonAbsence, TypeSource
from diagnostics.models.diagnostic import Diagnostic


class SourceDonnees(models.Model):
    """A source of the guide's list (R-DIAG-08), or one added by an administrator."""

    code = models.SlugField("code", max_length=60, unique=True)
    nom = models.CharField("nom", max_length=250)
    niveau_geographique = models.CharField("niveau géographique", max_length=120, blank=True)
    type = models.CharField("type", max_length=12, choices=TypeSource, default=TypeSource.QUANTITATIF)
    aide = models.TextField("aide", blank=True)
    archive = models.BooleanField("archivée", default=False)
    ordre = models.PositiveSmallIntegerField("ordre", default=0)

    class Meta:
        verbose_name = "source de données"
        verbose_name_plural = "sources de données"
        ordering = ["ordre", "nom"]

    def __str__(self) -> str:
        return self.nom


class Analyse(Versioned):
    """One of the four analyses: what is observed, how, from which sources (R-DIAG-05)."""

    diagnostic = models.ForeignKey(Diagnostic, models.CASCADE, related_name="analyses", verbose_name="diagnostic")
    niveau = models.CharField("analyse", max_length=12, choices=Niveau)
    constats = models.TextField("constats", blank=True)
    methode = models.TextField("méthode", blank=True)
    phrase = models.CharField("la phrase à laquelle cela mène", max_length=400, blank=True)
    sources = models.ManyToManyField(SourceDonnees, blank=True, related_name="analyses", verbose_name="sources")
    history = Historique()

    class Meta:
        verbose_name = "analyse"
        ordering = ["diagnostic", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["diagnostic", "niveau"],
                name="analyse_niveau_unique",
                violation_error_message="Cette analyse existe déjà dans le diagnostic.",
            )
        ]

    def __str__(self) -> str:
        return self.get_niveau_display()


class Donnee(Versioned):
    """A figure of the diagnosis: a value or the reason there is none, with source, year and territory."""

    diagnostic = models.ForeignKey(Diagnostic, models.CASCADE, related_name="donnees", verbose_name="diagnostic")
    niveau = models.CharField("analyse", max_length=12, choices=Niveau, default=Niveau.BESOINS)
    libelle = models.CharField("indicateur", max_length=200)
    territoire = models.CharField("territoire", max_length=150)
    # INSEE code of a commune, SIREN of an intercommunalité, code of a quartier, a département or the région; "" typed.
    code_territoire = models.CharField("code du territoire", max_length=12, blank=True, editable=False)
    origine = models.CharField(
        "origine", max_length=8, choices=OrigineDonnee, default=OrigineDonnee.SAISIE, editable=False
    )
    valeur = models.DecimalField("valeur", max_digits=14, decimal_places=3, null=True, blank=True)
    raison_absence = models.CharField("raison de l’absence", max_length=20, choices=RaisonAbsence, blank=True)
    unite = models.CharField("unité", max_length=30, blank=True)
    annee = models.PositiveSmallIntegerField("année")
    source = models.CharField("source", max_length=200)
    couverture = models.DecimalField(
        "part de population couverte", max_digits=5, decimal_places=1, null=True, blank=True
    )
    departement_valeur = models.DecimalField(
        "valeur du département", max_digits=14, decimal_places=3, null=True, blank=True
    )
    region_valeur = models.DecimalField("valeur de la région", max_digits=14, decimal_places=3, null=True, blank=True)
    # Above the commune most values are weighted means of ours, not figures of their producer: said on screen.
    repere_estime = models.BooleanField("comparaison calculée", default=False, editable=False)
    mention = models.CharField("comment la valeur est obtenue", max_length=200, blank=True, editable=False)
    serie_code = models.CharField("série de référence", max_length=60, blank=True, editable=False)

    class Meta:
        verbose_name = "donnée du diagnostic"
        verbose_name_plural = "données du diagnostic"
        ordering = ["diagnostic", "id"]
        constraints = [
            models.CheckConstraint(
                condition=(Q(valeur__isnull=False) & Q(raison_absence=""))
                | (Q(valeur__isnull=True) & ~Q(raison_absence="")),
                name="donnee_valeur_ou_raison",
                violation_error_message="Donnez une valeur, ou la raison pour laquelle il n’y en a pas.",
            )
        ]

    def __str__(self) -> str:
        return self.libelle

    @property
    def lu(self) -> str:
        """« 12,5 % », or the reason there is no value."""
        if self.valeur is None:
            return self.get_raison_absence_display()
        return f"{nombre(self.valeur)}\u00a0{self.unite}".strip()
