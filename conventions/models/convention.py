"""The convention de partenariat: parties, frozen versions, annual periods (domain.md §2.13, §3.3)."""

from datetime import date

from django.db import models
from django.db.models import F, Q

from conventions.calendrier import derniere_echeance_a_reconduire, reunion_elargie
from conventions.enums import AnnexeConvention, EtatConvention, StatutConvention, TypePartie
from conventions.models.programme import Programme
from coop import horloge
from coop.organisations.models import Organisation
from coop.versions import Versioned
from cooperatives.models import Cooperative


class ConventionQuerySet(models.QuerySet):
    def en_vigueur(self, on: date | None = None) -> "ConventionQuerySet":
        """Conventions whose last period covers the day: past the échéance they are échues, by dates alone."""
        day = on or horloge.today()
        runs = Q(resiliation_effet__isnull=True) | Q(resiliation_effet__gt=day)
        return self.filter(runs, statut=StatutConvention.EN_VIGUEUR, date_effet__lte=day, date_echeance__gt=day)

    def echues(self, on: date | None = None) -> "ConventionQuerySet":
        """Conventions past their échéance without express renewal (R-CONV-06, AL-10)."""
        day = on or horloge.today()
        expired = self.filter(statut=StatutConvention.EN_VIGUEUR, date_echeance__lte=day)
        return expired.exclude(resiliation_effet__lte=F("date_echeance"))

    def resiliees(self, on: date | None = None) -> "ConventionQuerySet":
        """Conventions that a résiliation ended before their échéance (R-CONV-08)."""
        day = on or horloge.today()
        ended = self.filter(statut=StatutConvention.EN_VIGUEUR, resiliation_effet__lte=day)
        return ended.filter(resiliation_effet__lte=F("date_echeance"))

    def finies(self, on: date | None = None) -> "ConventionQuerySet":
        """Conventions signed by all that no longer run: échues or résiliées."""
        day = on or horloge.today()
        ended = Q(date_echeance__lte=day) | Q(resiliation_effet__lte=day)
        return self.filter(ended, statut=StatutConvention.EN_VIGUEUR)

    def a_reconduire(self, on: date | None = None) -> "ConventionQuerySet":
        """Conventions in force whose last two months have begun: read from the dates (decisions.md 12)."""
        day = on or horloge.today()
        goes_on = Q(resiliation_effet__isnull=True) | Q(resiliation_effet__gt=F("date_echeance"))
        return self.en_vigueur(day).filter(goes_on, date_echeance__lte=derniere_echeance_a_reconduire(day))


