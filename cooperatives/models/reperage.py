"""What the délégation looks for before the coopérative exists: needs, dynamics, people who could take part (R-AMONT)."""

from django.db import models
from django.db.models import Q

from coop import horloge
from coop.organisations.models import Organisation
from coop.territories.models import Commune
from coop.versions import Versioned
from cooperatives.enums import CategorieActeur, Interet
from cooperatives.models.cooperative import Cooperative
from cooperatives.models.membres import Membre


class Reperage(Versioned):
    """The notes of the repérage: needs seen in local diagnoses, dynamics that exist, e-parcours (R-AMONT-01 to 03)."""

    ca = models.OneToOneField(Cooperative, models.CASCADE, related_name="reperage", verbose_name="coopérative")
    besoins = models.TextField("besoins non ou insuffisamment couverts", blank=True)
    dynamiques = models.TextField("dynamiques locales existantes", blank=True)
    eparcours = models.TextField("ce que l’on sait de l’e-parcours", blank=True)

    class Meta:
        verbose_name = "notes de repérage"
        verbose_name_plural = "notes de repérage"
        ordering = ["ca"]

    def __str__(self) -> str:
        return f"Repérage de {self.ca}"


class ActeurRepere(Versioned):
    """Somebody spotted on the territory, named by function or structure, before any invitation (R-AMONT-02)."""

    ca = models.ForeignKey(Cooperative, models.CASCADE, related_name="acteurs_reperes", verbose_name="coopérative")
    categorie = models.CharField("catégorie", max_length=12, choices=CategorieActeur)
    libelle = models.CharField("structure ou groupe", max_length=200)
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="organisation du registre"
    )
    fonction = models.CharField("fonction", max_length=150, blank=True)
    commune = models.ForeignKey(
        Commune, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="commune"
    )
    interet = models.CharField("intérêt", max_length=14, choices=Interet, default=Interet.A_SONDER)
    note = models.TextField("note", blank=True)
    devenu_membre = models.ForeignKey(
        Membre, models.SET_NULL, null=True, blank=True, related_name="reperages", verbose_name="participation"
    )
    cree_le = models.DateTimeField("repéré le", default=horloge.now, editable=False)

    class Meta:
        verbose_name = "acteur repéré"
        verbose_name_plural = "acteurs repérés"
        ordering = ["ca", "categorie", "libelle", "id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(libelle=""),
                name="acteur_repere_nomme",
                violation_error_message="Nommez la structure, le groupe ou la fonction.",
            ),
            models.UniqueConstraint(
                fields=["ca", "categorie", "libelle", "fonction"],
                name="acteur_repere_une_fois",
                violation_error_message="Cet acteur est déjà repéré dans cette catégorie.",
            ),
            models.CheckConstraint(
                condition=~Q(categorie="elu") | ~Q(fonction=""),
                name="acteur_repere_elu_a_une_fonction",
                violation_error_message="Dites la fonction de l’élu\u00a0: maire, adjointe à la santé…",
            ),
        ]

    def __str__(self) -> str:
        return self.libelle
