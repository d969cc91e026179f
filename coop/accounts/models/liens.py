"""Personal links: one contact, one purpose, one object, for a time (decisions.md 31)."""

from django.db import models

from coop import horloge
from coop.accounts.enums import UsageLien
from coop.organisations.models import Contact


class PersonalLink(models.Model):
    """The right of a contact, without account, to one object; the token is kept hashed."""

    contact = models.ForeignKey(Contact, models.CASCADE, related_name="liens", verbose_name="contact")
    usage = models.CharField("usage", max_length=20, choices=UsageLien)
    object_id = models.BigIntegerField("objet")
    content_version = models.CharField("version du contenu", max_length=64, blank=True)
    ca_id = models.BigIntegerField("coopérative", null=True, blank=True, db_index=True)
    token_hash = models.CharField(max_length=64, unique=True, editable=False)
    cree_le = models.DateTimeField("créé le", default=horloge.now)
    expire_le = models.DateTimeField("expire le")
    revoque_le = models.DateTimeField("révoqué le", null=True, blank=True)
    premier_usage_le = models.DateTimeField("premier usage le", null=True, blank=True)

    class Meta:
        verbose_name = "lien personnel"
        verbose_name_plural = "liens personnels"
        ordering = ["-cree_le", "-pk"]
        indexes = [models.Index(fields=["usage", "object_id"])]

    def __str__(self) -> str:
        return f"{self.get_usage_display()} ({self.contact})"
