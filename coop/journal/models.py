"""The append-only book of acts, and the seals that chain its rows (decisions.md 14)."""

from django.db import models

from coop import horloge


class AppendOnly(Exception):
    """A row of the journal is neither changed nor removed."""


class AppendOnlyQuerySet(models.QuerySet):
    def update(self, **kwargs):
        raise AppendOnly("Le journal ne se modifie pas.")

    def delete(self):
        raise AppendOnly("Le journal ne s’efface pas.")


class AppendOnlyModel(models.Model):
    """Inserted once. The database refuses the rest too: see migration 0002 (triggers)."""

    objects = AppendOnlyQuerySet.as_manager()

    class Meta:
        abstract = True

    def save(self, *args, **kwargs):
        if self.pk is not None:
            raise AppendOnly("Le journal ne se modifie pas.")
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        raise AppendOnly("Le journal ne s’efface pas.")


class Entry(AppendOnlyModel):
    """One act: who, when, which verb, on what, with which reason."""

    at = models.DateTimeField("le", default=horloge.now)
    actor_label = models.CharField("par", max_length=200)
    actor_user_id = models.BigIntegerField("compte", null=True)
    actor_contact_id = models.BigIntegerField("contact", null=True)
    verb = models.CharField("verbe", max_length=80)
    summary = models.CharField("ce qui s’est passé", max_length=500)
    comment = models.TextField("motif", blank=True)
    object_kind = models.CharField("nature de l’objet", max_length=80, blank=True)
    object_id = models.CharField("identifiant de l’objet", max_length=40, blank=True)
    ca_id = models.BigIntegerField("coopérative", null=True)
    departement_code = models.CharField("département", max_length=3, blank=True)
    organisation_id = models.BigIntegerField("organisation", null=True)
    data = models.JSONField("détail", default=dict, blank=True)

    class Meta:
        verbose_name = "acte du journal"
        verbose_name_plural = "journal"
        ordering = ["-at", "-id"]
        indexes = [
            models.Index(fields=["ca_id", "at"]),
            models.Index(fields=["object_kind", "object_id"]),
            models.Index(fields=["departement_code", "at"]),
            models.Index(fields=["organisation_id", "at"]),
        ]

    def __str__(self) -> str:
        return self.summary


class Seal(AppendOnlyModel):
    """The link of the chain that seals one entry: hash(previous hash + canonical entry)."""

    sequence = models.BigIntegerField("rang")
    entry = models.OneToOneField(Entry, models.PROTECT, related_name="seal", verbose_name="acte")
    previous_hash = models.CharField("empreinte précédente", max_length=64)
    hash = models.CharField("empreinte", max_length=64)
    sealed_at = models.DateTimeField("scellé le", default=horloge.now)

    class Meta:
        verbose_name = "sceau"
        verbose_name_plural = "sceaux"
        ordering = ["sequence"]
        constraints = [models.UniqueConstraint(fields=["sequence"], name="seal_sequence_unique")]

    def __str__(self) -> str:
        return f"Sceau {self.sequence}"
