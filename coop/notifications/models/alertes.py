"""What people decide of their reminders, and what the rules last found of each coopérative."""

from django.db import models
from django.db.models import F, Q

from coop import horloge
from coop.notifications.enums import Frequence
from coop.organisations.models import Contact


class MiseEnAttente(models.Model):
    """A person puts one duty off until a date, and says why. Other people go on seeing it."""

    contact = models.ForeignKey(Contact, models.CASCADE, related_name="mises_en_attente", verbose_name="contact")
    code = models.CharField("règle", max_length=20)
    objet = models.CharField("objet", max_length=80)
    titre = models.CharField("tâche", max_length=250)
    jusqu_au = models.DateField("jusqu’au")
    motif = models.CharField("motif", max_length=250)
    cree_le = models.DateField("mise en attente le", default=horloge.today, editable=False)
    levee_le = models.DateField("reprise le", null=True, blank=True, editable=False)

    class Meta:
        verbose_name = "mise en attente"
        verbose_name_plural = "mises en attente"
        ordering = ["jusqu_au", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["contact", "code", "objet"],
                condition=Q(levee_le__isnull=True),
                name="mise_en_attente_unique",
                violation_error_message="Vous avez déjà mis cette tâche en attente.",
            ),
            models.CheckConstraint(
                condition=Q(jusqu_au__gt=F("cree_le")),
                name="mise_en_attente_jusqu_a_plus_tard",
                violation_error_message="Choisissez une date à partir de demain.",
            ),
            models.CheckConstraint(
                condition=~Q(motif=""),
                name="mise_en_attente_a_un_motif",
                violation_error_message="Dites pourquoi vous mettez cette tâche en attente.",
            ),
        ]

    def __str__(self) -> str:
        return self.titre


class PreferenceRappel(models.Model):
    """How often a person receives « Mon récapitulatif »; without a row, each Monday."""

    contact = models.OneToOneField(Contact, models.CASCADE, related_name="preference_rappel", verbose_name="contact")
    frequence = models.CharField("fréquence", max_length=12, choices=Frequence, default=Frequence.HEBDOMADAIRE)

    class Meta:
        verbose_name = "préférence de rappel"
        verbose_name_plural = "préférences de rappel"
        ordering = ["contact"]

    def __str__(self) -> str:
        return self.get_frequence_display()


class FluxCalendrier(models.Model):
    """A private calendar address: whoever holds the secret reads the dates of one person, until it is revoked."""

    contact = models.ForeignKey(Contact, models.CASCADE, related_name="flux_calendrier", verbose_name="contact")
    token_hash = models.CharField(max_length=64, unique=True, editable=False)
    cree_le = models.DateTimeField("créé le", default=horloge.now, editable=False)
    revoque_le = models.DateTimeField("coupé le", null=True, blank=True, editable=False)
    lu_le = models.DateField("lu le", null=True, blank=True, editable=False)

    class Meta:
        verbose_name = "flux de calendrier"
        verbose_name_plural = "flux de calendrier"
        ordering = ["-cree_le", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["contact"],
                condition=Q(revoque_le__isnull=True),
                name="flux_calendrier_un_actif",
                violation_error_message="Vous avez déjà une adresse de calendrier.",
            )
        ]

    def __str__(self) -> str:
        return f"Calendrier de {self.contact}"


class FaitsGardes(models.Model):
    """What the rules found of one coopérative, valid for a day and a state of its journal.

    A mere copy: it is compared with the journal at each reading, written again when it is stale, and may be emptied.
    """

    ca_id = models.BigIntegerField("coopérative", unique=True)
    jour = models.DateField("jour")
    cle = models.CharField("état du journal", max_length=60)
    faits = models.JSONField("faits", default=list)
    comptes = models.JSONField(
        "comptes", default=dict
    )  # of the same, by rule: what the région counts without reading them

    class Meta:
        verbose_name = "faits gardés"
        verbose_name_plural = "faits gardés"
        ordering = ["ca_id"]

    def __str__(self) -> str:
        return f"{self.ca_id}, {self.jour}"
