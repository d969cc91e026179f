"""Choosing together which needs come first: criteria, ballots, marks."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q

from coop.organisations.models import Contact
from coop.versions import Versioned
from diagnostics.enums import ModeVote
from diagnostics.models.besoins import Besoin
from diagnostics.models.diagnostic import Diagnostic

NOTE_MAX = 4
POIDS_MAX = 3


class Priorisation(Versioned):
    """The vote of one version of the diagnosis: prepared, then open until a day, then closed."""

    diagnostic = models.OneToOneField(
        Diagnostic, models.CASCADE, related_name="priorisation", verbose_name="diagnostic"
    )
    ouverte_le = models.DateField("ouverte le", null=True, blank=True, editable=False)
    jusqu_au = models.DateField("ouverte jusqu’au", null=True, blank=True)
    close_le = models.DateField("close le", null=True, blank=True, editable=False)

    class Meta:
        verbose_name = "priorisation"
        ordering = ["diagnostic"]
        constraints = [
            models.CheckConstraint(
                condition=Q(close_le=None) | Q(ouverte_le__isnull=False),
                name="priorisation_close_apres_ouverture",
                violation_error_message="Une priorisation se clôt après avoir été ouverte.",
            )
        ]

    def __str__(self) -> str:
        return f"Priorisation de {self.diagnostic}"


class CriterePriorite(Versioned):
    """A criterion the group gives itself, with its weight from 1 to POIDS_MAX."""

    priorisation = models.ForeignKey(Priorisation, models.CASCADE, related_name="criteres", verbose_name="priorisation")
    ordre = models.PositiveSmallIntegerField("ordre", default=1, editable=False)
    libelle = models.CharField("critère", max_length=120)
    aide = models.CharField("ce que veut dire une note élevée", max_length=200, blank=True)
    poids = models.PositiveSmallIntegerField(
        "poids", default=1, validators=[MinValueValidator(1), MaxValueValidator(POIDS_MAX)]
    )

    class Meta:
        verbose_name = "critère de priorisation"
        verbose_name_plural = "critères de priorisation"
        ordering = ["priorisation", "ordre", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["priorisation", "libelle"],
                name="critere_priorite_unique",
                violation_error_message="Ce critère est déjà dans la liste.",
            ),
            models.CheckConstraint(
                condition=Q(poids__gte=1, poids__lte=POIDS_MAX),
                name="critere_priorite_poids",
                violation_error_message=f"Le poids va de 1 à {POIDS_MAX}.",
            ),
        ]

    def __str__(self) -> str:
        return self.libelle


class Bulletin(models.Model):
    """The marks of one person, or of several who answered with one voice during a meeting (`voix`)."""

    priorisation = models.ForeignKey(
        Priorisation, models.CASCADE, related_name="bulletins", verbose_name="priorisation"
    )
    mode = models.CharField("mode", max_length=10, choices=ModeVote)
    contact = models.ForeignKey(
        Contact, models.SET_NULL, null=True, blank=True, related_name="bulletins", verbose_name="votant"
    )
    libelle = models.CharField("groupe", max_length=150, blank=True)
    voix = models.PositiveSmallIntegerField("nombre de votants", default=1, validators=[MinValueValidator(1)])
    le = models.DateField("jour")

    class Meta:
        verbose_name = "bulletin"
        ordering = ["priorisation", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["priorisation", "contact"],
                condition=Q(contact__isnull=False),
                name="bulletin_un_par_votant",
                violation_error_message="Cette personne a déjà voté.",
            ),
            models.CheckConstraint(
                condition=Q(voix__gte=1),
                name="bulletin_au_moins_une_voix",
                violation_error_message="Un bulletin porte la voix d’une personne au moins.",
            ),
        ]

    def __str__(self) -> str:
        return self.libelle or f"Bulletin {self.pk}"


class NoteBesoin(models.Model):
    """One mark, from 1 (peu) to NOTE_MAX (tout à fait), of a need on a criterion. No row: no opinion."""

    bulletin = models.ForeignKey(Bulletin, models.CASCADE, related_name="notes", verbose_name="bulletin")
    besoin = models.ForeignKey(Besoin, models.CASCADE, related_name="notes", verbose_name="besoin")
    critere = models.ForeignKey(CriterePriorite, models.CASCADE, related_name="notes", verbose_name="critère")
    valeur = models.PositiveSmallIntegerField("note")

    class Meta:
        verbose_name = "note d’un besoin"
        verbose_name_plural = "notes des besoins"
        ordering = ["bulletin", "besoin", "critere"]
        constraints = [
            models.UniqueConstraint(
                fields=["bulletin", "besoin", "critere"],
                name="note_besoin_unique",
                violation_error_message="Ce besoin est déjà noté sur ce critère.",
            ),
            models.CheckConstraint(
                condition=Q(valeur__gte=1, valeur__lte=NOTE_MAX),
                name="note_besoin_bornee",
                violation_error_message=f"Une note va de 1 à {NOTE_MAX}.",
            ),
        ]

    def __str__(self) -> str:
        return str(self.valeur)