class Convention(Versioned):
    """One convention of a CA. `date_effet` is the last signature; `date_echeance` the end of the last period."""

    ca = models.ForeignKey(Cooperative, models.PROTECT, related_name="conventions", verbose_name="coopérative")
    programme = models.ForeignKey(Programme, models.PROTECT, related_name="conventions", verbose_name="programme")
    reference = models.CharField("référence", max_length=20, unique=True, editable=False)
    statut = models.CharField(
        "statut", max_length=12, choices=StatutConvention, default=StatutConvention.BROUILLON, editable=False
    )
    preambule = models.TextField("éléments du diagnostic et raison d’être (préambule)", blank=True)
    en_lien_avec = models.CharField("en lien avec (dispositif ou réseau)", max_length=250, blank=True)
    periodicite_operationnelle = models.CharField("rythme des réunions opérationnelles", max_length=150, blank=True)
    lieu_signature = models.CharField("fait à", max_length=100, blank=True)
    annexe_calendrier = models.BooleanField("calendrier des étapes", default=True)
    annexe_charte = models.BooleanField("charte de coopération", default=True)
    # Joined if the parties wish (domain.md §5.1, F), and it bears amounts: asked for, never proposed.
    annexe_repartition = models.BooleanField("répartition du budget", default=False)
    date_effet = models.DateField("date d’effet", null=True, blank=True, editable=False)
    date_echeance = models.DateField("échéance annuelle", null=True, blank=True, editable=False)
    # Read from the receipts by `workflows.resiliation`; empty again when the others sign the avenant of departure.
    preavis_depuis = models.DateField("en préavis depuis le", null=True, blank=True, editable=False)
    resiliation_effet = models.DateField("résiliée à compter du", null=True, blank=True, editable=False)
    cree_le = models.DateTimeField("ouverte le", default=horloge.now, editable=False)

    objects = ConventionQuerySet.as_manager()

    class Meta:
        verbose_name = "convention de partenariat"
        verbose_name_plural = "conventions de partenariat"
        ordering = ["ca", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["ca"],
                condition=Q(statut="en_vigueur"),
                name="convention_une_en_vigueur_par_ca",
                violation_error_message="La coopérative a déjà une convention en vigueur.",
            ),
            models.CheckConstraint(
                condition=Q(statut__in=["brouillon", "en_signature"])
                | Q(date_effet__isnull=False, date_echeance__gt=F("date_effet")),
                name="convention_en_vigueur_a_ses_dates",
                violation_error_message="Une convention en vigueur a une date d’effet et une échéance.",
            ),
            models.CheckConstraint(
                condition=Q(resiliation_effet__isnull=True)
                | Q(preavis_depuis__isnull=False, resiliation_effet__gt=F("preavis_depuis")),
                name="convention_resiliee_apres_preavis",
                violation_error_message="La résiliation prend effet après la réception de la lettre.",
            ),
        ]

    def __str__(self) -> str:
        return self.reference

    def etat(self, on: date | None = None) -> EtatConvention:
        """What the convention is on a day: its stored state, then what the dates make of it."""
        day = on or horloge.today()
        if self.statut != StatutConvention.EN_VIGUEUR:
            return EtatConvention(self.statut)
        if day >= self.fin:
            return EtatConvention.RESILIEE if self.fin == self.resiliation_effet else EtatConvention.ECHUE
        if self.preavis_depuis and day >= self.preavis_depuis:
            return EtatConvention.EN_PREAVIS
        return EtatConvention.A_RECONDUIRE if day >= reunion_elargie(self.date_echeance) else EtatConvention.EN_VIGUEUR

    @property
    def annexes_choisies(self) -> list[str]:
        """The codes of the annexes to join, in the order they are printed."""
        return [code for code in AnnexeConvention.values if getattr(self, f"annexe_{code}")]

    @property
    def fin(self) -> date:
        """The first day it no longer covers: its échéance, or the effect of a résiliation when that comes first."""
        return min(self.date_echeance, self.resiliation_effet or self.date_echeance)


class VersionQuerySet(models.QuerySet):
    def courante(self) -> "VersionQuerySet":
        """The text of the convention itself, at the signature or signed; avenants have their own versions."""
        return self.filter(abandonnee_le__isnull=True, avenant__isnull=True)


