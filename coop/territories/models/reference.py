"""Published figures by territory. An absent value is « non publié », never a zero."""

from django.db import models


class Ponderation(models.TextChoices):
    """How communes add up to a larger territory; a median never does, so it has none."""

    AUCUNE = "", "ne se moyenne pas"
    POPULATION = "population", "population municipale"
    PERSONNES_FISCALES = "fiscales", "personnes des ménages fiscaux"
    SOMME = "somme", "se somme"


class Serie(models.Model):
    """One published indicator: what it measures, its unit, producer and year."""

    code = models.CharField("code", max_length=60, unique=True)
    libelle = models.CharField("libellé", max_length=200)
    unite = models.CharField("unité", max_length=30, blank=True)
    source = models.CharField("source", max_length=200)
    annee = models.PositiveSmallIntegerField("année")
    ponderation = models.CharField("pondération", max_length=12, choices=Ponderation, blank=True)
    note = models.TextField("précaution de lecture", blank=True)
    ordre = models.PositiveSmallIntegerField("ordre", default=0)

    class Meta:
        verbose_name = "série de référence"
        verbose_name_plural = "séries de référence"
        ordering = ["ordre", "code"]

    def __str__(self) -> str:
        return self.libelle


class ValeurReference(models.Model):
    """The value of a series for one territory (`niveau` + `code`)."""

    class Niveau(models.TextChoices):
        COMMUNE = "com", "commune"
        QUARTIER = "qpv", "quartier prioritaire"
        INTERCOMMUNALITE = "epci", "intercommunalité"
        DEPARTEMENT = "dep", "département"
        REGION = "reg", "région"

    serie = models.ForeignKey(Serie, models.CASCADE, related_name="valeurs", verbose_name="série")
    niveau = models.CharField("niveau", max_length=4, choices=Niveau)
    code = models.CharField("code du territoire", max_length=12)
    valeur = models.DecimalField("valeur", max_digits=14, decimal_places=3)
    estimee = models.BooleanField("moyenne calculée, non publiée par le producteur", default=False)
    couverture = models.DecimalField("part de population couverte", max_digits=5, decimal_places=1, null=True)

    class Meta:
        verbose_name = "valeur de référence"
        verbose_name_plural = "valeurs de référence"
        ordering = ["serie", "niveau", "code"]
        constraints = [
            models.UniqueConstraint(
                fields=["serie", "niveau", "code"],
                name="valeur_reference_unique",
                violation_error_message="Cette série a déjà une valeur pour ce territoire.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.serie_id} {self.code} {self.valeur}"
