"""What several rows of the life of a coopérative share: who brought them, and when."""

from django.db import models

from coop import horloge
from coop.organisations.models import Contact, Organisation
from coop.versions import Versioned


class Apport(Versioned):
    """A row that any member may bring and correct; the coordination corrects them all (§4.5)."""

    organisation = models.ForeignKey(
        Organisation,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        editable=False,
        verbose_name="apporté par",
    )
    contact = models.ForeignKey(
        Contact, models.SET_NULL, null=True, blank=True, related_name="+", editable=False, verbose_name="écrit par"
    )
    auteur = models.CharField("par", max_length=200, blank=True, editable=False)
    ecrit_le = models.DateTimeField("écrit le", default=horloge.now, editable=False)

    class Meta:
        abstract = True
