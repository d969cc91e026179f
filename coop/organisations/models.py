"""Organisations and the people who speak for them, with or without an account (decisions.md 1)."""

import re

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from stdnum.exceptions import ValidationError as StdnumError
from stdnum.fr import siret as siret_rules

from coop import horloge
from coop.organisations.enums import TypeOrganisation
from coop.organisations.perimetre import ContactQuerySet, OrganisationQuerySet
from coop.territories.models import Commune, Departement
from coop.territories.models.geographie import searchable
from coop.versions import Versioned


def validate_siret(value: str) -> None:
    """Raise ValidationError unless `value` is a valid SIRET (La Poste's exception included)."""
    try:
        siret_rules.validate(value)
    except StdnumError as error:
        raise ValidationError("Ce numéro SIRET n’est pas valide\u00a0: vérifiez ses 14 chiffres.") from error


def validate_rna(value: str) -> None:
    """Raise ValidationError unless `value` looks like a number of the répertoire national des associations."""
    if not re.fullmatch(r"W[0-9A-Z]\d{8}", value):
        raise ValidationError("Un numéro RNA commence par W et compte neuf autres caractères, par exemple W751234567.")


class Secteur(models.Model):
    """Field of action of an organisation; `sanitaire` feeds the intersectoral warning (R-VIG-04)."""

    code = models.SlugField("code", max_length=40, unique=True)
    libelle = models.CharField("libellé", max_length=80, unique=True)
    sanitaire = models.BooleanField("champ sanitaire", default=False)
    archive = models.BooleanField("archivé", default=False)
    ordre = models.PositiveSmallIntegerField("ordre", default=0)

    class Meta:
        verbose_name = "secteur"
        ordering = ["ordre", "libelle"]

    def __str__(self) -> str:
        return self.libelle


class Organisation(Versioned):
    """An actor of the territory, as the directory of partners shows it (R-DEF-07). The DD of the ARS is one too.

    One that was merged into another stays, with `fusionnee_dans`: what was signed under its name keeps its label.
    """

    nom = models.CharField("nom", max_length=200)
    sigle = models.CharField("sigle", max_length=40, blank=True)
    type = models.CharField("type", max_length=30, choices=TypeOrganisation)
    secteur = models.ForeignKey(Secteur, models.PROTECT, related_name="organisations", verbose_name="secteur")
    # An actor often works in several fields: each counts when sectors are (R-CADRE-11, AL-25).
    autres_secteurs = models.ManyToManyField(
        Secteur, blank=True, related_name="aussi", verbose_name="autres secteurs d’intervention"
    )
    departement = models.ForeignKey(
        Departement, models.PROTECT, null=True, blank=True, related_name="organisations", verbose_name="département"
    )
    commune = models.ForeignKey(Commune, models.PROTECT, null=True, blank=True, verbose_name="commune")
    adresse = models.CharField("adresse", max_length=250, blank=True)
    siret = models.CharField("SIRET", max_length=14, blank=True, validators=[validate_siret])
    rna = models.CharField("numéro RNA", max_length=10, blank=True, validators=[validate_rna])
    autres_noms = models.TextField(
        "autres noms", blank=True, help_text="Un par ligne\u00a0: anciens noms, noms d’usage."
    )
    petit_acteur = models.BooleanField(
        "petit acteur", default=False, help_text="Structure que le soutien habituel de l’Agence sert mal (guide, § 2)."
    )
    missions = models.TextField("missions", blank=True)
    perimetre = models.TextField("périmètre d’intervention", blank=True)
    points_contact = models.TextField("points de contact", blank=True)
    outils = models.TextField("outils de prévention et ressources à partager", blank=True)
    besoins_information = models.TextField("besoins d’information", blank=True)
    besoins_formation = models.TextField("besoins de formation", blank=True)
    besoins_partenariat = models.TextField("besoins de partenariat", blank=True)
    est_fictive = models.BooleanField("structure fictive", default=False)
    fusionnee_dans = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, editable=False, related_name="absorbees",
        verbose_name="réunie avec",
    )  # fmt: skip
    fusionnee_le = models.DateField("réunie le", null=True, blank=True, editable=False)
    recherche = models.CharField(max_length=800, editable=False, db_index=True)
    cree_le = models.DateTimeField("créée le", default=horloge.now, editable=False)

    objects = OrganisationQuerySet.as_manager()

    class Meta:
        verbose_name = "organisation"
        ordering = ["recherche", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["siret"],
                condition=~Q(siret=""),
                name="organisation_siret_unique",
                violation_error_message="Une organisation porte déjà ce SIRET.",
            ),
            models.UniqueConstraint(
                fields=["rna"],
                condition=~Q(rna=""),
                name="organisation_rna_unique",
                violation_error_message="Une organisation porte déjà ce numéro RNA.",
            ),
            models.CheckConstraint(
                condition=Q(fusionnee_dans__isnull=True, fusionnee_le__isnull=True)
                | Q(fusionnee_dans__isnull=False, fusionnee_le__isnull=False),
                name="organisation_reunie_a_une_date",
                violation_error_message="Une organisation réunie avec une autre l’est à une date.",
            ),
            models.CheckConstraint(
                condition=Q(fusionnee_dans__isnull=True) | ~Q(fusionnee_dans=F("id")),
                name="organisation_reunie_avec_une_autre",
                violation_error_message="Une organisation ne se réunit pas avec elle-même.",
            ),
            models.UniqueConstraint(
                fields=["departement"],
                condition=Q(type="ars"),
                name="organisation_une_dd_par_departement",
                violation_error_message="La délégation départementale existe déjà.",
            ),
        ]

    def save(self, *args, **kwargs):
        self.recherche = searchable(f"{self.nom} {self.sigle} {self.autres_noms}")[:800]
        super().save(*args, **kwargs)

    @property
    def noms(self) -> list[str]:
        """Every name it answers to: the current one, the acronym, the former ones."""
        return [name.strip() for name in (self.nom, self.sigle, *self.autres_noms.splitlines()) if name.strip()]

    def __str__(self) -> str:
        return self.nom


