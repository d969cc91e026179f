"""The regional register of local schemes, shared by all (decisions.md 33), and how a CA articulates with them."""

from datetime import date

from django.db import models
from django.db.models import Q

from coop import horloge
from coop.organisations.models import Contact, Organisation
from coop.territories.models import Commune, Departement, Quartier
from coop.versions import Versioned
from cooperatives.enums import NatureArticulation, Presence, TypeDispositif
from cooperatives.models.cooperative import Cooperative, Thematique


class DispositifQuerySet(models.QuerySet):
    def en_cours(self, on: date | None = None) -> "DispositifQuerySet":
        """Schemes that have not ended on a day: `fin` is their last one."""
        return self.filter(Q(fin__isnull=True) | Q(fin__gte=on or horloge.today()))


class DispositifLocal(Versioned):
    """A CLS, CLSM, contrat de ville… of the regional register, entered once and shared."""

    type = models.CharField("type", max_length=20, choices=TypeDispositif)
    nom = models.CharField("nom", max_length=200)
    departement = models.ForeignKey(Departement, models.PROTECT, related_name="dispositifs", verbose_name="département")
    communes = models.ManyToManyField(Commune, blank=True, related_name="dispositifs", verbose_name="communes")
    structure_porteuse = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="structure porteuse"
    )
    coordinateur = models.ForeignKey(
        Contact, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="coordination"
    )
    debut = models.DateField("début", null=True, blank=True)
    fin = models.DateField("fin", null=True, blank=True)
    est_fictif = models.BooleanField("fictif", default=False)

    objects = DispositifQuerySet.as_manager()

    class Meta:
        verbose_name = "dispositif local"
        verbose_name_plural = "dispositifs locaux"
        ordering = ["type", "nom", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["departement", "type", "nom"],
                name="dispositif_unique_par_departement",
                violation_error_message="Ce dispositif est déjà dans le registre\u00a0: choisissez-le dans la liste.",
            ),
            models.CheckConstraint(
                condition=Q(fin__isnull=True) | Q(debut__isnull=True) | Q(fin__gte=models.F("debut")),
                name="dispositif_dates_ordonnees",
                violation_error_message="La fin suit le début.",
            ),
        ]

    def __str__(self) -> str:
        return self.nom


class FicheDispositif(Versioned):
    """A fiche-action of a scheme and its themes; without communes nor quartiers it covers the whole scheme."""

    dispositif = models.ForeignKey(DispositifLocal, models.CASCADE, related_name="fiches", verbose_name="dispositif")
    intitule = models.CharField("intitulé", max_length=250)
    thematiques = models.ManyToManyField(Thematique, blank=True, related_name="fiches", verbose_name="thématiques")
    communes = models.ManyToManyField(Commune, blank=True, related_name="+", verbose_name="communes")
    quartiers = models.ManyToManyField(Quartier, blank=True, related_name="+", verbose_name="quartiers prioritaires")

    class Meta:
        verbose_name = "fiche-action d’un dispositif"
        verbose_name_plural = "fiches-action des dispositifs"
        ordering = ["dispositif", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["dispositif", "intitule"],
                name="fiche_dispositif_unique",
                violation_error_message="Ce dispositif a déjà une fiche de cet intitulé.",
            ),
        ]

    def __str__(self) -> str:
        return self.intitule


class Articulation(Versioned):
    """How the CA articulates with one type of scheme: absent, to check, or present with its description."""

    ca = models.ForeignKey(Cooperative, models.CASCADE, related_name="articulations", verbose_name="coopérative")
    type = models.CharField("type de dispositif", max_length=20, choices=TypeDispositif)
    presence = models.CharField("présence", max_length=12, choices=Presence, default=Presence.A_VERIFIER)
    dispositif = models.ForeignKey(
        DispositifLocal, models.PROTECT, null=True, blank=True, related_name="articulations", verbose_name="dispositif"
    )
    nature = models.CharField("nature de l’articulation", max_length=20, choices=NatureArticulation, blank=True)
    fiche_cls = models.CharField("fiche-action déclinée", max_length=250, blank=True)
    description = models.TextField("articulation", blank=True)
    concertation_theme_le = models.DateField("coordination associée au choix du thème le", null=True, blank=True)
    information_comites_le = models.DateField("comité de pilotage informé le", null=True, blank=True)
    information_cotech_le = models.DateField("comité technique informé le", null=True, blank=True)

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
