"""Trainings and support (R-FORM), exchanges of practice between délégations and between actors (R-REC-08, -09)."""

from decimal import Decimal

from django.db import models
from django.db.models import Q

from coop import horloge
from coop.organisations.models import Contact
from coop.territories.models import Departement
from coop.versions import Versioned
from cooperatives.enums_vie import TypeEchange, TypeFormation
from cooperatives.models.cooperative import Cooperative

LIVRABLES = ("livrable_objectifs", "livrable_actions", "livrable_indicateurs", "livrable_projet")


class Formation(Versioned):
    """A training or a support of one coopérative, or offered by the siège to all (`ca` empty): R-CADRE-14."""

    ca = models.ForeignKey(
        Cooperative, models.CASCADE, null=True, blank=True, related_name="formations", verbose_name="coopérative"
    )
    type = models.CharField("type", max_length=16, choices=TypeFormation)
    intitule = models.CharField("intitulé", max_length=150)
    focus = models.CharField("aspect particulier", max_length=200, blank=True)
    formateur = models.CharField("formateur ou organisme", max_length=150, blank=True)
    contenu = models.TextField("contenu", blank=True)
    # The four outputs expected of the « accompagnement des CA » (R-FORM-04).
    livrable_objectifs = models.BooleanField("objectifs définis", default=False)
    livrable_actions = models.BooleanField("actions de chacun définies", default=False)
    livrable_indicateurs = models.BooleanField("indicateurs définis", default=False)
    livrable_projet = models.BooleanField("projet rédigé", default=False)

    class Meta:
        verbose_name = "formation"
        ordering = ["ca", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ca__isnull=False) | ~Q(type="accompagnement"),
                name="accompagnement_d_une_cooperative",
                violation_error_message="L’accompagnement des CA est celui d’une coopérative.",
            )
        ]

    def __str__(self) -> str:
        return self.intitule

    @property
    def faits(self) -> int:
        """How many of the four expected outputs are there."""
        return sum(getattr(self, name) for name in LIVRABLES)

    @property
    def jours(self) -> Decimal:
        """Total length in days; give the rows with `sessions` prefetched."""
        return sum((row.duree_jours for row in self.sessions.all()), Decimal())

    @property
    def commencee(self) -> bool:
        """Whether one of its days is past."""
        return any(row.le < horloge.today() for row in self.sessions.all())


class SessionFormation(models.Model):
    """One day, or half a day, of a training."""

    formation = models.ForeignKey(Formation, models.CASCADE, related_name="sessions", verbose_name="formation")
    le = models.DateField("date")
    duree_jours = models.DecimalField("durée en jours", max_digits=3, decimal_places=1, default=Decimal(1))
    lieu = models.CharField("lieu", max_length=150, blank=True)

    class Meta:
        verbose_name = "session"
        ordering = ["formation", "le", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["formation", "le"],
                name="session_formation_jour_unique",
                violation_error_message="Une session est déjà prévue ce jour-là.",
            ),
            models.CheckConstraint(
                condition=Q(duree_jours__gt=0, duree_jours__lte=5),
                name="session_formation_duree_plausible",
                violation_error_message="Une session dure entre une demi-journée et cinq jours.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.formation} – {self.le:%d/%m/%Y}"


class InscriptionFormation(models.Model):
    """Somebody who takes part."""

    formation = models.ForeignKey(Formation, models.CASCADE, related_name="inscriptions", verbose_name="formation")
    contact = models.ForeignKey(Contact, models.PROTECT, related_name="formations", verbose_name="participant")

    class Meta:
        verbose_name = "inscription à une formation"
        verbose_name_plural = "inscriptions aux formations"
        ordering = ["formation", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["formation", "contact"],
                name="inscription_formation_unique",
                violation_error_message="Cette personne est déjà inscrite.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.contact} – {self.formation}"


class EchangePratiques(Versioned):
    """A meeting where délégations, or actors of several coopératives, tell how they work."""

    le = models.DateField("date")
    type = models.CharField("type", max_length=14, choices=TypeEchange)
    theme = models.CharField("thème", max_length=200)
    departements = models.ManyToManyField(
        Departement, related_name="echanges_pratiques", verbose_name="délégations participantes"
    )
    # Who writes it again: the délégation of its author; nobody but the siège when empty (§4.5).
    tenu_par = models.ForeignKey(
        Departement, models.PROTECT, null=True, blank=True, related_name="+", editable=False,
        verbose_name="délégation qui l’a noté",
    )  # fmt: skip
    participants = models.TextField("autres participants", blank=True)
    compte_rendu = models.TextField("ce qu’on en retient", blank=True)
    auteur = models.CharField("par", max_length=200, blank=True, editable=False)

    class Meta:
        verbose_name = "échange de pratiques"
        verbose_name_plural = "échanges de pratiques"
        ordering = ["-le", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(theme=""),
                name="echange_a_un_theme",
                violation_error_message="Donnez le thème de l’échange.",
            )
        ]

    def __str__(self) -> str:
        return self.theme
