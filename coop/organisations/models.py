"""Organisations and the people who speak for them, with or without an account (decisions.md 1)."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
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
        raise ValidationError("Ce numéro SIRET n’est pas valide : vérifiez ses 14 chiffres.") from error


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
    """An actor of the territory. The DD of the ARS is one too (R-CADRE-10)."""

    nom = models.CharField("nom", max_length=200)
    sigle = models.CharField("sigle", max_length=40, blank=True)
    type = models.CharField("type", max_length=30, choices=TypeOrganisation)
    secteur = models.ForeignKey(Secteur, models.PROTECT, related_name="organisations", verbose_name="secteur")
    departement = models.ForeignKey(
        Departement, models.PROTECT, null=True, blank=True, related_name="organisations", verbose_name="département"
    )
    commune = models.ForeignKey(Commune, models.PROTECT, null=True, blank=True, verbose_name="commune")
    adresse = models.CharField("adresse", max_length=250, blank=True)
    siret = models.CharField("SIRET", max_length=14, blank=True, validators=[validate_siret])
    petit_acteur = models.BooleanField(
        "petit acteur", default=False, help_text="Structure que le soutien habituel de l’Agence sert mal (guide, § 2)."
    )
    missions = models.TextField("missions", blank=True)
    est_fictive = models.BooleanField("structure fictive", default=False)
    recherche = models.CharField(max_length=260, editable=False, db_index=True)
    cree_le = models.DateTimeField("créée le", default=horloge.now, editable=False)

    objects = OrganisationQuerySet.as_manager()

    class Meta:
        verbose_name = "organisation"
        ordering = ["recherche"]
        constraints = [
            models.UniqueConstraint(
                fields=["siret"],
                condition=~Q(siret=""),
                name="organisation_siret_unique",
                violation_error_message="Une organisation porte déjà ce SIRET.",
            ),
            models.UniqueConstraint(
                fields=["departement"],
                condition=Q(type="ars"),
                name="organisation_une_dd_par_departement",
                violation_error_message="La délégation départementale existe déjà.",
            ),
        ]

    def save(self, *args, **kwargs):
        self.recherche = searchable(f"{self.nom} {self.sigle}")[:260]
        super().save(*args, **kwargs)

    def __str__(self) -> str:
        return self.nom


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
