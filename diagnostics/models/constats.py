"""Findings, the nine descriptive parts, and the resources of the territory."""

from django.db import models

from coop.historique import Historique
from coop.organisations.models import Organisation
from coop.territories.models import Commune
from coop.versions import Versioned
from cooperatives.models import Public
from diagnostics.enums import EtatRessource, NatureInegalite, Niveau, TypeRessource, Volet
from diagnostics.models.analyse import Donnee
from diagnostics.models.diagnostic import Diagnostic
from diagnostics.models.voix import Avis, DocumentAppui


class VoletDescriptif(Versioned):
    """One of the nine things the guide says a diagnosis allows to describe (R-DIAG-07)."""

    diagnostic = models.ForeignKey(Diagnostic, models.CASCADE, related_name="volets", verbose_name="diagnostic")
    volet = models.CharField("partie", max_length=15, choices=Volet)
    contenu = models.TextField("ce qui est décrit", blank=True)
    phrase = models.CharField("la phrase à laquelle cela mène", max_length=400, blank=True)
    history = Historique()

    class Meta:
        verbose_name = "partie descriptive"
        verbose_name_plural = "parties descriptives"
        ordering = ["diagnostic", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["diagnostic", "volet"],
                name="volet_descriptif_unique",
                violation_error_message="Cette partie existe déjà dans le diagnostic.",
            )
        ]

    def __str__(self) -> str:
        return self.get_volet_display()


class Constat(Versioned):
    """One thing observed, with what shows it: figures, voices, documents. Needs are drawn from it."""

    diagnostic = models.ForeignKey(Diagnostic, models.CASCADE, related_name="constats", verbose_name="diagnostic")
    numero = models.PositiveSmallIntegerField("numéro", editable=False)
    texte = models.CharField("constat", max_length=500)
    niveau = models.CharField("analyse", max_length=12, choices=Niveau)
    volet = models.CharField("partie du diagnostic", max_length=15, choices=Volet, blank=True)
    nature_inegalite = models.CharField("inégalité liée", max_length=12, choices=NatureInegalite, blank=True)
    donnees = models.ManyToManyField(Donnee, blank=True, related_name="constats", verbose_name="chiffres")
    avis = models.ManyToManyField(Avis, blank=True, related_name="constats", verbose_name="voix")
    documents = models.ManyToManyField(DocumentAppui, blank=True, related_name="constats", verbose_name="documents")
    history = Historique()

    class Meta:
        verbose_name = "constat"
        ordering = ["diagnostic", "numero"]
        constraints = [
            models.UniqueConstraint(
                fields=["diagnostic", "numero"],
                name="constat_numero_unique",
                violation_error_message="Un autre constat porte déjà ce numéro.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.numero}. {self.texte}"


class RessourceLocale(Versioned):
    """What the territory can count on: a resource « disponible ou mobilisable », or a service of care and prevention."""

    diagnostic = models.ForeignKey(Diagnostic, models.CASCADE, related_name="ressources", verbose_name="diagnostic")
    niveau = models.CharField(
        "analyse",
        max_length=12,
        choices=[
            (Niveau.RESSOURCES.value, "Ressource du territoire"),
            (Niveau.OFFRE.value, "Offre de soins et de prévention"),
        ],
        default=Niveau.RESSOURCES,
    )
    libelle = models.CharField("ressource", max_length=200)
    type = models.CharField("type", max_length=15, choices=TypeRessource)
    etat = models.CharField("état", max_length=12, choices=EtatRessource)
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="ressources", verbose_name="structure"
    )
    communes = models.ManyToManyField(Commune, blank=True, related_name="ressources", verbose_name="communes")
    publics = models.ManyToManyField(Public, blank=True, related_name="ressources", verbose_name="publics")
    precision = models.TextField("ce qu’elle apporte, ses limites", blank=True)

    class Meta:
        verbose_name = "ressource du territoire"
        verbose_name_plural = "ressources du territoire"
        ordering = ["diagnostic", "libelle", "id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(niveau__in=["ressources", "offre"]),
                name="ressource_niveau_connu",
                violation_error_message="Une ressource relève des ressources ou de l’offre.",
            )
        ]

    def __str__(self) -> str:
        return self.libelle
