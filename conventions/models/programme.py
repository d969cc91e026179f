"""The programme of a CA: one general objective, its tree, the needs each objective answers."""

from django.db import models
from django.db.models import Q

from conventions.enums import NiveauObjectif
from coop.historique import Historique
from coop.versions import Versioned
from cooperatives.models import Cooperative
from diagnostics.models import Besoin


class Programme(Versioned):
    """The programme the parties sign. `intitule` fills the convention's title, considérant and article 1 (A-51)."""

    ca = models.OneToOneField(Cooperative, models.CASCADE, related_name="programme", verbose_name="coopérative")
    intitule = models.CharField("intitulé du programme", max_length=250, blank=True)
    libelle_deploiement = models.CharField(
        "libellé après « programme de »", max_length=250, blank=True, help_text="Si l’intitulé s’accorde mal."
    )
    raison_etre = models.TextField("raison d’être de la coopérative", blank=True)
    # No insert of the convention: written while the programme is in force too.
    plan_communication = models.TextField("plan de communication", blank=True)

    class Meta:
        verbose_name = "programme"
        ordering = ["ca"]

    def __str__(self) -> str:
        return self.intitule or f"Programme de {self.ca}"


class Objectif(Versioned):
    """One objective of the tree (R-PROG-01, R-PROG-03), linked to the needs it answers."""

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="objectifs", verbose_name="programme")
    niveau = models.CharField("niveau", max_length=12, choices=NiveauObjectif)
    numero = models.PositiveSmallIntegerField("numéro", default=1, editable=False)
    libelle = models.TextField("objectif")
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="enfants", verbose_name="objectif de rattachement"
    )
    besoins = models.ManyToManyField(Besoin, blank=True, related_name="objectifs", verbose_name="besoins visés")
    history = Historique()

    class Meta:
        verbose_name = "objectif"
        ordering = ["programme", "niveau", "numero"]
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "niveau", "numero"],
                name="objectif_numero_unique",
                violation_error_message="Un autre objectif de ce niveau porte déjà ce numéro.",
            ),
            models.UniqueConstraint(
                fields=["programme"],
                condition=Q(niveau="general"),
                name="objectif_general_unique",
                violation_error_message="Le programme a déjà son objectif général.",
            ),
            models.CheckConstraint(
                condition=~Q(niveau="general") | Q(parent__isnull=True),
                name="objectif_general_sans_parent",
                violation_error_message="L’objectif général n’est rattaché à aucun autre.",
            ),
        ]

    def __str__(self) -> str:
        return self.libelle