class VersionConvention(models.Model):
    """What is signed: the canonical content frozen at mise à la signature, and its sha256 (decisions.md 16).

    Without `avenant` it is the text of the convention; with it, the text of the avenant, which carries the
    consolidated convention it leads to.
    """

    convention = models.ForeignKey(Convention, models.PROTECT, related_name="versions", verbose_name="convention")
    avenant = models.ForeignKey(
        "conventions.Avenant", models.PROTECT, null=True, blank=True, related_name="versions", verbose_name="avenant"
    )
    numero = models.PositiveSmallIntegerField("version")
    contenu = models.JSONField("contenu canonique")
    sha256 = models.CharField("empreinte", max_length=64)
    figee_le = models.DateTimeField("figée le", default=horloge.now)
    abandonnee_le = models.DateTimeField("abandonnée le", null=True, blank=True)
    motif_abandon = models.TextField("motif", blank=True)

    objects = VersionQuerySet.as_manager()

    class Meta:
        verbose_name = "version figée"
        verbose_name_plural = "versions figées"
        ordering = ["convention", "-numero"]
        constraints = [
            models.UniqueConstraint(
                fields=["convention", "numero"],
                name="version_convention_numero_unique",
                violation_error_message="Cette version de la convention existe déjà.",
            ),
            models.UniqueConstraint(
                fields=["convention"],
                condition=Q(abandonnee_le__isnull=True, avenant__isnull=True),
                name="version_convention_une_courante",
                violation_error_message="Une version est déjà à la signature.",
            ),
            models.UniqueConstraint(
                fields=["avenant"],
                condition=Q(abandonnee_le__isnull=True, avenant__isnull=False),
                name="version_avenant_une_courante",
                violation_error_message="Une version de l’avenant est déjà à la signature.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.convention} v{self.numero}"


class PartieQuerySet(models.QuerySet):
    def en_cours(self, on: date | None = None) -> "PartieQuerySet":
        """The parties on a day: not gone, and not waiting for the avenant that brings them in."""
        day = on or horloge.today()
        entered = Q(avenant_entree__isnull=True) | Q(avenant_entree__statut="signe")
        return self.filter(entered, Q(sortie_le__isnull=True) | Q(sortie_le__gt=day))


class Partie(Versioned):
    """A party: the ARS (exactly one), a partner, or another funder (R-CONV-01)."""

    convention = models.ForeignKey(Convention, models.CASCADE, related_name="parties", verbose_name="convention")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="parties", verbose_name="organisation")
    type = models.CharField("type", max_length=12, choices=TypePartie, default=TypePartie.PARTENAIRE)
    qualite_representant = models.CharField("représentée par (qualité)", max_length=150)
    ordre = models.PositiveSmallIntegerField("ordre", default=1)
    # A party that an avenant brings in signs it, and counts among the parties once it is signed.
    avenant_entree = models.ForeignKey(
        "conventions.Avenant",
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="entrantes",
        verbose_name="entrée par l’avenant",
    )
    entree_le = models.DateField("partie depuis", null=True, blank=True, editable=False)
    sortie_le = models.DateField("sortie le", null=True, blank=True, editable=False)

    objects = PartieQuerySet.as_manager()

    class Meta:
        verbose_name = "partie"
        ordering = ["convention", "ordre", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["convention", "organisation"],
                name="partie_unique",
                violation_error_message="Cette organisation est déjà partie à la convention.",
            ),
            models.UniqueConstraint(
                fields=["convention"],
                condition=Q(type="ars"),
                name="partie_une_seule_ars",
                violation_error_message="L’ARS est déjà partie à la convention.",
            ),
        ]

    def __str__(self) -> str:
        return str(self.organisation)


class Periode(models.Model):
    """An annual period (R-CONV-12): [effet + 12(n−1) months, effet + 12 n months[, counted from the effect date."""

    convention = models.ForeignKey(Convention, models.PROTECT, related_name="periodes", verbose_name="convention")
    numero = models.PositiveSmallIntegerField("année")
    debut = models.DateField("début")
    fin = models.DateField("échéance (premier jour non couvert)")
    signee_le = models.DateField("dernière signature le")

    class Meta:
        verbose_name = "période annuelle"
        verbose_name_plural = "périodes annuelles"
        ordering = ["convention", "numero"]
        constraints = [
            models.UniqueConstraint(
                fields=["convention", "numero"],
                name="periode_numero_unique",
                violation_error_message="Cette année de la convention existe déjà.",
            ),
            models.UniqueConstraint(
                fields=["convention", "debut"],
                name="periode_debut_unique",
                violation_error_message="Une autre année de la convention commence ce jour-là.",
            ),
            models.CheckConstraint(
                condition=Q(fin__gt=F("debut")),
                name="periode_dates_ordonnees",
                violation_error_message="La fin de la période suit son début.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.convention} année {self.numero}"