class Distinction(models.Model):
    """Two organisations that look alike and that somebody said are not the same: never proposed again."""

    premiere = models.ForeignKey(Organisation, models.CASCADE, related_name="+", verbose_name="première organisation")
    seconde = models.ForeignKey(Organisation, models.CASCADE, related_name="+", verbose_name="seconde organisation")
    auteur = models.CharField("dit par", max_length=200)
    le = models.DateField("dit le", default=horloge.today)

    class Meta:
        verbose_name = "organisations distinctes"
        verbose_name_plural = "organisations distinctes"
        ordering = ["-le", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["premiere", "seconde"],
                name="distinction_unique",
                violation_error_message="Ces deux organisations sont déjà dites distinctes.",
            ),
            models.CheckConstraint(
                condition=Q(premiere__lt=F("seconde")),
                name="distinction_ordonnee",
                violation_error_message="La première des deux organisations est la plus ancienne.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.premiere} et {self.seconde}"


class Contact(Versioned):
    """A person, by function; professional data only, no named inhabitant (R-SI-04)."""

    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="contacts", verbose_name="organisation"
    )
    nom = models.CharField("nom ou pseudonyme", max_length=120, blank=True)
    fonction = models.CharField("fonction", max_length=150)
    email = models.EmailField("adresse électronique", blank=True)
    telephone = models.CharField("téléphone", max_length=30, blank=True)
    est_fictif = models.BooleanField("contact fictif", default=False)
    cree_le = models.DateTimeField("créé le", default=horloge.now, editable=False)

    objects = ContactQuerySet.as_manager()

    class Meta:
        verbose_name = "contact"
        ordering = ["fonction", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["email"],
                condition=~Q(email=""),
                name="contact_email_unique",
                violation_error_message="Un contact a déjà cette adresse électronique.",
            )
        ]

    def save(self, *args, **kwargs):
        self.email = self.email.lower()
        super().save(*args, **kwargs)

    def __str__(self) -> str:
        return self.nom or self.fonction
