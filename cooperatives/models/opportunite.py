"""The opportunity grid (ten principles, R-PRIN) and the articulation with local schemes (R-TERR-05, R-VIG-01)."""

from django.db import models
from django.db.models import Q

from coop import horloge
from coop.organisations.models import Organisation
from coop.territories.models import Commune, Departement
from coop.versions import Versioned
from cooperatives.enums import Appreciation, Presence, TypeDispositif
from cooperatives.models.cooperative import Cooperative


class Principe(models.Model):
    """One of the ten principles of the note of 10 July 2017, in the wording of the guide (A-ORTHO corrected)."""

    ordre = models.PositiveSmallIntegerField("ordre", unique=True)
    libelle = models.TextField("libellé")
    court = models.CharField("libellé court", max_length=120)
    aide = models.TextField("relecture de l’évaluation", blank=True)
    groupe = models.CharField("groupe", max_length=20)

    class Meta:
        verbose_name = "principe de choix"
        verbose_name_plural = "principes de choix"
        ordering = ["ordre"]

    def __str__(self) -> str:
        return f"{self.ordre}. {self.court}"


class AppreciationPrincipe(Versioned):
    """How the CA reads one principle. Unfavourable never blocks; unread does (R-PRIN-00b, A-55)."""

    ca = models.ForeignKey(Cooperative, models.CASCADE, related_name="appreciations", verbose_name="coopérative")
    principe = models.ForeignKey(Principe, models.PROTECT, verbose_name="principe")
    appreciation = models.CharField("appréciation", max_length=12, choices=Appreciation, default=Appreciation.A_ETUDIER)
    justification = models.TextField("justification", blank=True)
    auteur = models.CharField("par", max_length=200, blank=True, editable=False)
    le = models.DateTimeField("le", default=horloge.now, editable=False)

    class Meta:
        verbose_name = "appréciation d’un principe"
        verbose_name_plural = "grille des dix principes"
        ordering = ["ca", "principe__ordre"]
        constraints = [
            models.UniqueConstraint(
                fields=["ca", "principe"],
                name="appreciation_principe_unique",
                violation_error_message="Ce principe est déjà apprécié pour cette coopérative.",
            ),
            models.CheckConstraint(
                condition=Q(appreciation__in=["a_etudier", "satisfait"]) | ~Q(justification=""),
                name="appreciation_principe_justifiee",
                violation_error_message="Justifiez en une phrase une appréciation autre que « satisfait ».",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.principe} : {self.get_appreciation_display()}"


class DispositifLocal(models.Model):
    """A CLS, CLSM, contrat de ville… of the regional register, entered once and shared."""

    type = models.CharField("type", max_length=20, choices=TypeDispositif)
    nom = models.CharField("nom", max_length=200)
    departement = models.ForeignKey(Departement, models.PROTECT, related_name="dispositifs", verbose_name="département")
    communes = models.ManyToManyField(Commune, blank=True, related_name="dispositifs", verbose_name="communes")
    structure_porteuse = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="structure porteuse"
    )
    est_fictif = models.BooleanField("fictif", default=False)

    class Meta:
        verbose_name = "dispositif local"
        verbose_name_plural = "dispositifs locaux"
        ordering = ["type", "nom"]

    def __str__(self) -> str:
        return self.nom


class Articulation(Versioned):
    """How the CA articulates with one type of scheme: absent, to check, or present with its description."""

    ca = models.ForeignKey(Cooperative, models.CASCADE, related_name="articulations", verbose_name="coopérative")
    type = models.CharField("type de dispositif", max_length=20, choices=TypeDispositif)
    presence = models.CharField("présence", max_length=12, choices=Presence, default=Presence.A_VERIFIER)
    dispositif = models.ForeignKey(
        DispositifLocal, models.PROTECT, null=True, blank=True, related_name="articulations", verbose_name="dispositif"
    )
    description = models.TextField("articulation", blank=True)
    concertation_theme_le = models.DateField("coordination associée au choix du thème le", null=True, blank=True)
    information_comites_le = models.DateField("comités informés le", null=True, blank=True)

    class Meta:
        verbose_name = "articulation avec un dispositif"
        verbose_name_plural = "articulations avec les dispositifs"
        ordering = ["ca", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["ca", "type"],
                condition=Q(dispositif__isnull=True),
                name="articulation_par_type_unique",
                violation_error_message="Ce type de dispositif est déjà déclaré.",
            ),
            models.UniqueConstraint(
                fields=["ca", "dispositif"],
                condition=Q(dispositif__isnull=False),
                name="articulation_par_dispositif_unique",
                violation_error_message="Ce dispositif est déjà déclaré.",
            ),
            models.CheckConstraint(
                condition=~Q(presence="present") | ~Q(description=""),
                name="articulation_presente_decrite",
                violation_error_message="Dites en une phrase comment la coopérative s’articule avec ce dispositif.",
            ),
        ]

    def __str__(self) -> str:
        return self.dispositif.nom if self.dispositif else self.get_type_display()
