"""Départements, intercommunalités, communes and quartiers: codes are text, names sort and search in French."""

import unicodedata

from django.core.validators import MinValueValidator
from django.db import models


def searchable(text: str) -> str:
    """`text` without accents, ligatures, case or punctuation: identical on both engines (stack.md §5)."""
    text = text.replace("œ", "oe").replace("Œ", "oe")
    bare = (c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return " ".join("".join(c if c.isalnum() else " " for c in bare).lower().split())


class Named(models.Model):
    """A named place with its search key, kept in step by `save`."""

    code = models.CharField("code", max_length=12, unique=True)
    nom = models.CharField("nom", max_length=150)
    recherche = models.CharField(max_length=200, editable=False, db_index=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.nom

    def save(self, *args, **kwargs):
        self.recherche = searchable(f"{self.nom} {self.code}")[:200]
        super().save(*args, **kwargs)


class Departement(Named):
    """A département and its délégation départementale (DD) of the ARS: the eight of the région (R-CADRE-07)."""

    nom_dd = models.CharField("délégation", max_length=150)
    chef_lieu = models.CharField("chef-lieu", max_length=100, blank=True)
    titre_signataire = models.CharField("titre du signataire", max_length=100, default="Le Délégué départemental")
    complement_nom = models.CharField(
        "complément de nom", max_length=60, help_text="« des Yvelines », « du Val-de-Marne »…", blank=True
    )
    # Guide, annexe 2: one in each délégation (R-EPAR-05); by function, never by name (R-SI-04).
    referent_eparcours = models.CharField(
        "référent e-parcours",
        max_length=150,
        blank=True,
        help_text="Sa fonction et comment le joindre, sans nom de personne.",
    )
    # What the délégation gives to animate its coopératives, all together (R-CADRE-22, R-REC-12).
    moyens_animation_etp = models.DecimalField(
        "moyens d’animation, en ETP",
        max_digits=4,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(0, "Un équivalent temps plein n’est pas négatif.")],
        help_text="Équivalents temps plein de la délégation pour animer ses coopératives.",
    )
    population = models.PositiveIntegerField("population", default=0)
    trace = models.TextField("tracé SVG", blank=True, editable=False)

    class Meta:
        verbose_name = "département"
        ordering = ["code"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(moyens_animation_etp__isnull=True) | models.Q(moyens_animation_etp__gte=0),
                name="departement_etp_positif",
                violation_error_message="Un équivalent temps plein n’est pas négatif.",
            )
        ]


class Intercommunalite(Named):
    """An EPCI, or an établissement public territorial inside the Métropole (`parent`)."""

    nature = models.CharField("nature", max_length=10)
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, verbose_name="métropole")
    population = models.PositiveIntegerField("population en Île-de-France", default=0)
    communes = models.ManyToManyField("Commune", related_name="intercommunalites", verbose_name="communes")

    class Meta:
        verbose_name = "intercommunalité"
        ordering = ["nom"]


class Commune(Named):
    """A commune, or one of the twenty arrondissements of Paris (`parent` = Paris)."""

    departement = models.ForeignKey(Departement, models.PROTECT, related_name="communes", verbose_name="département")
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, verbose_name="commune de l’arrondissement"
    )
    population = models.PositiveIntegerField("population", default=0)
    codes_postaux = models.CharField("codes postaux", max_length=200, blank=True)
    longitude = models.DecimalField("longitude", max_digits=8, decimal_places=5, null=True)
    latitude = models.DecimalField("latitude", max_digits=8, decimal_places=5, null=True)
    trace = models.TextField("tracé SVG", blank=True, editable=False)

    class Meta:
        verbose_name = "commune"
        ordering = ["recherche"]


class Quartier(Named):
    """A quartier prioritaire de la politique de la ville, in a dated géographie (2015, 2024)."""

    geographie = models.PositiveSmallIntegerField("géographie")
    departement = models.ForeignKey(Departement, models.PROTECT, related_name="quartiers", verbose_name="département")
    communes = models.ManyToManyField(Commune, related_name="quartiers", verbose_name="communes")
    population = models.PositiveIntegerField("population", null=True)
    retire = models.BooleanField(
        "retiré de la liste officielle",
        default=False,
        help_text="Un quartier retiré n’est plus proposé ; ce qui le citait le cite toujours.",
    )

    class Meta:
        verbose_name = "quartier prioritaire"
        verbose_name_plural = "quartiers prioritaires"
        ordering = ["recherche"]
