"""Needs drawn from the analyses; the objectives of the programme answer them."""

from django.db import models
from django.db.models import Q

from coop.versions import Versioned
from cooperatives.models import Public
from diagnostics.enums import CouvertureBesoin, Niveau
from diagnostics.models.constats import Constat
from diagnostics.models.diagnostic import Diagnostic


class Besoin(Versioned):
    """A need: how well it is covered, its rank of priority, whether the CA takes it up (R-DIAG-13)."""

    diagnostic = models.ForeignKey(Diagnostic, models.CASCADE, related_name="besoins", verbose_name="diagnostic")
    numero = models.PositiveSmallIntegerField("numéro", editable=False)
    libelle = models.CharField("besoin", max_length=300)
    niveau = models.CharField("issu de", max_length=12, choices=Niveau, default=Niveau.BESOINS)
    couverture = models.CharField("couverture", max_length=12, choices=CouvertureBesoin)
    priorite = models.PositiveSmallIntegerField("rang de priorité", null=True, blank=True)
    retenu = models.BooleanField("retenu par la coopérative", default=False)
    justification = models.TextField("ce qui le justifie", blank=True)
    constats = models.ManyToManyField(
        Constat, blank=True, related_name="besoins", verbose_name="constats d’où il vient"
    )
    publics = models.ManyToManyField(Public, blank=True, related_name="besoins", verbose_name="publics concernés")
    # The same need in the version before: what answers it follows when the new version is validated.
    reprend = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, editable=False, related_name="+", verbose_name="besoin repris"
    )

    class Meta:
        verbose_name = "besoin"
        ordering = ["diagnostic", "numero"]
        constraints = [
            models.UniqueConstraint(
                fields=["diagnostic", "numero"],
                name="besoin_numero_unique",
                violation_error_message="Un autre besoin porte déjà ce numéro.",
            ),
            models.UniqueConstraint(
                fields=["diagnostic", "priorite"],
                condition=Q(retenu=True, priorite__isnull=False),
                name="besoin_priorite_unique",
                violation_error_message="Un autre besoin retenu a déjà ce rang.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.numero}. {self.libelle}"
