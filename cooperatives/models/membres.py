"""Voluntary members (R-ENG-06) and the people who represent them."""

from datetime import date, timedelta

from django.db import models
from django.db.models import Q

from coop import horloge
from coop.documents.models import Piece
from coop.organisations.models import Contact, Organisation
from coop.territories.models import Commune
from coop.versions import Versioned
from cooperatives.enums import Positionnement, StatutMembre
from cooperatives.models.cooperative import Cooperative
from cooperatives.vie_membre import CLOS


def reste(prefix: str = "") -> Q:
    """Participations that have not ended: a party whose exit was signed leaves on its day, read from the date.

    Nothing closes them that day (decisions.md 12): its people keep the door of their last bilan (`lit_encore`).
    """
    today = horloge.today()
    return Q(**{f"{prefix}date_sortie__isnull": True}) | Q(**{f"{prefix}date_sortie__gt": today})


class MembreQuerySet(models.QuerySet):
    def actifs(self) -> "MembreQuerySet":
        """Members that take part today: membre or signataire."""
        return self.filter(reste(), statut__in=[StatutMembre.MEMBRE, StatutMembre.SIGNATAIRE])

    def partenaires(self) -> "MembreQuerySet":
        """Members other than the ARS, counted apart (A-44)."""
        return self.exclude(organisation__type="ars")


class Membre(Versioned):
    """The participation of an organisation in a CA, with its « Qui fait quoi ? » (R-DEF-14)."""

    ca = models.ForeignKey(Cooperative, models.CASCADE, related_name="membres", verbose_name="coopérative")
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="participations", verbose_name="organisation"
    )
    statut = models.CharField("statut", max_length=12, choices=StatutMembre, default=StatutMembre.REPERE)
    role_mission = models.TextField("rôle et missions dans la coopérative", blank=True)
    positionnement = models.CharField("positionnement", max_length=16, choices=Positionnement, blank=True)
    positionnement_texte = models.TextField("effets attendus de ce positionnement", blank=True)
    date_entree = models.DateField("entrée le", null=True, blank=True)
    date_sortie = models.DateField("sortie le", null=True, blank=True)
    motif_sortie = models.TextField("motif", blank=True)
    concertation_le = models.DateField("concertation avec la délégation le", null=True, blank=True)
    engagement_direction_le = models.DateField("engagement de la direction le", null=True, blank=True)
    engagement_document = models.ForeignKey(
        Piece, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="engagement écrit de la direction"
    )
    cree_le = models.DateTimeField("ajouté le", default=horloge.now, editable=False)

    objects = MembreQuerySet.as_manager()

    class Meta:
        verbose_name = "membre"
        ordering = ["ca", "organisation__recherche", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["ca", "organisation"],
                condition=~Q(statut__in=["sorti", "refus"]),
                name="membre_participation_active_unique",
                violation_error_message="Cette organisation participe déjà à la coopérative.",
            ),
            models.CheckConstraint(
                condition=~Q(statut__in=["membre", "signataire"]) | Q(date_entree__isnull=False),
                name="membre_actif_a_une_date_entree",
                violation_error_message="Un membre a une date d’entrée.",
            ),
            models.CheckConstraint(
                condition=Q(date_sortie__isnull=True) | Q(date_sortie__gte=models.F("date_entree")),
                name="membre_sortie_apres_entree",
                violation_error_message="La sortie suit l’entrée.",
            ),
            models.CheckConstraint(
                condition=Q(engagement_document__isnull=True) | Q(engagement_direction_le__isnull=False),
                name="membre_engagement_ecrit_date",
                violation_error_message="Datez l’engagement de la direction dont vous joignez l’écrit.",
            ),
        ]

    def __str__(self) -> str:
        return str(self.organisation)

    @property
    def finie(self) -> bool:
        """Whether the participation has ended: refused, left, or left by the convention on a day that has come."""
        left = self.date_sortie is not None and self.date_sortie <= horloge.today()
        return left or self.statut in CLOS


class Representant(models.Model):
    """A person who speaks for a member: titulaire or suppléant, with a mandate (R-ENG-07)."""

    membre = models.ForeignKey(Membre, models.CASCADE, related_name="representants", verbose_name="membre")
    contact = models.ForeignKey(Contact, models.PROTECT, related_name="representations", verbose_name="contact")
    titulaire = models.BooleanField("titulaire", default=True)
    # What the person is here, when it was typed with an address that somebody outside the perimeter already had.
    fonction = models.CharField("fonction dans cette représentation", max_length=150, blank=True)
    mandat = models.TextField("mandat confié par sa structure", blank=True)
    peut_engager = models.BooleanField("peut engager sa structure", default=False)
    engagements = models.CharField("ce qu’elle peut engager", max_length=250, blank=True)
    # Named beside another titulaire: advised against, not refused (R-ENG-07).
    raison_second = models.TextField("pourquoi deux titulaires", blank=True)
    debut = models.DateField("début", default=horloge.today)
    fin = models.DateField("fin", null=True, blank=True)

    class Meta:
        verbose_name = "représentant"
        ordering = ["membre", "-titulaire", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["membre", "contact"],
                condition=Q(fin__isnull=True),
                name="representant_actif_unique",
                violation_error_message="Cette personne représente déjà ce membre.",
            )
        ]

    def __str__(self) -> str:
        return self.fonction or str(self.contact)

    @property
    def dernier_jour(self) -> date | None:
        """The last day of the mandate: `fin` is the first one without it."""
        return self.fin and self.fin - timedelta(days=1)


class EluAssocie(models.Model):
    """An elected official associated to the CA, by function and commune, never by name (R-GOUV-26, R-SI-04)."""

    ca = models.ForeignKey(Cooperative, models.CASCADE, related_name="elus", verbose_name="coopérative")
    fonction = models.CharField("fonction", max_length=150)
    commune = models.ForeignKey(
        Commune, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="commune"
    )
    collectivite = models.CharField("autre collectivité", max_length=150, blank=True)
    modalites = models.TextField("comment l’élu et son équipe sont associés", blank=True)
    depuis = models.DateField("associé depuis le", default=horloge.today)
    fin = models.DateField("jusqu’au", null=True, blank=True)

    class Meta:
        verbose_name = "élu associé"
        verbose_name_plural = "élus associés"
        ordering = ["ca", "commune__recherche", "fonction", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["ca", "fonction", "commune"],
                condition=Q(fin__isnull=True, commune__isnull=False),
                name="elu_associe_unique",
                violation_error_message="Cet élu est déjà noté pour cette commune.",
            ),
            models.CheckConstraint(
                condition=Q(commune__isnull=False) | ~Q(collectivite=""),
                name="elu_associe_a_une_collectivite",
                violation_error_message="Dites de quelle commune, ou de quelle autre collectivité.",
            ),
            models.CheckConstraint(
                condition=Q(fin__isnull=True) | Q(fin__gte=models.F("depuis")),
                name="elu_associe_dates_ordonnees",
                violation_error_message="La fin suit le début.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.fonction}, {self.commune or self.collectivite}"
