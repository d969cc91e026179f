"""Comments on a field of a fiche-action: Ouvert → Résolu → Clos, shared with the CA or internal to the ARS."""

from django.db import models
from django.db.models import Q

from conventions.enums import StatutFil
from conventions.models.action import FicheAction
from coop import horloge

CONDITIONS = "conditions"  # the row of a fiche that holds its amounts (`conventions.champs.RUBRIQUES`)


class FilQuerySet(models.QuerySet):
    def visibles(self, *, interne: bool, conditions: bool) -> "FilQuerySet":
        """Threads a reader sees: the shared ones, the internal ones too inside the ARS, those of the row where amounts are
        written for who reads amounts."""
        rows = self if interne else self.filter(interne=False)
        return rows if conditions else rows.exclude(champ=CONDITIONS)


class FilCommentaire(models.Model):
    """A thread on one field (`champ`, a key of `conventions.champs`). Internal: only the ARS knows it exists."""

    action = models.ForeignKey(FicheAction, models.CASCADE, related_name="fils", verbose_name="action")
    champ = models.CharField("rubrique", max_length=30)
    interne = models.BooleanField("interne à l’ARS", default=False)
    statut = models.CharField("état", max_length=8, choices=StatutFil, default=StatutFil.OUVERT)
    ouvert_le = models.DateTimeField("ouvert le", default=horloge.now)
    resolu_le = models.DateTimeField("résolu le", null=True, blank=True)
    resolu_par = models.CharField("résolu par", max_length=250, blank=True)
    clos_le = models.DateTimeField("clos le", null=True, blank=True)
    clos_par = models.CharField("clos par", max_length=250, blank=True)

    objects = FilQuerySet.as_manager()

    class Meta:
        verbose_name = "fil de commentaires"
        verbose_name_plural = "fils de commentaires"
        ordering = ["action", "ouvert_le", "id"]
        constraints = [
            models.CheckConstraint(
                condition=(Q(statut="ouvert") & Q(resolu_le__isnull=True))
                | (~Q(statut="ouvert") & Q(resolu_le__isnull=False)),
                name="fil_commentaire_resolu_date",
                violation_error_message="Un commentaire résolu porte la date où il l’a été.",
            ),
            models.CheckConstraint(
                condition=(Q(statut="clos") & Q(clos_le__isnull=False)) | (~Q(statut="clos") & Q(clos_le__isnull=True)),
                name="fil_commentaire_clos_date",
                violation_error_message="Un commentaire clos porte la date où il l’a été.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.champ}, {self.get_statut_display()}"


class MessageCommentaire(models.Model):
    """One message of a thread; never rewritten."""

    fil = models.ForeignKey(FilCommentaire, models.CASCADE, related_name="messages", verbose_name="fil")
    texte = models.TextField("message")
    auteur = models.CharField("auteur", max_length=250)
    contact_id = models.BigIntegerField("contact", null=True, editable=False)
    le = models.DateTimeField("le", default=horloge.now)

    class Meta:
        verbose_name = "message"
        ordering = ["fil", "le", "id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(texte=""),
                name="message_commentaire_present",
                violation_error_message="Écrivez votre commentaire.",
            )
        ]

    def __str__(self) -> str:
        return self.texte[:80]
